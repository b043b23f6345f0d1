import '../../support/browser.ts';
import '../../support/worker.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  bringAhead,
  type CaptureOrder,
  createCaptureService,
  stopCapture,
} from '../../../../utils/background/capture-service.ts';
import { createStore } from '../../../../utils/background/store.ts';
import { captureKey, type LeftScript, LOOK_KEY } from '../../../../utils/capture/page-keys.ts';
import type { PageStatus } from '../../../../utils/messages/messages.ts';
import { SOON } from '../../../support/soon.ts';
import { fakeBrowser } from '../../support/browser.ts';
import { ok, pageAnswer } from '../../support/capture-deps.ts';
import { captureInto, pageSampleOf } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { showListing } from '../../support/worker.ts';

const CLICK: CaptureOrder = { grantsPixels: true, opensDraft: false, profile: 'quick' };
const KEY = 'aliexpress:1005006000000001';

beforeEach(() => {
  fakeBrowser.reset();
  showListing();
});

/** A database of its own, and who watches over it. */
function fresh(): Parameters<typeof createCaptureService> {
  const db = newDatabase();
  return [db, createStore(db)];
}

/** What tabs were told about a capture. */
const told = () =>
  fakeBrowser
    .callsOf('tabs.sendMessage')
    .filter(([, message]) => (message as { type: string }).type === 'capture.told');

/** Waits until so many outcomes have reached the icon, which comes last. */
const shown = (times: number) =>
  expect.poll(() => fakeBrowser.callsOf('action.setTitle').length, SOON).toBe(times);

describe('a click', () => {
  it('is answered after the capture is on disk, and then tells the page, the panel and the icon', async () => {
    const db = newDatabase();
    const outcome = await createCaptureService(db, createStore(db))(3, CLICK);
    expect(outcome.outcome).toBe('saved');
    const [draft] = await db.drafts.toArray();
    expect(draft).toMatchObject({ listingKey: KEY, evidence: [{}] });
    await expect
      .poll(told, SOON)
      .toEqual([[3, { type: 'capture.told', listing: KEY, outcome }, { frameId: 0 }]]);
    await expect
      .poll(() => fakeBrowser.callsOf('storage.session.set').at(-1), SOON)
      .toEqual([{ 'panel-draft': { draftId: draft?.draftId, at: expect.any(Number) } }]);
    await expect.poll(() => fakeBrowser.callsOf('action.setIcon'), SOON).not.toEqual([]);
  });

  it('while a capture of that tab runs waits for the same outcome; another tab has its own', async () => {
    const db = newDatabase();
    const capture = createCaptureService(db, createStore(db));
    const first = capture(3, CLICK);
    expect(capture(3, CLICK)).toBe(first);
    expect(capture(4, CLICK)).not.toBe(first);
    await Promise.all([first, capture(4, CLICK)]);
    const after = capture(3, CLICK);
    expect(after).not.toBe(first);
    expect((await after).outcome).toBe('exists');
    await shown(3);
  });

  it('after one that failed is a capture of its own', async () => {
    const capture = createCaptureService(...fresh());
    fakeBrowser.answer({ 'tabs.get': async () => Promise.reject(new Error('no such tab')) });
    expect((await capture(3, CLICK)).outcome).toBe('failed');
    showListing();
    expect((await capture(3, CLICK)).outcome).toBe('saved');
    await shown(2);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('tab closed'))],
    ['never ends', () => new Promise(() => undefined)],
  ])('is answered “saved” although showing it %s', async (_, answer) => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const db = newDatabase();
    fakeBrowser.answer({
      'storage.session.set': answer,
      'tabs.sendMessage': answer,
      'action.setIcon': answer,
      'action.setTitle': answer,
    });
    expect((await createCaptureService(db, createStore(db))(3, CLICK)).outcome).toBe('saved');
    expect(await db.captures.count()).toBe(1);
  });

  it('with a grant adds the screenshot that an earlier one without it could not take', async () => {
    const db = newDatabase();
    const capture = createCaptureService(db, createStore(db));
    const refused = async () => Promise.reject(new Error('Either permission is required'));
    fakeBrowser.answer({ 'tabs.captureVisibleTab': refused });
    expect((await capture(3, { ...CLICK, grantsPixels: false })).outcome).toBe('saved');
    showListing();
    expect((await capture(3, { ...CLICK, grantsPixels: false })).outcome).toBe('exists');
    expect((await capture(3, CLICK)).outcome).toBe('saved');
    expect(await db.captures.count()).toBe(2);
    await shown(3);
  });

  it('takes what the settings say where it does not say itself', async () => {
    const db = newDatabase();
    fakeBrowser.answer({ 'storage.local.get': async () => ({ settings: { profile: 'full' } }) });
    const scripts = () =>
      fakeBrowser
        .callsOf('scripting.executeScript')
        .flatMap(([order]) => (order as { files?: string[] }).files ?? []);
    await createCaptureService(db, createStore(db))(3, { grantsPixels: true, opensDraft: false });
    expect(scripts()).toContain('/capture-slices.js');
    await shown(1);
    fakeBrowser.calls.length = 0;
    await createCaptureService(db, createStore(db))(3, { ...CLICK, again: true });
    expect(scripts()).not.toContain('/capture-slices.js');
    await shown(1);
  });
});

describe('a listing that has a draft', () => {
  it.each([
    ['is opened for a click that shows nothing itself', true, 1],
    ['is left to a click that shows it', false, 0],
  ])('%s', async (_, opensDraft, opened) => {
    const db = newDatabase();
    const draftId = await captureInto(db);
    const outcome = await createCaptureService(db, createStore(db))(3, { ...CLICK, opensDraft });
    expect(outcome).toMatchObject({ outcome: 'exists', draftId });
    await expect.poll(() => fakeBrowser.callsOf('action.setIcon').length, SOON).toBe(1);
    expect(fakeBrowser.callsOf('sidePanel.open')).toHaveLength(opened);
    expect(await db.captures.count()).toBe(1);
  });
});

describe('a capture that failed', () => {
  beforeEach(() => {
    fakeBrowser.answer({ 'scripting.executeScript': async () => Promise.reject(new Error('cannot access')) });
  });

  it('leaves nothing, shows it on the icon, and tells the button that was clicked', async () => {
    const db = newDatabase();
    const outcome = await createCaptureService(db, createStore(db))(3, { ...CLICK, listing: KEY });
    expect(outcome.outcome).toBe('failed');
    await expect
      .poll(told, SOON)
      .toEqual([[3, { type: 'capture.told', listing: KEY, outcome }, { frameId: 0 }]]);
    await expect.poll(() => fakeBrowser.callsOf('action.setTitle'), SOON).toHaveLength(1);
    expect([await db.drafts.count(), await db.blobs.count(), await db.captureJobs.count()]).toEqual([
      0, 0, 0,
    ]);
  });

  it('tells a page nothing that did not ask for it', async () => {
    await createCaptureService(...fresh())(3, CLICK);
    await expect.poll(() => fakeBrowser.callsOf('action.setTitle'), SOON).toHaveLength(1);
    expect(told()).toEqual([]);
  });
});

describe('what a capture runs in a page', () => {
  const files = () =>
    fakeBrowser
      .callsOf('scripting.executeScript')
      .flatMap(([order]) => (order as { files?: string[] }).files ?? []);
  const LISTING_PAGE: PageStatus = { marketplace: 'aliexpress', kind: 'listing', itemId: '1005006000000001' };
  /** A page in which these scripts were left. */
  const leave = (...scripts: LeftScript[]) => {
    const left = new Map<unknown, string>(scripts.map((script) => [captureKey(script), script]));
    fakeBrowser.answer({
      'scripting.executeScript': async ({ files: brought, args = [] }: { files?: []; args?: unknown[] }) => {
        if (brought) return [];
        const script = args[0] === LOOK_KEY ? 'look' : left.get(args[0]);
        return [{ result: script ? await ok(pageAnswer(script, pageSampleOf())) : null }];
      },
    });
  };

  it('is asked of what an earlier one left there', async () => {
    leave('begin', 'sample', 'copy', 'end');
    expect((await createCaptureService(...fresh())(3, CLICK)).outcome).toBe('saved');
    expect(files().filter((file) => file !== '/capture-told.js')).toEqual([]);
    await shown(1);
  });

  it('is brought where nothing was left', async () => {
    expect((await createCaptureService(...fresh())(3, CLICK)).outcome).toBe('saved');
    expect(files()).toEqual(
      expect.arrayContaining(['begin', 'sample', 'copy', 'end'].map((name) => `/capture-${name}.js`)),
    );
    await shown(1);
  });

  it('is brought ahead into a listing, once', async () => {
    const db = newDatabase();
    await bringAhead(db, 3, LISTING_PAGE);
    expect(files()).toEqual(['/capture-ahead.js']);
    fakeBrowser.calls.length = 0;
    fakeBrowser.answer({ 'scripting.executeScript': async () => [{ result: true }] });
    await bringAhead(db, 3, LISTING_PAGE);
    expect(files()).toEqual([]);
  });

  it.each<[string, PageStatus]>([
    ['a page of no marketplace', { marketplace: null, kind: 'none' }],
    ['a page that is no listing', { marketplace: 'aliexpress', kind: 'search' }],
    ['a marketplace whose reading is switched off', LISTING_PAGE],
  ])('is not brought ahead into %s', async (_, page) => {
    const db = newDatabase();
    const off = { marketplace: 'aliexpress', upToVersion: 10_000 };
    await db.reference.put({ key: 'marketplaces', settings: [off], fetchedAt: 0 } as never);
    await bringAhead(db, 3, page);
    expect(fakeBrowser.callsOf('scripting.executeScript')).toEqual([]);
  });

  it('is not missed ahead in a page that takes no scripts', async () => {
    fakeBrowser.answer({ 'scripting.executeScript': async () => Promise.reject(new Error('cannot access')) });
    await bringAhead(newDatabase(), 3, LISTING_PAGE);
  });
});

describe('stopping', () => {
  it('asks the captures of that tab alone to end with what they have', async () => {
    const db = newDatabase();
    for (const tabId of [3, 4]) {
      await db.captureJobs.add({ captureId: String(tabId), tabId, startedAt: 0 } as never);
    }
    await stopCapture(db, 3);
    expect((await db.captureJobs.toArray()).map(({ tabId, stop }) => [tabId, stop])).toEqual([
      [3, true],
      [4, undefined],
    ]);
  });
});
