import { useLiveQuery } from 'dexie-react-hooks';
import { lineOf } from '../database/line-rows.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { type ActionResult, useAttempt } from '../hooks/use-attempt.ts';
import { loadQueue, type QueueFilter } from './queue-data.ts';
import { type QueueAction, type QueueContext, type QueueRow, queueRow } from './queue-rows.ts';
import { actOnReport } from './report-actions.ts';
import { useQueueView } from './view-stores.ts';

export interface QueueControl {
  filter: QueueFilter;
  /** Undefined while the database is being read. */
  counts: Record<QueueFilter, number> | undefined;
  rows: QueueRow[];
  more: boolean;
  result: ActionResult;
  onChoose: (filter: QueueFilter) => void;
  onShowMore: () => void;
  onAction: (action: QueueAction, row: QueueRow) => void;
}

/**
 * The queue of drafts and reports, live, with everything that can be done to a line of it. `open` shows a draft and is called in the
 * click's own turn.
 */
export function useQueue(context: QueueContext, open: (draftId: string) => void): QueueControl {
  const { filter, limit, choose, showMore } = useQueueView();
  const page = useLiveQuery(() => loadQueue(pageDatabase, filter, limit), [filter, limit]);
  const { result, say, attempt } = useAttempt();
  return {
    filter,
    // That there is nothing is said only where it was looked up.
    counts: page && (page.sound || page.counts.all > 0) ? page.counts : undefined,
    rows: page?.pairs.map(({ draft, entry }) => queueRow(lineOf(draft, entry), context)) ?? [],
    more: page?.more ?? false,
    result,
    onChoose: (next) => {
      say(null);
      choose(next);
    },
    onShowMore: showMore,
    onAction: (action, row) => {
      if (action !== 'open') void attempt(() => actOnReport(action, row, context.signedIn));
      if (action === 'open' || action === 'edit') open(row.draftId);
    },
  };
}
