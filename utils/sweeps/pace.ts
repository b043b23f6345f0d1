import type { ReporterDatabase } from '../database/database.ts';
import type { SweepItemRow, SweepRow } from '../database/sweep-rows.ts';

const HOUR_MS = 3_600_000;

/** After less running time than this, in milliseconds, a pace says nothing. */
const LEAST_MS = 30_000;

/** How many listings of a sweep are in which state. */
export type SweepCounts = Record<SweepItemRow['state'], number>;

/** How far a sweep is. */
export interface SweepProgress {
  counts: SweepCounts;
  /** Listings that are done. */
  done: number;
  /** Listings an hour, while it ran; null where it has not run long enough to say. */
  perHour: number | null;
}

/** How long a sweep has run, in milliseconds. */
function ranFor({ spans }: Pick<SweepRow, 'spans'>, now: number): number {
  return spans.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? now) - from), 0);
}

/** How far a sweep is, from its counts. */
export function progressOf(sweep: Pick<SweepRow, 'spans'>, counts: SweepCounts, now: number): SweepProgress {
  const done = counts.captured + counts.skipped + counts.failed;
  const ran = ranFor(sweep, now);
  return { counts, done, perHour: ran < LEAST_MS ? null : Math.round((done * HOUR_MS) / ran) };
}

/** Counts the listings of a sweep by their state. */
export async function countItems(db: ReporterDatabase, sweepId: string): Promise<SweepCounts> {
  const of = (state: SweepItemRow['state']) =>
    db.sweepItems.where('[sweepId+state]').equals([sweepId, state]).count();
  const [open, captured, skipped, failed] = await Promise.all([
    of('open'),
    of('captured'),
    of('skipped'),
    of('failed'),
  ]);
  return { open, captured, skipped, failed };
}
