import type { StepCodes } from '@marketsafe/words';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSweepService, type SweepDeps } from '../../../../utils/background/sweep-service.ts';
import type { ReporterDatabase } from '../../../../utils/database/database.ts';
import type { PageStatus } from '../../../../utils/messages/messages.ts';
import { addItems } from '../../../../utils/sweeps/add-items.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { draftRow, markRow, NOW, sweepRow } from '../../support/rows.ts';

const ITEMS = ['1', '2', '3', '4'].map((end) => `100500600000000${end}`);
const urlOf = (itemId: string) => `https://www.aliexpress.com/item/${itemId}.html`;
const keyOf = (itemId: string) => `aliexpress:${itemId}`;
const [ONE = '', TWO = '', THREE = '', FOUR = ''] = ITEMS;

interface Tab {
  id: number;
  url: string;
  wall?: PageStatus['wall'];
}

/** A window with tabs, and what was done to it. */
class Window {
  tabs: Tab[];
  front: number;
  told: { tabId: number; step: StepCodes }[] = [];
  captured = 0;
  constructor(...urls: string[]) {
    this.tabs = urls.map((url, index) => ({ id: index + 1, url }));
    this.front = 1;
  }
  find(tabId: number): Tab {
    const tab = this.tabs.find(({ id }) => id === tabId);
    if (!tab) throw new Error(`no tab ${tabId}`);
    return tab;
  }
}

let db: ReporterDatabase;
let sweepId: string;

function serviceOf(browser: Window, change: Partial<SweepDeps> = {}) {
  const itemOf = (url: string) => /item\/(\d+)/.exec(url)?.[1];
  const deps: SweepDeps = {
    db,
    now: () => NOW,
    capture: async (tabId, { sweepId: sweep, looking }) => {
      const itemId = itemOf(browser.find(tabId).url) ?? '';
      const earlier = await db.drafts.where('listingKey').equals(keyOf(itemId)).first();
      if (earlier) return { outcome: 'exists', draftId: earlier.draftId, state: earlier.state };
      browser.captured += 1;
      const png = new Uint8Array([browser.captured]);
      const draftId = await captureInto(db, { itemId, png, at: NOW, ...(sweep && { sweepId: sweep }) });
      looking?.(Promise.resolve());
      return { outcome: 'saved', draftId, method: 'pixels', limitations: [], slices: 0 };
    },
    page: async (tabId) => {
      const { url, wall } = browser.find(tabId);
      const itemId = itemOf(url);
      if (itemId === undefined) return { marketplace: null, kind: 'none' };
      return wall
        ? { marketplace: 'aliexpress', kind: 'wall', wall, itemId }
        : { marketplace: 'aliexpress', kind: 'listing', itemId };
    },
    tab: async (tabId) => ({ url: browser.find(tabId).url, title: `Page ${tabId}`, windowId: 1 }),
    tabsOf: async () => browser.tabs.map(({ id, url }) => ({ id, url })),
    show: async (tabId) => {
      browser.front = tabId;
    },
    open: async (url, beside, inFront) => {
      const id = Math.max(...browser.tabs.map((tab) => tab.id)) + 1;
      browser.tabs.splice(browser.tabs.findIndex((tab) => tab.id === beside) + 1, 0, { id, url });
      if (inFront) browser.front = id;
      return id;
    },
    lead: async (tabId, url) => {
      browser.find(tabId).url = url;
    },
    close: async (tabId) => {
      browser.tabs = browser.tabs.filter(({ id }) => id !== tabId);
    },
    tell: (tabId, step) => browser.told.push({ tabId, step }),
    wait: () => new Promise(() => undefined),
    ...change,
  };
  return createSweepService(deps);
}

const list = (...itemIds: string[]) =>
  addItems(
    db,
    sweepId,
    itemIds.map((itemId) => ({ listingKey: keyOf(itemId), marketplace: 'aliexpress', url: urlOf(itemId) })),
    'links',
    NOW,
  );

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  db = newDatabase();
  const sweep = sweepRow();
  sweepId = sweep.sweepId;
  await db.sweeps.add(sweep);
});

describe('a key of a sweep', () => {
  it('captures and goes to the next listing tab, past what is no listing or was dealt with, and tells both tabs', async () => {
    await db.drafts.add(draftRow({ listingKey: keyOf(TWO) }));
    const browser = new Window(urlOf(ONE), urlOf(TWO), 'https://example.com/', urlOf(THREE));
    const step = await serviceOf(browser)(1, 'capture', true);
    expect(step).toEqual({
      ...{ outcome: 'step', did: 'captured', title: 'Page 1' },
      count: { done: 1, open: 0 },
    });
    expect(browser.front).toBe(4);
    expect(browser.told.map(({ tabId }) => tabId)).toEqual([1, 4]);
  });

  it('opens the next listing of the list where no tab is left, and the one after it behind', async () => {
    await list(TWO, THREE, FOUR);
    const browser = new Window(urlOf(ONE));
    await serviceOf(browser)(1, 'capture', true);
    await vi.waitFor(() => expect(browser.tabs.map(({ url }) => url)).toEqual([ONE, TWO, THREE].map(urlOf)));
    expect(browser.find(browser.front).url).toBe(urlOf(TWO));
    // The one that was opened behind is gone to, and nothing is opened twice.
    await serviceOf(browser)(browser.front, 'not-infringing', true);
    expect(browser.find(browser.front).url).toBe(urlOf(THREE));
    await vi.waitFor(() => expect(browser.tabs.map(({ url }) => url)).toEqual(ITEMS.map(urlOf)));
  });

  it('closes its tab, or leads it on, where the sweep says so, and never the last', async () => {
    await db.sweeps.update(sweepId, { next: 'close' });
    await list(THREE);
    const browser = new Window(urlOf(ONE), urlOf(TWO));
    await serviceOf(browser)(1, 'capture', true);
    expect(browser.tabs[0]).toEqual({ id: 2, url: urlOf(TWO) });
    await vi.waitFor(() => expect(browser.tabs).toHaveLength(2));
    await serviceOf(browser)(2, 'watch', true);
    expect(browser.tabs.map(({ url }) => url)).toEqual([urlOf(THREE)]);
    await serviceOf(browser)(browser.front, 'watch', true);
    expect(browser.tabs).toHaveLength(1);
  });

  it.each(['captcha', 'login'] as const)(
    'stops the sweep at a %s, captures nothing, and stays',
    async (wall) => {
      await list(ONE);
      const browser = new Window(urlOf(ONE), urlOf(TWO));
      browser.find(1).wall = wall;
      expect(await serviceOf(browser)(1, 'capture', true)).toMatchObject({ did: 'wall' });
      expect(browser).toMatchObject({ captured: 0, front: 1 });
      expect(await db.sweeps.get(sweepId)).toMatchObject({
        state: 'paused',
        stopped: { code: 'wall', wall },
      });
      expect((await db.sweepItems.toArray()).map(({ state }) => state)).toEqual(['open']);
    },
  );

  it('passes by what the marketplace has removed, and what was reported, and says which', async () => {
    const browser = new Window(urlOf(ONE), urlOf(TWO), urlOf(THREE));
    browser.find(1).wall = 'removed';
    await db.drafts.add(draftRow({ listingKey: keyOf(TWO), state: 'finished' }));
    const press = serviceOf(browser);
    expect(await press(1, 'capture', true)).toMatchObject({ did: 'removed' });
    expect(browser.front).toBe(3);
    expect(await press(2, 'capture', true)).toMatchObject({ did: 'reported' });
    expect(browser.captured).toBe(0);
    expect((await db.sweepItems.toArray()).map(({ code }) => code)).toEqual(['removed', 'reported']);
  });

  it('takes a draft that is there into the sweep, without another capture', async () => {
    const draft = draftRow({ listingKey: keyOf(ONE), openKey: keyOf(ONE) });
    await db.drafts.add(draft);
    const browser = new Window(urlOf(ONE));
    expect(await serviceOf(browser)(1, 'capture', true)).toMatchObject({ did: 'there' });
    expect((await db.drafts.get(draft.draftId))?.sweepId).toBe(sweepId);
    expect(browser.captured).toBe(0);
  });

  it('pressed twice on one tab does one thing', async () => {
    const browser = new Window(urlOf(ONE), urlOf(TWO));
    const press = serviceOf(browser);
    const [one, two] = await Promise.all([press(1, 'capture', true), press(1, 'capture', true)]);
    expect(one).toBe(two);
    expect(browser.captured).toBe(1);
  });

  it('says on a page that is no listing that nothing was changed', async () => {
    const browser = new Window('https://example.com/');
    expect(await serviceOf(browser)(1, 'not-infringing', true)).toMatchObject({ did: 'no-listing' });
    expect(await db.marks.count()).toBe(0);
  });

  it('captures as ever where no sweep runs, keeps a word on a listing all the same, and goes nowhere', async () => {
    await db.sweeps.update(sweepId, { state: 'ended' });
    const browser = new Window(urlOf(ONE), urlOf(TWO));
    const capture = vi.fn(async () => ({ outcome: 'failed', code: 'internal' }) as const);
    const press = serviceOf(browser, { capture });
    expect(await press(1, 'capture', true)).toBeNull();
    expect(capture).toHaveBeenCalledWith(1, { grantsPixels: true, opensDraft: true });
    expect(await press(2, 'watch', true)).toEqual({ outcome: 'step', did: 'watch', title: 'Page 2' });
    expect(browser.front).toBe(1);
    expect(await db.marks.toArray()).toMatchObject([{ kind: 'watch', listingKey: keyOf(TWO) }]);
    expect(await press(2, 'undo', true)).toMatchObject({ did: 'nothing-to-undo' });
  });

  it('takes the last step back, and shows the listing again in whatever tab it is', async () => {
    await db.marks.add(markRow({ listingKey: keyOf(FOUR) }));
    const browser = new Window(urlOf(ONE), urlOf(TWO));
    const press = serviceOf(browser);
    await press(1, 'capture', true);
    expect(browser.front).toBe(2);
    expect(await press(2, 'undo', true)).toMatchObject({ did: 'undone', title: 'Aurora jacket' });
    expect(browser.front).toBe(1);
    expect(await db.drafts.count()).toBe(0);
    expect(await db.marks.count()).toBe(1);
  });

  it('whose tab is closed as it is pressed loses nothing of what it did', async () => {
    const browser = new Window(urlOf(ONE), urlOf(TWO));
    const tabsOf = () => Promise.reject(new Error('the window is gone'));
    expect(await serviceOf(browser, { tabsOf })(1, 'capture', true)).toMatchObject({ did: 'captured' });
    expect(await db.drafts.count()).toBe(1);
  });
});
