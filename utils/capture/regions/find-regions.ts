import type { ListingFacts } from '@marketsafe/contract';
import type { ListingPart } from '../../database/capture-rows.ts';
import { normaliseImageUrl } from '../../marketplaces/image-url.ts';
import type { RegionSigns } from '../../marketplaces/region-signs.ts';
import {
  attribute,
  isShown,
  pictureSourceOf,
  queryAll,
  rectOf,
  styleOf,
  textOf,
} from '../../page/natives.ts';
import { followedScroller } from '../../page/scroller.ts';
import { type Box, isEmpty, meet } from '../viewer/boxes.ts';
import { squeezed } from '../viewer/fold.ts';
import { type Mention, mentionsOf, type TextStream, wantedTexts } from '../viewer/mentions.ts';
import type { ShownElement } from '../viewer/shown-page.ts';

/** Most places of one part of a listing. */
const MOST_PLACES = 40;
/** How much more than the fact an element may say and still be where the fact stands, in characters. */
const ROUND_A_TITLE = 6;
const ROUND_A_NAME = 6;
const ROUND_A_PRICE = 10;
/** What is called a price and says more is a part of the page. */
const MOST_OF_A_PRICE = 48;
/** A fact's description is cut and cleaned: so much of it is looked for. */
const LONGEST_QUOTE = 160;
const SHORTEST_TITLE = 4;
/** A title that is cut where it is shown says so much of it, squeezed. */
const SHORTEST_CUT = 6;
const CUT = /(?:…|\.{3})\s*$/u;
/** So long a name no two pictures have, in characters. */
const SHORTEST_FILE = 20;
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
  /** What shows the viewer, by the marketplace's signs, and everything that this stands in: none of it is a region. */
  viewers: ReadonlySet<Element>;
}

/** What of an element's box the parts that it stands in let be seen. */
function clipped(box: Box, { parent }: ShownElement): Box {
  let seen = box;
  for (let above = parent; above; above = above.parent) {
    const { overflowX, overflowY, display } = styleOf(above.element);
    if (display === 'contents' || (overflowX === 'visible' && overflowY === 'visible')) continue;
    // The page's own scrolling is no edge: regions below the window are in other pictures.
    if (above.parent?.parent && above.element !== followedScroller())
      seen = meet(seen, rectOf(above.element));
  }
  return seen;
}

function isLarge({ left, top, right, bottom }: Box): boolean {
  return right - left >= SMALLEST && bottom - top >= SMALLEST;
}

function regionOf(ground: RegionGround, part: ListingPart, element: Element): FoundRegion[] {
  const place = ground.shown.get(element);
  if (!place || place.frame || ground.viewers.has(element) || !isShown(element)) return [];
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
  while (place?.parent?.parent && !ground.viewers.has(place.element) && lengthOf(place.element) <= longest) {
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
  return mentionsOf(ground.stream, wantedTexts(wanted), MOST_PLACES).flatMap((mention): FoundRegion[] => {
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

function signedElements(ground: RegionGround, selectors: readonly string[]): Element[] {
  if (selectors.length === 0) return [];
  return ground.roots.flatMap((root) => queryAll(root, selectors.join(', '))).slice(0, MOST_PLACES);
}

function signed(ground: RegionGround, part: ListingPart, selectors: readonly string[]): FoundRegion[] {
  return signedElements(ground, selectors).flatMap((element) => regionOf(ground, part, element));
}

/** Titles that a page cuts where it shows them: what is left is the beginning, or the whole stands beside it. */
function cutTitles(ground: RegionGround, title: string, signs: RegionSigns): FoundRegion[] {
  const whole = squeezed(title);
  const isOurs = (element: Element) => {
    if (squeezed(attribute(element, 'title') ?? '') === whole) return true;
    const text = textOf(element) ?? '';
    const left = squeezed(text.replace(CUT, ''));
    return CUT.test(text) && left.length >= SHORTEST_CUT && whole.startsWith(left);
  };
  return signedElements(ground, signs.title)
    .filter(isOurs)
    .flatMap((element) => regionOf(ground, 'title', element));
}

const NUMBER = /\d[\d.,\s’'\u00a0\u202f]*/gu;
const DECIMALS = /[.,](\d{1,2})$/;

/** The amounts that a text says, however its thousands and decimals are written. */
function amountsIn(text: string): number[] {
  return (text.match(NUMBER) ?? []).map((written) => {
    const number = written.replace(/[^\d.,]/gu, '').replace(/[.,]+$/, '');
    const decimals = DECIMALS.exec(number)?.[1] ?? '';
    const whole = number.replace(DECIMALS, '').replace(/\D/g, '');
    return Number(`${whole}.${decimals}`);
  });
}

/** Elements that a page calls a price and that say one of the listing's amounts. */
function prices(ground: RegionGround, { price }: ListingFacts, signs: RegionSigns): FoundRegion[] {
  if (!price) return [];
  const ours = new Set([price.value.min, price.value.max]);
  const isOurs = (element: Element) => {
    const text = textOf(element) ?? '';
    return text.length <= MOST_OF_A_PRICE && amountsIn(text).some((amount) => ours.has(amount));
  };
  const called = ground.roots
    .flatMap((root) =>
      queryAll(root, '[class*="price" i], [data-pl*="price" i], [id*="price" i], [itemprop="price"]'),
    )
    .filter(isOurs)
    .slice(0, MOST_PLACES)
    .flatMap((element) => regionOf(ground, 'price', element));
  const signed = signedElements(ground, signs.price).flatMap((element) =>
    amountsIn(textOf(element) ?? '').some((amount) => ours.has(amount))
      ? regionOf(ground, 'price', element)
      : [],
  );
  const raw = [price.raw, ...price.raw.split('|')].filter((text) => amountsIn(text).length > 0);
  return [...signed, ...called, ...said(ground, 'price', raw, ROUND_A_PRICE)];
}

/** A picture's file: the same one stands on several hosts. A short name is not enough to tell it by. */
function fileOf(address: string): string {
  const name = address.slice(address.lastIndexOf('/') + 1);
  return name.length >= SHORTEST_FILE ? name : address;
}

/** The pictures that the facts name, whatever size the page shows them in. */
function pictures(ground: RegionGround, { images }: ListingFacts, signs: RegionSigns): FoundRegion[] {
  const ours = new Set((images?.value ?? []).map(fileOf));
  const shown = ground.roots
    .flatMap((root) => queryAll(root, 'img'))
    .filter((image) => ours.has(fileOf(normaliseImageUrl(pictureSourceOf(image)) ?? '')));
  return [
    ...shown.slice(0, MOST_PLACES).flatMap((image) => regionOf(ground, 'pictures', image)),
    ...signed(ground, 'pictures', signs.pictures),
  ];
}

/** Where a page calls somebody the seller: where their name is known, the one of that name, for other shops are called so too. */
function sellers(ground: RegionGround, name: string | undefined, signs: RegionSigns): FoundRegion[] {
  const key = squeezed(name ?? '');
  return signedElements(ground, signs.seller)
    .filter((element) => squeezed(textOf(element) ?? '').includes(key))
    .flatMap((element) => regionOf(ground, 'seller', element));
}

/**
 * Where a page shows the listing itself: title, price, pictures, seller, description and attributes. Nothing is certain where the
 * page does not show the title that was read from it: then there is no region at all.
 */
export function findRegions(ground: RegionGround, facts: ListingFacts, signs: RegionSigns): FoundRegion[] {
  const { title, seller, description } = facts;
  if (!title || title.value.length < SHORTEST_TITLE) return [];
  const titles = [
    ...said(ground, 'title', [...new Set([title.value, title.raw])], ROUND_A_TITLE),
    ...cutTitles(ground, title.value, signs),
  ];
  if (titles.length === 0) return [];
  const name = seller?.value.name;
  const quote = description?.value.slice(0, LONGEST_QUOTE);
  const beyond = Math.max(0, (description?.value.length ?? 0) - LONGEST_QUOTE);
  return [
    ...titles,
    ...prices(ground, facts, signs),
    ...pictures(ground, facts, signs),
    ...(name === undefined ? [] : said(ground, 'seller', [name], ROUND_A_NAME)),
    ...sellers(ground, name, signs),
    ...(quote === undefined ? [] : said(ground, 'description', [quote], beyond + ROUND_A_NAME)),
    ...signed(ground, 'description', signs.description),
    ...signed(ground, 'attributes', signs.attributes),
  ];
}
