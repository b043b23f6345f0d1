import type { ListingFacts } from '@marketsafe/contract';
import type { ListingPart } from '../../database/capture-rows.ts';
import { normaliseImageUrl } from '../../marketplaces/image-url.ts';
import type { RegionSigns } from '../../marketplaces/region-signs.ts';
import { isShown, pictureSourceOf, queryAll, rectOf, styleOf, textOf } from '../../page/natives.ts';
import { type Box, isEmpty, meet } from '../viewer/boxes.ts';
import { type Mention, mentionsOf, squeezed, type TextStream } from '../viewer/mentions.ts';
import type { ShownElement } from '../viewer/shown-page.ts';

/** Most places of one part of a listing. */
const MOST_PLACES = 40;
/** How much more than the fact an element may say and still be where the fact stands, in characters. */
const ROUND_A_TITLE = 12;
const ROUND_A_NAME = 12;
const ROUND_A_PRICE = 16;
/** A fact's description is cut and cleaned: so much of it is looked for. */
const LONGEST_QUOTE = 160;
const SHORTEST_TITLE = 4;
/** Smaller boxes, in CSS pixels, are what pages hide from sight. */
const SMALLEST = 4;

/** A place where a page shows a part of the listing. */
export interface FoundRegion {
  part: ListingPart;
  boxes: Box[];
  /** What it is of: everything else that is drawn there is foreign to it. */
  elements: Element[];
}

/** What regions are found in. */
export interface RegionGround {
  /** The document and every shadow tree. */
  roots: readonly (Element | ShadowRoot)[];
  shown: ReadonlyMap<Element, ShownElement>;
  stream: TextStream;
}

/** What of an element's box the parts that it stands in let be seen. */
function clipped(box: Box, { parent }: ShownElement): Box {
  let seen = box;
  for (let above = parent; above; above = above.parent) {
    const { overflowX, overflowY, display } = styleOf(above.element);
    if (display === 'contents' || (overflowX === 'visible' && overflowY === 'visible')) continue;
    // The page's own scrolling is no edge: regions below the window are in other pictures.
    if (above.parent?.parent) seen = meet(seen, rectOf(above.element));
  }
  return seen;
}

function isLarge({ left, top, right, bottom }: Box): boolean {
  return right - left >= SMALLEST && bottom - top >= SMALLEST;
}

function regionOf(ground: RegionGround, part: ListingPart, element: Element): FoundRegion[] {
  const place = ground.shown.get(element);
  if (!place || place.frame || !isShown(element)) return [];
  const box = clipped(rectOf(element), place);
  return isEmpty(box) || !isLarge(box) ? [] : [{ part, boxes: [box], elements: [element] }];
}

function lengthOf(element: Element): number {
  return squeezed(textOf(element) ?? '').length;
}

/** The largest element around a text that says little else; none where the text is spread over more than that. */
function elementAround(ground: RegionGround, { elements }: Mention, longest: number): Element | null {
  let place = elements[0] && ground.shown.get(elements[0]);
  let around: Element | null = null;
  // Never the document or its body: everything stands in these.
  while (place?.parent?.parent && lengthOf(place.element) <= longest) {
    around = place.element;
    place = place.parent;
  }
  const within = (element: Element) => {
    for (let one = ground.shown.get(element); one; one = one.parent ?? undefined)
      if (one.element === around) return true;
    return false;
  };
  return around && elements.every(within) ? around : null;
}

/** Where the page says a fact in its own words: the element that says little else, or the lines of the text alone. */
function said(
  ground: RegionGround,
  part: ListingPart,
  texts: readonly string[],
  room: number,
): FoundRegion[] {
  const wanted = texts.map((text) => text.trim()).filter((text) => text !== '');
  const longest = Math.max(0, ...wanted.map((text) => squeezed(text).length)) + room;
  return mentionsOf(ground.stream, wanted, MOST_PLACES).flatMap((mention): FoundRegion[] => {
    const shown = mention.elements.every((element) => {
      const place = ground.shown.get(element);
      return place && !place.frame && isShown(element);
    });
    if (!shown) return [];
    const around = elementAround(ground, mention, longest);
    if (around) return regionOf(ground, part, around);
    const boxes = mention.boxes().filter(isLarge);
    return boxes.length > 0 ? [{ part, boxes, elements: mention.elements }] : [];
  });
}

function signed(ground: RegionGround, part: ListingPart, selectors: readonly string[]): FoundRegion[] {
  if (selectors.length === 0) return [];
  const found = ground.roots.flatMap((root) => queryAll(root, selectors.join(', ')));
  return found.slice(0, MOST_PLACES).flatMap((element) => regionOf(ground, part, element));
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}

/** Elements that a page calls a price and that say one of the listing's amounts. */
function prices(ground: RegionGround, { price }: ListingFacts): FoundRegion[] {
  if (!price) return [];
  const amounts = [price.value.min, price.value.max].map((amount) => digits(String(amount)));
  const isOurs = (element: Element) => {
    const text = textOf(element) ?? '';
    return text.length <= 3 * ROUND_A_PRICE && amounts.some((amount) => digits(text).startsWith(amount));
  };
  const called = ground.roots
    .flatMap((root) =>
      queryAll(root, '[class*="price" i], [data-pl*="price" i], [id*="price" i], [itemprop="price"]'),
    )
    .filter(isOurs)
    .slice(0, MOST_PLACES)
    .flatMap((element) => regionOf(ground, 'price', element));
  return [
    ...called,
    ...said(
      ground,
      'price',
      [price.raw].filter((raw) => digits(raw) !== ''),
      ROUND_A_PRICE,
    ),
  ];
}

/** The pictures that the facts name, whatever size the page shows them in. */
function pictures(ground: RegionGround, { images }: ListingFacts, signs: RegionSigns): FoundRegion[] {
  const ours = new Set(images?.value ?? []);
  const shown = ground.roots
    .flatMap((root) => queryAll(root, 'img'))
    .filter((image) => ours.has(normaliseImageUrl(pictureSourceOf(image)) ?? ''));
  return [
    ...shown.slice(0, MOST_PLACES).flatMap((image) => regionOf(ground, 'pictures', image)),
    ...signed(ground, 'pictures', signs.pictures),
  ];
}

/**
 * Where a page shows the listing itself: title, price, pictures, seller, description and attributes. Nothing is certain where the
 * page does not show the title that was read from it: then there is no region at all.
 */
export function findRegions(ground: RegionGround, facts: ListingFacts, signs: RegionSigns): FoundRegion[] {
  const { title, seller, description } = facts;
  if (!title || title.value.length < SHORTEST_TITLE) return [];
  const titles = said(ground, 'title', [...new Set([title.value, title.raw])], ROUND_A_TITLE);
  if (titles.length === 0) return [];
  const name = seller?.value.name;
  const quote = description?.value.slice(0, LONGEST_QUOTE);
  return [
    ...titles,
    ...prices(ground, facts),
    ...pictures(ground, facts, signs),
    ...(name === undefined ? [] : said(ground, 'seller', [name], ROUND_A_NAME)),
    ...signed(ground, 'seller', signs.seller),
    ...(quote === undefined
      ? []
      : said(ground, 'description', [quote], (description?.value.length ?? 0) + ROUND_A_NAME)),
    ...signed(ground, 'description', signs.description),
    ...signed(ground, 'attributes', signs.attributes),
  ];
}
