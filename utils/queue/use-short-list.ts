import { useLiveQuery } from 'dexie-react-hooks';
import { pageDatabase } from '../hooks/page-database.ts';
import { type QueueContext, type QueueRow, queueRow } from './queue-rows.ts';
import { loadShortList, type ShortList } from './short-list.ts';

export interface ShortListControl {
  /** Undefined while the database is being read. */
  list: { urgent: QueueRow[]; urgentCount: number; newest: QueueRow[] } | undefined;
}

let first: ShortList | undefined;

/** Longest time, in milliseconds, that a page waits for its rows before it is drawn: a database that is being upgraded takes longer. */
const LONGEST_MS = 250;

/** Reads the list before the page is drawn, so that it is drawn once, with its rows. Never rejects. */
export async function readShortList(): Promise<void> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, LONGEST_MS));
  first = await Promise.race([loadShortList(pageDatabase).catch(() => undefined), late]);
}

/** What needs somebody and what is newest, live. */
export function useShortList(context: QueueContext): ShortListControl {
  const loaded = useLiveQuery(() => loadShortList(pageDatabase), [], first);
  // That there is nothing is said only where it was looked up.
  if (!loaded || (!loaded.sound && loaded.newest.length + loaded.urgent.length === 0)) {
    return { list: undefined };
  }
  const { urgent, urgentCount, newest } = loaded;
  const inWords = (line: (typeof newest)[number]) => queueRow(line, context);
  return { list: { urgent: urgent.map(inWords), urgentCount, newest: newest.map(inWords) } };
}
