import type { NewPublication } from '@marketsafe/contract';
import type { Database } from '../db/database.ts';
import { decidePublication, listPublications, preparePublication } from '../figures/publications.ts';
import type { Caller } from '../organisations/service.ts';
import { demoId } from './plan.ts';

/** Ids of what the demo program publishes, by which it is removed again. */
export const DEMO_PUBLICATIONS = {
  report: demoId('publication report'),
  research: demoId('publication research'),
} as const;

/**
 * Publishes the last whole year of the demo program, as its people would: a report for the public and an export for research, each prepared by one and
 * released by another, with what the rules leave of so few participants. What is there stays.
 */
export async function publishDemo(
  db: Database,
  [first, second]: readonly Caller[],
  until: Date,
): Promise<void> {
  if (!first || !second) throw new Error('the demo program has no two people to publish');
  const year = until.getUTCFullYear() - 1;
  const wanted: readonly NewPublication[] = [
    { publicationId: DEMO_PUBLICATIONS.report, kind: 'public-report', year },
    {
      ...{ publicationId: DEMO_PUBLICATIONS.research, kind: 'research-export' },
      ...{ from: `${year}-01-01`, to: `${year}-12-31` },
    },
  ];
  for (const one of wanted) {
    const there = await listPublications(db, first);
    // Of a year, real people may have published already.
    const isTaken = there.some(({ kind, state }) => kind === one.kind && state !== 'declined');
    const before = there.find(({ publicationId }) => publicationId === one.publicationId);
    if (!before && isTaken) continue;
    const made = before ?? (await preparePublication(db, first, one));
    if (made.state === 'prepared') {
      await decidePublication(db, second, made.publicationId, { decision: 'release' });
    }
  }
}
