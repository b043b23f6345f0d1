import { formatNumber, sweepStateName, sweepStopSentence } from '@marketsafe/words';
import type { ReporterDatabase } from '../database/database.ts';
import type { SweepRow } from '../database/sweep-rows.ts';
import { countItems, progressOf, type SweepCounts } from '../sweeps/pace.ts';

/** A sweep with how far it is. */
export interface CountedSweep {
  sweep: SweepRow;
  counts: SweepCounts;
}

/** A sweep as a line shows it. */
export interface SweepLine {
  sweepId: string;
  name: string;
  brand: string;
  state: SweepRow['state'];
  stateName: string;
  /** It has run before. */
  begun: boolean;
  done: number;
  open: number;
  captured: number;
  skipped: number;
  failed: number;
  /** Listings an hour; null where it has not run long enough to say. */
  pace: string | null;
  /** Why it stopped by itself, and what to do; null where it did not. */
  stopped: string | null;
  /** There is a step that can be taken back. */
  undoable: boolean;
}

/** Reads how far a sweep is. */
export async function counted(db: ReporterDatabase, sweep: SweepRow): Promise<CountedSweep> {
  return { sweep, counts: await countItems(db, sweep.sweepId) };
}

/** Works a sweep's line out. */
export function sweepLine({ sweep, counts }: CountedSweep, now: number): SweepLine {
  const { done, perHour } = progressOf(sweep, counts, now);
  const { sweepId, name, brand, state, stopped, steps, spans } = sweep;
  const isNew = state === 'paused' && spans.length === 0;
  return {
    ...{ sweepId, name, brand, state, stateName: sweepStateName(isNew ? 'new' : state), done, ...counts },
    pace: perHour === null ? null : formatNumber(perHour),
    stopped: stopped ? sweepStopSentence(stopped) : null,
    begun: spans.length > 0,
    undoable: state !== 'ended' && steps.length > 0,
  };
}
