// @vitest-environment jsdom
import '../../support/top-layer.ts';
import { type Language, setLanguage, toldSentence } from '@marketsafe/words';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type PageMessage, pageStatus } from '../../../../utils/messages/messages.ts';
import { registeredButton } from '../../../../utils/page/button-registry.ts';
import { isUnsettled } from '../../../../utils/page/heading.ts';
import { type ListingWatch, watchListing } from '../../../../utils/page/listing-watch.ts';
import { registerOutcomeWords } from '../../../../utils/page/outcome-words.ts';

const LISTING = 'https://www.aliexpress.com/item/1005006000000001.html';
const NEXT = 'https://www.aliexpress.com/item/1005006000000002.html';
const SEARCH = 'https://www.aliexpress.com/w/wholesale-jacket.html';

let url: string;
let sent: PageMessage[];
let discreet: boolean;
let language: Language;
/** The worker's answer, where a test holds it back. */
let reply: Promise<unknown> | undefined;
let later: (() => void)[];
let watch: ListingWatch | undefined;
/** The closed root that no page can reach: taken when it is made. */
let root: ShadowRoot | undefined;

function start(at: string): ListingWatch {
  url = at;
  watch = watchListing({
    page: document,
    url: () => url,
    send: (message) => {
      sent.push(message);
      return reply ?? Promise.resolve({ discreet, language });
    },
    later: (run) => later.push(run),
  });
  return watch;
}

/** Lets everything that was put off run, and what that puts off in turn. */
async function runAllThatWasPutOff(): Promise<void> {
  for (const run of later.splice(0)) run();
  await Promise.resolve();
  await Promise.resolve();
}

function added(): Element[] {
  return [...document.documentElement.children].filter(({ tagName }) => !['HEAD', 'BODY'].includes(tagName));
}

beforeEach(() => {
  const title = document.createElement('h1');
  title.dataset.pl = 'product-title';
  title.textContent = 'Aurora jacket';
  document.body.replaceChildren(title);
  sent = [];
  later = [];
  discreet = false;
  language = 'en';
  reply = undefined;
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    root = attach.call(this, init);
    return root;
  });
});
afterEach(() => {
  watch?.stop();
  setLanguage('en');
});

describe('the content script on a page', () => {
  it('says once what a listing is, however often it looks, and adds one element', async () => {
    start(LISTING);
    await runAllThatWasPutOff();
    await runAllThatWasPutOff();
    expect(sent).toEqual([
      {
        type: 'page.seen',
        marketplace: 'aliexpress',
        kind: 'listing',
        itemId: '1005006000000001',
      },
    ]);
    expect(added()).toHaveLength(1);
    expect(added()[0]?.shadowRoot).toBeNull();
  });

  it('sends nothing and adds nothing on a page that is no listing', async () => {
    start(SEARCH);
    await runAllThatWasPutOff();
    expect(sent).toEqual([]);
    expect(added()).toEqual([]);
  });

  it('follows a navigation inside the page to the next listing, and away from listings', async () => {
    const watching = start(LISTING);
    await runAllThatWasPutOff();
    url = NEXT;
    watching.moved();
    await runAllThatWasPutOff();
    url = SEARCH;
    watching.moved();
    await runAllThatWasPutOff();
    expect(sent.map((message) => message.type === 'page.seen' && [message.kind, message.itemId])).toEqual([
      ['listing', '1005006000000001'],
      ['listing', '1005006000000002'],
      ['search', undefined],
    ]);
    expect(added()).toEqual([]);
  });

  it('leaves the page untouched in discreet mode, also when that is switched on later', async () => {
    discreet = true;
    const watching = start(LISTING);
    await runAllThatWasPutOff();
    expect(added()).toEqual([]);
    discreet = false;
    watching.hear({ type: 'settings', discreet, language: 'en' });
    await runAllThatWasPutOff();
    expect(added()).toHaveLength(1);
    discreet = true;
    watching.hear({ type: 'settings', discreet, language: 'en' });
    await runAllThatWasPutOff();
    expect(added()).toEqual([]);
    expect(registeredButton()).toBeUndefined();
  });

  it('makes its button invisible for a capture without the page noticing', async () => {
    start(LISTING);
    await runAllThatWasPutOff();
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(document, { attributes: true, childList: true, characterData: true, subtree: true });
    registeredButton()?.hide();
    registeredButton()?.show();
    expect([...changes, ...observer.takeRecords()]).toEqual([]);
    observer.disconnect();
    expect(registeredButton()?.host).toBe(added()[0]);
  });

  it('speaks and shows its button again when the page comes out of the back/forward cache', async () => {
    const watching = start(LISTING);
    await runAllThatWasPutOff();
    sent = [];
    watching.returned();
    await runAllThatWasPutOff();
    expect(sent).toHaveLength(1);
    expect(added()).toHaveLength(1);
  });

  it('keeps its button when an address change led nowhere', async () => {
    const watching = start(LISTING);
    await runAllThatWasPutOff();
    watching.moved();
    await runAllThatWasPutOff();
    expect(added()).toHaveLength(1);
  });

  it('starts nothing for a click that no person made', async () => {
    start(LISTING);
    await runAllThatWasPutOff();
    sent = [];
    const button = root?.querySelector('button');
    expect(button).toBeTruthy();
    button?.click();
    button?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(sent).toEqual([]);
    expect(button?.textContent).toBe('Capture listing');
  });

  it('says what came of a capture of its own listing, and nothing of another one', async () => {
    const watching = start(LISTING);
    await runAllThatWasPutOff();
    const outcome = {
      outcome: 'saved',
      draftId: 'x',
      method: 'pixels',
      limitations: [],
      slices: 0,
    } as const;
    watching.hear({ type: 'capture.told', listing: 'aliexpress:7', outcome });
    expect(root?.querySelector('button')?.textContent).toBe('Capture listing');
    watching.hear({ type: 'capture.told', listing: 'aliexpress:1005006000000001', outcome });
    expect(root?.querySelector('button')?.textContent).toBe('Captured');
  });

  it('speaks the language that the worker answers with, and another one as soon as it is told', async () => {
    language = 'zh-CN';
    const watching = start(LISTING);
    await runAllThatWasPutOff();
    const button = root?.querySelector('button');
    expect(button?.textContent).toBe('商品取证');
    watching.hear({ type: 'settings', discreet, language: 'en' });
    expect(button?.textContent).toBe('Capture listing');
    expect(added()).toHaveLength(1);
  });

  it('says what a capture came to once the words for it have come, and says it anew in another language', async () => {
    const watching = start(LISTING);
    await runAllThatWasPutOff();
    const said = () => root?.querySelector('[role=status]')?.textContent;
    const listing = 'aliexpress:1005006000000001';
    const outcome = { outcome: 'failed', code: 'storage-full' } as const;
    watching.hear({ type: 'capture.told', listing, outcome });
    expect(said()).toMatch(/toolbar/);
    registerOutcomeWords(toldSentence);
    watching.hear({ type: 'capture.told', listing, outcome });
    expect(said()).toMatch(/^The disk is nearly full/);
    watching.hear({ type: 'settings', discreet, language: 'zh-CN' });
    expect(said()).toMatch(/^磁盘空间/);
    watching.hear({
      type: 'capture.told',
      listing,
      outcome: { outcome: 'failed', code: 'of-later' as never },
    });
    expect(said()).toMatch(/^取证未完成/);
  });

  it('puts no button on a page that it has moved to before the worker answered', async () => {
    const held = Promise.withResolvers<unknown>();
    reply = held.promise;
    const watching = start(LISTING);
    // The answer about the page it moved to is still on its way, and mends nothing.
    reply = Promise.withResolvers<unknown>().promise;
    url = SEARCH;
    watching.moved();
    held.resolve({ discreet: false });
    await runAllThatWasPutOff();
    expect(added()).toEqual([]);
  });

  it('knows a page that still shows the listing that its address has left', async () => {
    const watching = start(LISTING);
    await runAllThatWasPutOff();
    url = NEXT;
    watching.moved();
    expect(isUnsettled(document, Date.now())).toBe(true);
    expect(isUnsettled(document, Date.now() + 60_000)).toBe(false);
    const title = document.querySelector('h1');
    if (title) title.textContent = 'Another jacket';
    expect(isUnsettled(document, Date.now())).toBe(false);
  });

  it('says that its button is kept away once it has been out of sight for some time, and of a new listing nothing', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const watching = start(LISTING);
    await runAllThatWasPutOff();
    sent = [];
    vi.advanceTimersByTime(2_900);
    expect(sent).toEqual([]);
    expect(watching.hear({ type: 'page.report' })).not.toHaveProperty('button');
    vi.advanceTimersByTime(1_000);
    const absent = { kind: 'listing', itemId: '1005006000000001', button: 'absent' };
    expect(sent).toMatchObject([{ type: 'page.seen', ...absent }]);
    expect(pageStatus.parse(watching.hear({ type: 'page.report' }))).toMatchObject(absent);
    vi.advanceTimersByTime(60_000);
    expect(sent).toHaveLength(1);
    url = NEXT;
    watching.moved();
    expect(watching.hear({ type: 'page.report' })).not.toHaveProperty('button');
  });

  it('does not call a button absent that it has hidden itself', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    start(LISTING);
    await runAllThatWasPutOff();
    sent = [];
    registeredButton()?.hide();
    vi.advanceTimersByTime(20_000);
    expect(sent).toEqual([]);
  });

  it('leaves nothing behind when the extension goes', async () => {
    start(LISTING);
    await runAllThatWasPutOff();
    watch?.stop();
    expect(added()).toEqual([]);
    expect(registeredButton()).toBeUndefined();
  });
});
