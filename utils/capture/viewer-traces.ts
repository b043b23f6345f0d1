import { type PageArea, recogniseAddress } from '@marketsafe/contract';
import type { ViewerTraces } from '../drafts/database.ts';
import { VIEWER_SIGNS } from '../marketplaces/viewer-signs.ts';
import { documentElementOf, queryAll, rectOf, textOf, textRects, textsBelow } from '../page/natives.ts';

/** Most areas of one page; the contract of the page sample takes no more. */
const MOST_AREAS = 400;
const MOST_TEXTS = 100;
/** Shorter texts would take letters out of words everywhere; a Chinese name of two characters is whole. */
const SHORTEST_TEXT = 3;
const SHORTEST_CHINESE_TEXT = 2;
const CHINESE = /\p{Script=Han}{2}/u;

function isTelling(text: string): boolean {
  return text.length >= (CHINESE.test(text) ? SHORTEST_CHINESE_TEXT : SHORTEST_TEXT);
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function onPage({ x, y, width, height }: DOMRect): PageArea[] {
  if (!(width > 0 && height > 0)) return [];
  return [{ x: x + window.scrollX, y: y + window.scrollY, width, height }];
}

/** Where the page says a viewer's text in a place that no sign names: a greeting in a banner, a review form. */
function mentions(page: Document, root: Element, texts: readonly string[]): PageArea[] {
  const known = texts.map((text) => text.toLowerCase());
  const areas: PageArea[] = [];
  for (const { node, text } of textsBelow(page, root)) {
    if (areas.length >= MOST_AREAS) break;
    const said = plain(text).toLowerCase();
    if (said !== '' && known.some((name) => said.includes(name)))
      areas.push(...textRects(page, node).flatMap(onPage));
  }
  return areas;
}

/**
 * Where a page shows who looks at it: the areas to paint over, in page coordinates, and the texts that name the viewer. Finds what
 * the marketplace's signs name, and every other place that says one of those texts; the investigator adds the rest.
 */
export function readViewerTraces(url: string, page: Document): ViewerTraces {
  const address = recogniseAddress(url);
  const root = documentElementOf(page);
  if (!address || !root) return { areas: [], texts: [] };
  const { areas, names } = VIEWER_SIGNS[address.marketplace];
  const texts = [
    ...new Set(
      queryAll(root, names)
        .map((element) => plain(textOf(element) ?? '').slice(0, 300))
        .filter(isTelling),
    ),
  ].slice(0, MOST_TEXTS);
  const signed = queryAll(root, `${areas}, ${names}`).flatMap((element) => onPage(rectOf(element)));
  const said = texts.length > 0 ? mentions(page, root, texts) : [];
  return { areas: [...signed.slice(0, MOST_AREAS), ...said].slice(0, MOST_AREAS), texts };
}
