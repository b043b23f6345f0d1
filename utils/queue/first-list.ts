import { pageDatabase } from '../hooks/page-database.ts';
import { loadShortList, type ShortList } from './short-list.ts';

let first: ShortList | undefined;

/** Longest time, in milliseconds, that a page waits for its rows before it is drawn: a database that is being upgraded takes longer. */
const LONGEST_MS = 250;

/** Reads the list before the page is drawn, so that it is drawn once, with its rows. Never rejects. */
export async function readShortList(): Promise<void> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, LONGEST_MS));
  first = await Promise.race([loadShortList(pageDatabase).catch(() => undefined), late]);
}

/** The list as it was read before the page was drawn, if it was. */
export function firstShortList(): ShortList | undefined {
  return first;
}
