import type { SignalBasis } from '@marketsafe/contract';
import { openLevels } from '@marketsafe/contract';
import type pg from 'pg';
import { keepPublication, signalsOf } from '../group/signals/publish.ts';

/** Made-up organisations: the demo program's own are too few for anything to be said of them. */
const COHORT = 52;
/** Of how many of them something is true, in the quarter before the last, and in the last. */
const MET: Readonly<Record<string, readonly [before: number, last: number]>> = {
  'refusal/aliexpress/evidence-insufficient': [27, 43],
  'refusal/alibaba/category-outside-classes': [12, 14],
  'refusal/taobao/grey-market': [10, 22],
  'refusal/1688/right-not-accepted': [3, 6],
  'seller/aliexpress/goes-on': [41, 44],
  'seller/taobao/three-removed': [21, 25],
  'seller/1688/there-again': [8, 19],
  'seller/aliexpress/counter-notice': [16, 11],
  'term/high-imitation': [24, 25],
  'term/one-to-one': [18, 30],
  'term/original-order': [9, 9],
  'term/mirror-quality': [2, 12],
};

/** Publishes two quarters to the demo program's working group, by the rules by which real ones are published. What is there already stays. */
export async function publishDemoSignals(owner: pg.Pool, until: Date): Promise<void> {
  const client = await owner.connect();
  try {
    let before: ReadonlyMap<string, SignalBasis> = new Map();
    for (const place of [0, 1] as const) {
      const ago = 2 - place;
      const begins = Math.floor(until.getUTCMonth() / 3) * 3;
      const first = new Date(Date.UTC(until.getUTCFullYear(), begins - ago * 3, 1));
      const period = first.toISOString().slice(0, 10);
      const facts = new Map(
        Object.entries(MET).map(([signal, met]) => [
          signal,
          Array.from({ length: met[place] }, (_, nth) => `${nth}`),
        ]),
      );
      const { bases, signals } = signalsOf({ period, cohort: COHORT, facts }, before);
      const at = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 3, 15));
      const enough = openLevels(COHORT).length > 1;
      await keepPublication(client, { period, demo: true, at: at < until ? at : until, enough, signals });
      before = bases;
    }
  } finally {
    client.release();
  }
}
