import { m } from '@marketsafe/words';
import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunInPage, readTable, runIn } from '../../scripts/support/extension-database.ts';
import { Firefox } from '../../scripts/support/firefox.ts';
import { middleOf, readButton, type StandingButton } from '../../scripts/support/in-page-button.ts';
import { FIREFOX_BUILD } from '../../scripts/support/paths.ts';
import { type PracticeSite, startPracticeSite } from '../../scripts/support/practice-site.ts';
import { until } from '../../scripts/support/until.ts';
import type { CaptureRow } from '../../utils/database/capture-rows.ts';
import { HIDING, SPREADING } from '../fixtures/button-attacks.ts';
import { onlyWith } from '../support/only-with.ts';
import { draftOf, iconTitle, methodsOf } from './support/clicks.ts';
import { rows } from './support/extension-data.ts';
import { serveText } from './support/listing-pictures.ts';
import { type Desk, openDesk } from './support/whole-page.ts';

const LISTING = `<!doctype html><html lang="en"><head><title>Aurora jacket - AliExpress</title></head>
  <body style="margin:0;height:2000px"><h1 data-pl="product-title">Aurora jacket</h1></body></html>`;
const addressOf = (item: number) => `https://www.aliexpress.com/item/${item}.html`;
const FIRST = 1005006000000700;

/** A script of the page about the button's element, which stands beside head and body. */
const withHost = (body: string) =>
  `(async () => { const host = document.querySelector('html > :not(head, body)'); ${body} })()`;

describe('in Chromium', () => {
  let desk: Desk;
  let page: Page;
  let debug: CDPSession;
  let item = FIRST;

  beforeAll(async () => {
    desk = await openDesk({});
  });
  afterAll(() => desk?.close());
  afterEach(() => page?.close());

  async function open(html = LISTING, headers: Record<string, string> = {}): Promise<void> {
    item += 1;
    desk.practice.answer(addressOf(item), (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(html);
    });
    page = await desk.chromium.open(addressOf(item));
    await page.bringToFront();
    debug = await page.createCDPSession();
  }
  const counting = (): Promise<StandingButton> =>
    until('a button that can be clicked', async () => {
      const button = await readButton(debug);
      return button?.counts && button;
    });
  const attack = (body: string) => page.evaluate(withHost(body));
  const text = async () => (await readButton(debug))?.text ?? '';

  /** Clicks the button's place, and expects a capture. */
  async function expectCapture(): Promise<void> {
    const { x, y } = await middleOf(debug, await counting());
    await page.mouse.click(x, y);
    expect(methodsOf(await draftOf(desk.control, String(item)))).toContain('pixels');
  }
  /** What the button says has its turn with the click itself: one that counted is told from one that did not at once. */
  async function expectNone(): Promise<void> {
    expect((await text()).replace(m.button_refused(), '').trim()).toBe(m.button_capture());
    expect((await rows(desk.control, 'captureJobs')).filter(({ url }) => url === addressOf(item))).toEqual(
      [],
    );
  }

  it('one click on a button that was seen for half a second captures, also where the page allows no style', async () => {
    await open(LISTING, { 'Content-Security-Policy': "default-src 'none'; style-src 'none'" });
    expect((await counting()).text).toBe(m.button_capture());
    expect(await page.evaluate(() => document.documentElement.lastElementChild?.outerHTML)).toBe(
      '<div popover="manual"></div>',
    );
    await expectCapture();
  });

  it.each([
    ['without colours, as on days of mourning', '<style>html { filter: grayscale(1) }</style>'],
    ['with the writing from right to left', '<script>document.documentElement.dir = "rtl"</script>'],
    ['in quirks mode, wider than the window', '<div style="width:4000px;height:9px"></div>'],
    [
      'with a popover of its own elsewhere',
      '<div id="own" popover="manual" style="inset:0 auto auto 0;margin:0">Hello</div><script>own.showPopover()</script>',
    ],
    [
      'with an element over everything that is not in the top layer',
      '<div style="position:fixed;inset:0;z-index:2147483647;background:#fff"></div>',
    ],
  ])('one click captures on a page %s', async (_, part) => {
    await open(LISTING.replace('<!doctype html>', part.includes('9px') ? '' : '$&').replace('</body>', part));
    await expectCapture();
  });

  it('nothing of the page’s is drawn on the button or behind it', async () => {
    await open(
      LISTING.replace(
        '</body>',
        `<style>html > *::before, html > *::after { content: ""!important; position: fixed!important; inset: 0!important }
          html > *::backdrop { display: block!important; background: #000!important }</style>`,
      ),
    );
    await counting();
    const drawn = await page.evaluate(() => {
      const host = document.documentElement.lastElementChild;
      const of = (part: string) => host && getComputedStyle(host, part);
      return [of('::before')?.content, of('::after')?.content, of('::backdrop')?.display];
    });
    expect(drawn).toEqual(['none', 'none', 'none']);
  });

  it.each([0.67, 1.1, 1.75])('a click counts at the browser’s own zoom of %d', async (zoom) => {
    await open();
    const { y } = await middleOf(debug, await counting());
    const setZoom = (factor: number) =>
      runIn(desk.control)(
        `const [tab] = await chrome.tabs.query({ url: arguments[0] });
         await chrome.tabs.setZoom(tab.id, arguments[1]);`,
        addressOf(item),
        factor,
      );
    await setZoom(zoom);
    try {
      await until('the zoom', async () => Math.abs((await middleOf(debug, await counting())).y - y) > 20);
      await counting();
    } finally {
      await setZoom(1);
    }
  });

  it.each(SPREADING)(
    'a click elsewhere is none on the button, whatever spreads it: $name',
    async ({ body }) => {
      await open();
      await counting();
      await attack(body);
      await page.mouse.click(300, 300);
      await expectNone();
      await page.mouse.click(640, 500);
      await expectNone();
    },
  );

  it.each(HIDING)('a click on what hides it is none on the button: $name', async ({ body }) => {
    await open();
    const { x, y } = await middleOf(debug, await counting());
    await attack(body);
    await page.mouse.click(x, y);
    await expectNone();
  });

  it('a click that does not count says so, and the next one counts', async () => {
    await open();
    const { x, y } = await middleOf(debug, await counting());
    await attack(`host.remove();
      addEventListener('pointerdown', () => host.hidePopover(), { capture: true, once: true });`);
    await page.mouse.click(x, y);
    await until('the sentence', async () => (await text()).startsWith(m.button_refused()));
    await expectNone();
    await expectCapture();
  });

  it('a click at once on a button that comes up under a resting mouse is none', async () => {
    await open();
    const { x, y } = await middleOf(debug, await counting());
    await page.mouse.move(x, y);
    // A slow machine may be later than the button is quick: then it is tried again.
    await until('a click in time', async () => {
      await page.evaluate(
        withHost(`
          globalThis.came = performance.now();
          addEventListener('pointerdown', () => { globalThis.pressed = performance.now(); }, { capture: true, once: true });
          host.hidePopover();`),
      );
      await page.mouse.click(x, y);
      const waited = Number(await page.evaluate('globalThis.pressed - globalThis.came'));
      if (waited < 400) await expectNone();
      return waited < 400;
    });
  });

  it.each([
    ['removed', 'host.remove()'],
    ['closed', 'host.hidePopover()'],
    [
      'made inert and hidden',
      'host.inert = true; host.hidden = true; host.style.display = "none"; host.className = "x"',
    ],
    ['no popover any more', 'host.removeAttribute("popover")'],
    ['another kind of popover', 'host.popover = "auto"'],
    [
      'below another document element',
      'const html = document.createElement("html"); html.append(document.head, document.body); document.documentElement.replaceWith(html)',
    ],
    [
      'gone with a document that was written anew',
      'document.open(); document.write("<h1 data-pl=product-title>Aurora</h1>"); document.close()',
    ],
  ])('the button comes back where it was %s, and works', async (_, body) => {
    await open();
    await counting();
    await attack(body);
    await until('the button as it was', () =>
      page.evaluate(
        () =>
          [...document.documentElement.children].filter(
            (each) => each.outerHTML === '<div popover="manual"></div>',
          ).length === 1,
      ),
    );
    await expectCapture();
  });

  it('a button that is kept away is said to be, in the popup and at the icon, until it is back', async () => {
    await open();
    await counting();
    await attack(`globalThis.fight = new MutationObserver(() => host.remove());
      globalThis.fight.observe(document.documentElement, { childList: true });
      host.remove();`);
    const absent = m.toolbar_button_absent({ title: m.toolbar_listing() });
    await until('the icon to say so', async () => (await iconTitle(desk.control, page)) === absent);
    const popup = await desk.chromium.openPopup(page);
    const said = () => popup.evaluate(() => document.body.textContent);
    await until('the popup to say so', async () => (await said())?.includes(m.popup_button_absent()));
    await attack('globalThis.fight.disconnect()');
    await until(
      'the icon to say so no more',
      async () => (await iconTitle(desk.control, page)) === m.toolbar_listing(),
    );
    await until(
      'the popup to say so no more',
      async () => (await said())?.includes(m.popup_button_absent()) === false,
    );
    await popup.close();
  });

  it('a page whose dialog makes everything else inert keeps the button away', async () => {
    await open();
    await counting();
    await attack(
      'document.body.append(document.createElement("dialog")); document.querySelector("dialog").showModal();',
    );
    const absent = m.toolbar_button_absent({ title: m.toolbar_listing() });
    await until('the icon to say so', async () => (await iconTitle(desk.control, page)) === absent);
  });
});

describe('in Firefox', () => {
  let practice: PracticeSite;
  let firefox: Firefox;
  let desk: string;
  let tab: string;
  let item = FIRST + 100;

  const run: RunInPage = (body, ...args) => firefox.evaluate(body, ...args);

  beforeAll(async () => {
    practice = await startPracticeSite();
    firefox = await Firefox.launch({ extensionDir: FIREFOX_BUILD, practice });
    desk = await firefox.openTab(firefox.extensionUrl('workspace.html'));
    tab = await firefox.openTab('about:blank');
  });
  afterAll(async () => {
    await firefox?.close();
    await practice?.close();
  });

  async function open(html = LISTING): Promise<void> {
    item += 1;
    practice.answer(addressOf(item), serveText('text/html; charset=utf-8', html));
    await firefox.goto(addressOf(item));
  }
  /** The button in its closed tree: what it says, whether a click counts, and its middle. */
  const read = async () =>
    JSON.parse(
      String(
        await firefox.evaluateWithRights(`
          const tree = [...document.querySelectorAll('div[popover]')].map((each) => each.openOrClosedShadowRoot).find(Boolean);
          const button = tree?.querySelector('button');
          if (!button) return 'null';
          const { x, y, width, height } = button.getBoundingClientRect();
          return JSON.stringify({ text: tree.querySelector('div').textContent, counts: Boolean(tree.querySelector('[data-counts]')),
            x: Math.round(x + width / 2), y: Math.round(y + height / 2) });`),
      ),
    ) as { text: string; counts: boolean; x: number; y: number } | null;
  const counting = () =>
    until('a button that can be clicked', async () => {
      const button = await read();
      return button?.counts && button;
    });
  const captured = async () => {
    await firefox.attendTo(desk);
    const captures = await readTable<CaptureRow>(run, 'captures');
    await firefox.attendTo(tab);
    return captures.some(({ listingKey }) => listingKey === `aliexpress:${item}`);
  };
  async function expectNone(): Promise<void> {
    expect((await read())?.text.replace(m.button_refused(), '')).toBe(m.button_capture());
    expect(await captured()).toBe(false);
  }

  it.each([
    ['that is plain', ''],
    ['without colours, as on days of mourning', '<style>html { filter: grayscale(1) }</style>'],
  ])('one click captures on a page %s', async (_, part) => {
    await open(LISTING.replace('</body>', part));
    const { x, y } = await counting();
    await firefox.click(x, y);
    await until('the capture', captured);
  });

  it.for([
    ...SPREADING.map((attack) => ({ ...attack, at: 'elsewhere' })),
    ...HIDING.map((attack) => ({ ...attack, at: 'its place' })),
    {
      name: 'a filter of the page',
      body: "document.documentElement.style.filter = 'opacity(.01)';",
      at: 'its place',
    },
  ])('$name makes no capture of a click on $at', async ({ body, at }, context) => {
    await open();
    // A page cannot hide anything by what its browser does not have: Firefox 140 has no view transitions.
    const hasThem = (await run("return 'startViewTransition' in document")) === true;
    onlyWith(context, hasThem || !body.includes('startViewTransition'), 'view transitions in Firefox');
    const { x, y } = await counting();
    await run(`const host = document.querySelector('html > :not(head, body)'); ${body}`);
    await (at === 'elsewhere' ? firefox.click(300, 300) : firefox.click(x, y));
    await expectNone();
  });

  it('the button comes back, and one that is kept away is said to be', async () => {
    await open();
    await counting();
    await run(`const host = document.querySelector('html > :not(head, body)'); host.remove();`);
    await counting();
    await run(`const host = document.querySelector('html > :not(head, body)');
      new MutationObserver(() => host.remove()).observe(document.documentElement, { childList: true });
      host.remove();`);
    const absent = m.toolbar_button_absent({ title: m.toolbar_listing() });
    await until('the icon to say so', async () => (await firefox.actionTitle()) === absent);
  });
});
