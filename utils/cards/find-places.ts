import { listingKey, recogniseAddress } from '@marketsafe/contract/marketplaces';
import { attribute, documentElementOf, queryAll, rectOf } from '../page/natives.ts';

/** Most links of a page that are looked at. */
const MAX_LINKS = 5_000;

/** Smaller than this, in square CSS pixels, a link is a word of a card and not its picture. */
const LEAST_AREA = 900;

/**
 * Where a page shows listings: of each the largest link to it, which is its picture or the whole card. A listing whose card has no link to
 * it, such as an advertisement that leads elsewhere first, has no place.
 */
export function findPlaces(page: Document, url: string, keys: ReadonlySet<string>): Map<string, Element> {
  const root = documentElementOf(page);
  const largest = new Map<string, { element: Element; area: number }>();
  const keyOf = new Map<string, string | undefined>();
  for (const element of root ? queryAll(root, 'a[href]').slice(0, MAX_LINKS) : []) {
    const href = attribute(element, 'href') ?? '';
    if (!keyOf.has(href)) keyOf.set(href, keyOfLink(href, url));
    const key = keyOf.get(href);
    if (key === undefined || !keys.has(key)) continue;
    const { width, height } = rectOf(element);
    const area = width * height;
    if (area >= LEAST_AREA && area > (largest.get(key)?.area ?? 0)) largest.set(key, { element, area });
  }
  return new Map([...largest].map(([key, { element }]) => [key, element]));
}

function keyOfLink(href: string, url: string): string | undefined {
  const address = URL.parse(href.trim(), url);
  const found = address && recogniseAddress(address.href);
  if (found?.kind !== 'listing' || found.itemId === undefined) return undefined;
  return listingKey({ marketplace: found.marketplace, itemId: found.itemId, scope: found.scope });
}
