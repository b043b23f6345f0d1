import { type ListingCard, recogniseAddress } from '@marketsafe/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ReporterDatabase } from '../../../../utils/database/database.ts';
import type { CaptureOutcome, PageStatus } from '../../../../utils/messages/messages.ts';
import { addSweep, pauseSweep, runningSweep, startSweep } from '../../../../utils/sweeps/sweeps.ts';
import { startVisit, stopVisit } from '../../../../utils/visit/start-visit.ts';
import { createVisit, type Place, type VisitDeps } from '../../../../utils/visit/visit.ts';
import { newDatabase } from '../../support/new-database.ts';
import { draftRow } from '../../support/rows.ts';

const itemId = (number: number) => `100500600000${String(number).padStart(4, '0')}`;
const keyOf = (number: number) => `aliexpress:${itemId(number)}`;

function card(number: number): ListingCard {
  return {
    marketplace: 'aliexpress',
    itemId: itemId(number),
    canonicalUrl: `https://www.aliexpress.com/item/${itemId(number)}.html`,
    title: `Jacket ${number}`,
    source: 'dom:cards',
  };
}

let db: ReporterDatabase;
let now: number;
let did: string[];
/** The visit's window; gone where a person has closed it. */
let shown: { place: Place; url: string } | undefined;
let kept: Place | undefined;
/** What the page of a listing turns out to be, where that is not the listing. */
let walls: Map<string, PageStatus['wall']>;
let outcomes: Map<string, CaptureOutcome>;
/** Runs before a capture. */
let before: ((key: string) => Promise<void>) | undefined;

function statusOf(url: string): PageStatus {
  const { marketplace = null, itemId: item } = recogniseAddress(url) ?? {};
  const wall = walls.get(url);
  return { marketplace, kind: wall ? 'wall' : 'listing', itemId: item, ...(wall && { wall }) } as PageStatus;
}

function deps(): VisitDeps {
  return {
    db,
    now: () => now,
    random: () => 0.5,
    wait: async (ms) => {
      now += ms;
    },
    place: {
      read: async () => kept,
      write: async (next) => {
        kept = next;
      },
    },
    open: async (url) => {
      shown = { place: { windowId: 7, tabId: 70 + did.length }, url };
      did.push('open');
      return shown.place;
    },
    tab: async ({ tabId }) => (shown?.place.tabId === tabId ? { url: shown.url, loaded: true } : undefined),
    lead: async (_, url) => {
      if (shown) shown.url = url;
    },
    unfold: async () => undefined,
    page: async () => statusOf(shown?.url ?? ''),
    capture: async (_, { listing, sweepId }) => {
      await before?.(listing);
      did.push(`${listing.slice(-2)} at ${Math.round(now / 1_000)}`);
      const outcome = outcomes.get(listing);
      if (outcome) return outcome;
      const draft = draftRow({ listingKey: listing, openKey: listing, sweepId });
      await db.drafts.add(draft);
      await db.sweepItems.update([sweepId, listing], { state: 'captured', draftId: draft.draftId });
      return { outcome: 'saved', draftId: draft.draftId, method: 'pixels', limitations: [], slices: 0 };
    },
    close: async () => {
      did.push('close');
      shown = undefined;
    },
  };
}

const begin = (cards: ListingCard[], most = 100) =>
  startVisit(db, cards, { most, name: 'AliExpress', profile: 'quick', now });
const states = async () =>
  (await db.sweepItems.toCollection().sortBy('order')).map((row) => row.code ?? row.state);

beforeEach(() => {
  db = newDatabase();
  now = 0;
  did = [];
  shown = undefined;
  kept = undefined;
  before = undefined;
  walls = new Map();
  outcomes = new Map();
});

describe('a visit', () => {
  it('captures what was chosen, one after another at a polite pace, in one window that it closes', async () => {
    expect(await begin([card(1), card(2), card(3)])).toEqual({ visits: 3, known: 0 });
    await createVisit(deps())();
    expect(did).toEqual(['open', '01 at 0', '02 at 9', '03 at 18', 'close']);
    expect(await states()).toEqual(['captured', 'captured', 'captured']);
    expect((await db.sweeps.toArray())[0]).toMatchObject({ state: 'ended' });
  });

  it('leaves the sweep running that it was put into', async () => {
    const sweepId = await addSweep(db, { name: 'Jackets', profile: 'quick' }, now);
    await startSweep(db, sweepId, now);
    await begin([card(1)]);
    await createVisit(deps())();
    expect(await db.sweeps.toArray()).toMatchObject([{ name: 'Jackets', state: 'running' }]);
    expect((await runningSweep(db))?.visit).toBeUndefined();
  });

  it('visits at most as many as were asked for, and leaves the rest in the list', async () => {
    await begin([card(1), card(2), card(3)], 2);
    await createVisit(deps())();
    expect(await states()).toEqual(['captured', 'captured', 'open']);
  });

  it('stops at a captcha or a sign-in, and goes on with the same listing once its sweep does', async () => {
    await begin([card(1), card(2)]);
    walls.set(card(2).canonicalUrl, 'captcha');
    const visit = createVisit(deps());
    await visit();
    const [sweep] = await db.sweeps.toArray();
    expect(sweep).toMatchObject({ state: 'paused', stopped: { code: 'wall', wall: 'captcha' } });
    expect(await states()).toEqual(['captured', 'open']);
    walls.clear();
    await startSweep(db, sweep?.sweepId ?? '', now);
    await visit();
    expect(await states()).toEqual(['captured', 'captured']);
    expect(did.filter((each) => each === 'open')).toHaveLength(1);
  });

  it('passes by what the marketplace has removed, and notes what does not show', async () => {
    await begin([card(1), card(2), card(3)]);
    walls.set(card(1).canonicalUrl, 'removed');
    walls.set(card(2).canonicalUrl, 'empty-shell');
    await createVisit(deps())();
    expect(await states()).toEqual(['removed', 'wall', 'captured']);
  });

  it('stops when three in a row cannot be captured, and says so', async () => {
    await begin([1, 2, 3, 4].map(card));
    for (const number of [1, 2, 3, 4])
      outcomes.set(keyOf(number), { outcome: 'failed', code: 'page-unreachable' });
    await createVisit(deps())();
    expect(await states()).toEqual([...Array(3).fill('page-unreachable'), 'open']);
    expect((await db.sweeps.toArray())[0]).toMatchObject({ state: 'paused', stopped: { code: 'failures' } });
  });

  it('stops when somebody closes its window, and opens another one when it goes on', async () => {
    await begin([card(1), card(2)]);
    const closed = createVisit({
      ...deps(),
      capture: async (tabId, order) => {
        const outcome = await deps().capture(tabId, order);
        shown = undefined;
        return outcome;
      },
    });
    await closed();
    const [sweep] = await db.sweeps.toArray();
    expect(sweep).toMatchObject({ state: 'paused', stopped: { code: 'window-gone' } });
    await startSweep(db, sweep?.sweepId ?? '', now);
    await createVisit(deps())();
    expect(await states()).toEqual(['captured', 'captured']);
    expect(did.filter((each) => each === 'open')).toHaveLength(2);
  });

  it('hears of a pause between two listings, and of its end', async () => {
    await begin([card(1), card(2), card(3)]);
    const sweepId = (await runningSweep(db))?.sweepId ?? '';
    before = (key) => (key === keyOf(1) ? pauseSweep(db, sweepId, now) : Promise.resolve());
    const visit = createVisit(deps());
    await visit();
    expect(await states()).toEqual(['captured', 'open', 'open']);
    before = undefined;
    await startSweep(db, sweepId, now);
    await stopVisit(db, sweepId, now);
    await visit();
    expect((await db.sweeps.get(sweepId))?.state).toBe('ended');
    expect(await states()).toEqual(['captured', 'open', 'open']);
  });

  it('goes on where a worker that died left it, in the same window, and takes nothing twice', async () => {
    await begin([card(1), card(2), card(3)]);
    const dying = createVisit({
      ...deps(),
      capture: async (tabId, order) => {
        if (order.listing === keyOf(2)) throw new Error('the worker died');
        return deps().capture(tabId, order);
      },
    });
    await dying();
    expect(await states()).toEqual(['captured', 'open', 'open']);
    await createVisit(deps())();
    const taken = did.filter((each) => /^0\d at/.test(each)).map((each) => each.slice(0, 2));
    expect(taken).toEqual(['01', '02', '03']);
    expect(did.filter((each) => each === 'open')).toHaveLength(1);
  });

  it('does one thing at a time, however often it is woken', async () => {
    await begin([card(1), card(2)]);
    const visit = createVisit(deps());
    await Promise.all([visit(), visit(), visit()]);
    expect(did).toHaveLength(4);
  });
});

describe('an order to visit', () => {
  it('passes by what somebody has dealt with, but not a draft made of a card, nor what was removed', async () => {
    const known = { kind: 'claim', at: 0, by: 'Marco Lead', number: 'MS-0000-0001' } as const;
    await db.known.bulkAdd([
      { ...known, id: 'claim:1', listingKey: keyOf(1), state: 'in_review' },
      { ...known, id: 'claim:2', listingKey: keyOf(2), state: 'removed' },
    ]);
    await db.drafts.add(draftRow({ listingKey: keyOf(3), openKey: keyOf(3) }));
    expect(await begin([card(1), card(2), card(3), card(4)])).toEqual({ visits: 3, known: 1 });
    expect(await states()).toEqual(['known', 'open', 'open', 'open']);
  });

  it('goes into the sweep that runs, and begins one where none does', async () => {
    await begin([card(1)]);
    await begin([card(2)]);
    expect(await db.sweeps.count()).toBe(1);
    expect(await db.sweepItems.count()).toBe(2);
  });
});
