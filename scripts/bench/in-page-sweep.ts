// What the benchmark of a sweep runs in a page of the extension: the sweep as its person has set it up and started it, and what is asked of it afterwards.
import type { Right } from '@marketsafe/contract';
import { ReporterDatabase } from '../../utils/database/database.ts';
import type { SweepItemRow, SweepRow } from '../../utils/database/sweep-rows.ts';

const SWEEP_ID = '0193a000-0000-7000-8000-00000000aaaa';

const RIGHT: Right = {
  rightId: '0193a000-0000-7000-8000-00000000bbbb',
  type: 'trademark',
  brand: 'Aurora',
  mark: 'AURORA',
  place: 'CN',
  number: '12345678',
  owner: 'Aurora Outdoor',
  niceClasses: [18, 25],
  status: 'verified',
  expiresOn: '2099-01-01',
};

/** Puts down a sweep over these listings that runs, with everything that a claim needs chosen once. */
async function begin(urls: readonly string[]): Promise<string> {
  const db = new ReporterDatabase();
  const now = Date.now();
  const sweep: SweepRow = {
    sweepId: SWEEP_ID,
    state: 'running',
    createdAt: now,
    updatedAt: now,
    name: 'Aurora jackets',
    brand: 'Aurora',
    rightId: RIGHT.rightId,
    reason: 'model-does-not-exist',
    explanation: { en: 'The trademark owner has never made a jacket of this model.', zh: '' },
    particulars: { ownerStatement: 'Aurora Outdoor has never made or licensed a jacket of this model.' },
    marketplaces: ['aliexpress'],
    profile: 'quick',
    next: 'tab',
    declared: {
      sweepId: SWEEP_ID,
      sweep: 'Aurora jackets',
      texts: { goodFaith: 1, accurate: 1, authorised: 1 },
      by: null,
      at: new Date(now).toISOString(),
    },
    spans: [{ from: now }],
    steps: [],
  };
  const items = urls.map((url, order): SweepItemRow => {
    const listingKey = `aliexpress:${/(\d+)\.html/.exec(url)?.[1] ?? ''}`;
    return {
      sweepId: SWEEP_ID,
      listingKey,
      order,
      marketplace: 'aliexpress',
      url,
      from: 'links',
      state: 'open',
      at: now,
    };
  });
  await db.transaction('rw', db.sweeps, db.sweepItems, db.reference, async () => {
    await db.reference.put({ key: 'rights', rights: [RIGHT], fetchedAt: now });
    await db.sweeps.put(sweep);
    await db.sweepItems.bulkPut(items);
  });
  db.close();
  return SWEEP_ID;
}

/** How many of its listings are captured, and how many of its reports are finished. */
async function stand(): Promise<{ captured: number; finished: number; stopped: string | null }> {
  const db = new ReporterDatabase();
  const [captured, drafts, sweep] = await Promise.all([
    db.sweepItems.where('[sweepId+state]').equals([SWEEP_ID, 'captured']).count(),
    db.drafts.where('sweepId').equals(SWEEP_ID).toArray(),
    db.sweeps.get(SWEEP_ID),
  ]);
  db.close();
  const finished = drafts.filter(({ state }) => state === 'finished').length;
  return { captured, finished, stopped: sweep?.stopped?.code ?? null };
}

Object.assign(globalThis, { beginSweep: begin, sweepStand: stand });
