import { recogniseAddress } from '@marketsafe/contract/marketplaces';
import type { ViewerTraces } from '../drafts/database.ts';
import { VIEWER_SIGNS } from '../marketplaces/viewer-signs.ts';
import { documentElementOf, queryAll, rectOf, textOf } from '../page/natives.ts';

/** Most areas of one page; the contract of the page sample takes no more. */
const MOST_AREAS = 400;
const MOST_TEXTS = 100;
/** Shorter texts would take letters out of words everywhere. */
const SHORTEST_TEXT = 3;

/**
 * Where a page shows who looks at it: the areas to paint over, in page coordinates, and the texts that name the viewer. Finds what
 * the marketplace's signs name and no more; the investigator adds the rest.
 */
export function readViewerTraces(url: string, page: Document): ViewerTraces {
  const address = recogniseAddress(url);
  const root = documentElementOf(page);
  if (!address || !root) return { areas: [], texts: [] };
  const { areas, names } = VIEWER_SIGNS[address.marketplace];
  return {
    areas: queryAll(root, `${areas}, ${names}`)
      .map(rectOf)
      .filter(({ width, height }) => width > 0 && height > 0)
      .map(({ x, y, width, height }) => ({ x: x + window.scrollX, y: y + window.scrollY, width, height }))
      .slice(0, MOST_AREAS),
    texts: [
      ...new Set(
        queryAll(root, names)
          .map((element) => (textOf(element) ?? '').replace(/\s+/g, ' ').trim().slice(0, 300))
          .filter((text) => text.length >= SHORTEST_TEXT),
      ),
    ].slice(0, MOST_TEXTS),
  };
}
