import { documentElementOf, queryAll, textOf, titleOf } from './natives.ts';

/** What names the item on screen: its first heading, or the page's title where it has none. */
export function headingOf(page: Document): string {
  const root = documentElementOf(page);
  const heading = root && queryAll(root, 'h1')[0];
  return ((heading && textOf(heading)) || titleOf(page)).slice(0, 300).trim();
}

/** A page takes up to some seconds to follow its own address; after this time what it shows is what it means. */
const SETTLES_WITHIN_MS = 10_000;

const KEY = Symbol.for('marketsafe-reporter.unsettled');
type Held = { [KEY]?: { heading: string; until: number } };

/**
 * Remembers, after a move from one listing to another inside the page, the heading of the one that was left. Kept in the isolated
 * world's globals, where the capture script finds it. `now` in Unix milliseconds.
 */
export function holdUnsettled(heading: string, now: number): void {
  (globalThis as Held)[KEY] = { heading, until: now + SETTLES_WITHIN_MS };
}

/** True while the page still shows the listing that its address has left. */
export function isUnsettled(page: Document, now: number): boolean {
  const held = (globalThis as Held)[KEY];
  return held !== undefined && held.heading !== '' && now < held.until && headingOf(page) === held.heading;
}
