import { useLiveQuery } from 'dexie-react-hooks';
import { pageDatabase } from '../hooks/page-database.ts';
import { firstShortList } from './first-list.ts';
import { type QueueContext, type QueueRow, queueRow } from './queue-rows.ts';
import { loadShortList } from './short-list.ts';

export interface ShortListControl {
  /** Undefined while the database is being read. */
  list: { urgent: QueueRow[]; urgentCount: number; newest: QueueRow[] } | undefined;
}

/** What needs somebody and what is newest, live. */
export function useShortList(context: QueueContext): ShortListControl {
  const loaded = useLiveQuery(() => loadShortList(pageDatabase), [], firstShortList());
  // That there is nothing is said only where it was looked up.
  if (!loaded || (!loaded.sound && loaded.newest.length + loaded.urgent.length === 0)) {
    return { list: undefined };
  }
  const { urgent, urgentCount, newest } = loaded;
  const inWords = (line: (typeof newest)[number]) => queueRow(line, context);
  return { list: { urgent: urgent.map(inWords), urgentCount, newest: newest.map(inWords) } };
}
