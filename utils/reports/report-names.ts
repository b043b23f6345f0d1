import type { Right } from '@marketsafe/contract';
import { currentLanguage, marketplaceName } from '@marketsafe/words';
import type { SweepRow } from '../database/sweep-rows.ts';
import { type QueueContext, queueRow } from '../queue/queue-rows.ts';
import type { Names } from './arrange.ts';

/** What the rows of the table name by an id, in the language of the moment. */
export function reportNames(
  known: { rights: readonly Right[]; sweeps: readonly SweepRow[] },
  context: QueueContext,
): Names {
  const brands = new Map(known.rights.map(({ rightId, brand }) => [rightId, brand]));
  const sweeps = new Map(known.sweeps.map(({ sweepId, name }) => [sweepId, name]));
  return {
    sweep: (sweepId) => sweeps.get(sweepId),
    brand: (rightId) => brands.get(rightId),
    marketplace: marketplaceName,
    state: (line) => queueRow(line, context).stateName,
    compare: new Intl.Collator(currentLanguage(), { numeric: true }).compare,
  };
}
