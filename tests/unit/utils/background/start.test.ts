import '../../support/browser.ts';
import '../../support/worker.ts';
import { hostMatchPatterns } from '@marketsafe/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { startBackground } from '../../../../utils/background/start.ts';
import { ReporterDatabase } from '../../../../utils/database/database.ts';
import { SOON } from '../../../support/soon.ts';
import { fakeBrowser } from '../../support/browser.ts';
import { LISTING_URL } from '../../support/captured-listing.ts';
import { draftRow, entryRow } from '../../support/rows.ts';
import { EXTENSION_ORIGIN, showListing } from '../../support/worker.ts';

/** The worker's own database, seen from outside. */
const db = new ReporterDatabase();

beforeEach(async () => {
  fakeBrowser.reset();
  showListing();
  await Promise.all(db.tables.map((table) => table.clear()));
});

const PAGE = { id: 'extension-id', url: LISTING_URL, frameId: 0, tab: { id: 3 } };
const POPUP = { id: 'extension-id', url: `${EXTENSION_ORIGIN}/popup.html` };
const say = (message: object, sender: object) => fakeBrowser.emit('runtime.onMessage', message, sender)[0];
const titles = () => fakeBrowser.callsOf('action.setTitle').map(([order]) => order);

describe('a worker that starts', () => {
  it('listens to everything in its first turn: the browser gives a waking worker only what it listens to at once', () => {
    startBackground();
    expect(fakeBrowser.heard).toEqual([
      'alarms.onAlarm',
      'commands.onCommand',
      'contextMenus.onClicked',
      'notifications.onClicked',
      'permissions.onAdded',
      'runtime.onInstalled',
      'runtime.onMessage',
      'runtime.onStartup',
      'storage.onChanged',
      'tabs.onRemoved',
      'webRequest.onBeforeRedirect',
      'webRequest.onCompleted',
    ]);
  });

  it('listens to marketplaces alone, and holds nothing up', () => {
    startBackground();
    expect(fakeBrowser.callsOf('webRequest.onBeforeRequest')).toEqual([]);
  });

  it('closes the settings to the scripts in pages', async () => {
    startBackground();
    await expect
      .poll(() => fakeBrowser.callsOf('storage.local.setAccessLevel'), SOON)
      .toEqual([[{ accessLevel: 'TRUSTED_CONTEXTS' }]]);
  });

  it('notes a capture that died with the last one, and leaves one that began after it alone', async () => {
    const job = {
      tabId: 3,
      listingKey: 'aliexpress:1',
      url: LISTING_URL,
      state: 'capturing',
      profile: 'quick',
    };
    await db.captureJobs.bulkAdd([
      { ...job, captureId: 'dead', startedAt: Date.now() - 60_000 },
      { ...job, captureId: 'living', startedAt: Date.now() + 60_000 },
    ] as never[]);
    startBackground();
    await expect.poll(async () => (await db.captureJobs.get('dead'))?.state, SOON).toBe('interrupted');
    expect((await db.captureJobs.get('living'))?.state).toBe('capturing');
  });

  it('says on every open listing what the organisation hears of it, and asks nothing of those behind while nothing changes', async () => {
    const asked: object[] = [];
    fakeBrowser.answer({
      'tabs.query': async (which: { active?: true }) => {
        asked.push(which);
        return which.active ? [] : [{ id: 9 }];
      },
    });
    const heard = (cursor: number, fetchedAt: number) =>
      db.reference.put({ key: 'known', organisationId: 'o', userId: 'u', cursor, fetchedAt });
    await heard(1, 1);
    startBackground();
    const behind = () => asked.filter((which) => !('active' in which)).length;
    await expect.poll(() => asked.length, SOON).toBeGreaterThan(0);
    await heard(1, 2);
    await expect.poll(() => asked.length, SOON).toBeGreaterThan(1);
    expect(behind()).toBe(0);
    await heard(2, 3);
    await expect
      .poll(() => titles().some((order) => (order as { tabId?: number }).tabId === 9), SOON)
      .toBe(true);
  });

  it('shows on its badge how much needs somebody, and keeps it true', async () => {
    startBackground();
    const badge = () => fakeBrowser.callsOf('action.setBadgeText').at(-1);
    await expect.poll(badge, SOON).toBeDefined();
    const before = badge();
    const draft = draftRow({ state: 'finished' });
    await db.drafts.add(draft);
    await db.outbox.add(entryRow(draft, { state: 'parked' }));
    await expect.poll(badge, SOON).not.toEqual(before);
    expect(badge()).toEqual([{ text: '1' }]);
  });

  it('goes on with what the last one did not send', async () => {
    startBackground();
    // The alarm is set before the first attempt: a worker that dies in it is woken again.
    await expect
      .poll(() => fakeBrowser.callsOf('alarms.create').map(([name]) => name), SOON)
      .toContain('outbox');
  });
});

describe('a new installation', () => {
  it('makes its menu anew, for marketplaces alone', async () => {
    startBackground();
    fakeBrowser.emit('runtime.onInstalled');
    await expect.poll(() => fakeBrowser.callsOf('contextMenus.create'), SOON).toHaveLength(2);
    const menu = fakeBrowser.calls.map(({ path }) => path).filter((path) => path.startsWith('contextMenus.'));
    expect(menu).toEqual(['contextMenus.removeAll', 'contextMenus.create', 'contextMenus.create']);
    for (const [entry] of fakeBrowser.callsOf('contextMenus.create')) {
      expect(entry).toMatchObject({ documentUrlPatterns: hostMatchPatterns() });
    }
  });

  it('attaches to every marketplace page that was open before, also where one cannot be', async () => {
    fakeBrowser.answer({
      'tabs.query': async () =>
        [{ id: 5 }, {}, { id: 6 }].map((tab) => ({ ...tab, url: 'https://www.lazada.sg/' })),
      'scripting.executeScript': async ({ target }: { target: { tabId: number } }) => {
        if (target.tabId === 5) throw new Error('the tab is gone');
        return [];
      },
    });
    startBackground();
    fakeBrowser.emit('runtime.onInstalled');
    await expect
      .poll(() => fakeBrowser.callsOf('scripting.executeScript'), SOON)
      .toEqual(
        [5, 6].map((tabId) => [{ target: { tabId }, files: ['/site-tables/lazada.js', '/listing.js'] }]),
      );
    expect(fakeBrowser.callsOf('tabs.query')).toContainEqual([{ url: hostMatchPatterns() }]);
  });
});

describe('a capture', () => {
  it.each([
    ['key', () => fakeBrowser.emit('commands.onCommand', 'capture-listing', { id: 3 })],
    [
      'menu entry',
      () => fakeBrowser.emit('contextMenus.onClicked', { menuItemId: 'capture-listing' }, { id: 3 }),
    ],
  ])('comes from the %s, with its pixels', async (_, click) => {
    startBackground();
    click();
    await expect.poll(() => db.captures.count(), SOON).toBe(1);
    expect(fakeBrowser.callsOf('tabs.captureVisibleTab')).toHaveLength(1);
  });

  it('comes from no other key or menu entry, and from no place without a tab', () => {
    startBackground();
    fakeBrowser.calls.length = 0;
    fakeBrowser.emit('commands.onCommand', 'something-else', { id: 3 });
    fakeBrowser.emit('commands.onCommand', 'capture-listing', undefined);
    fakeBrowser.emit('contextMenus.onClicked', { menuItemId: 'other' }, { id: 3 });
    expect(fakeBrowser.callsOf('tabs.get')).toEqual([]);
    expect(fakeBrowser.callsOf('storage.local.get')).toEqual([]);
  });

  it('that a page asks for is of its own tab, and is no grant', async () => {
    startBackground();
    const ask = { type: 'capture.here', listing: 'aliexpress:1005006000000001' };
    fakeBrowser.answer({ 'tabs.captureVisibleTab': async () => Promise.reject(new Error('permission')) });
    expect(await say(ask, PAGE)).toMatchObject({ outcome: 'saved' });
    // A grant would make the next click add the screenshot that is missing.
    expect(await say(ask, PAGE)).toMatchObject({ outcome: 'exists' });
    expect(fakeBrowser.callsOf('tabs.captureVisibleTab')).toHaveLength(1);
    expect(new Set(fakeBrowser.callsOf('tabs.get').map(([tabId]) => tabId))).toEqual(new Set([3]));
  });

  it('that a page of the extension asks for takes a screenshot', async () => {
    startBackground();
    expect(await say({ type: 'capture.start', tabId: 3 }, POPUP)).toMatchObject({ outcome: 'saved' });
    expect(fakeBrowser.callsOf('tabs.captureVisibleTab')).toHaveLength(1);
  });

  it.each([
    ['another extension', { ...POPUP, id: 'stranger' }],
    ['a page', PAGE],
    ['a frame in a page', { ...PAGE, frameId: 4 }],
  ])('is not started with a grant by %s', (_, sender) => {
    startBackground();
    expect(say({ type: 'capture.start', tabId: 3 }, sender)).toBeUndefined();
  });
});

describe('what pages are told', () => {
  it('a page that reports itself hears whether it is to stay as it is, and gets its icon', async () => {
    fakeBrowser.answer({ 'storage.local.get': async () => ({ settings: { discreet: true } }) });
    startBackground();
    const seen = {
      type: 'page.seen',
      marketplace: 'aliexpress',
      kind: 'listing',
      itemId: '1005006000000001',
    };
    expect(await say(seen, PAGE)).toEqual({ discreet: true, language: 'en' });
    await expect.poll(titles, SOON).toContainEqual(expect.objectContaining({ tabId: 3 }));
  });

  it('every open listing hears of a change of the settings', async () => {
    fakeBrowser.answer({
      'tabs.query': async () => [{ id: 5 }, { id: 6 }],
      'storage.local.get': async () => ({ settings: { discreet: true } }),
    });
    startBackground();
    fakeBrowser.emit('storage.onChanged', { settings: {} }, 'local');
    const told = () =>
      fakeBrowser
        .callsOf('tabs.sendMessage')
        .filter(([, message]) => (message as { type: string }).type === 'settings');
    const message = { type: 'settings', discreet: true, language: 'en' };
    await expect.poll(told, SOON).toEqual([5, 6].map((tabId) => [tabId, message, { frameId: 0 }]));
  });

  it('a poke from a page of the extension brings the icons of the tabs in front up to date', async () => {
    fakeBrowser.answer({ 'tabs.query': async () => [{ id: 5 }] });
    startBackground();
    await say({ type: 'outbox.poke' }, POPUP);
    await expect.poll(titles, SOON).toContainEqual(expect.objectContaining({ tabId: 5 }));
  });
});

describe('alarms', () => {
  it('that nobody set do nothing', () => {
    startBackground();
    fakeBrowser.calls.length = 0;
    fakeBrowser.emit('alarms.onAlarm', { name: 'of an older version' });
    expect(fakeBrowser.calls).toEqual([]);
  });

  it('frees what was kept long enough', async () => {
    startBackground();
    const old = { sha256: 'a'.repeat(64), type: 'image/png', bytes: new Blob(['x']), size: 1, storedAt: 0 };
    await db.blobs.add({ ...old, acknowledgedAt: 1 } as never);
    fakeBrowser.emit('alarms.onAlarm', { name: 'clean-up' });
    await expect.poll(() => db.blobs.count(), SOON).toBe(0);
  });
});
