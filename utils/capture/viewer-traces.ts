import type { ListingFacts } from '@marketsafe/contract';
import { recogniseAddress } from '@marketsafe/contract/marketplaces';
import type { ListingRegion } from '../database/capture-rows.ts';
import { regionSignsOf } from '../marketplaces/region-signs.ts';
import { viewerSignsOf } from '../marketplaces/viewer-signs.ts';
import { attribute, attributeNames, bodyOf, documentElementOf, parentOf, rectOf } from '../page/natives.ts';
import type { PageTraces } from './page-sample.ts';
import { type FoundRegion, findRegions } from './regions/find-regions.ts';
import { foreignBoxes } from './regions/foreign.ts';
import { type Box, EVERYWHERE, NOTHING_CERTAIN } from './viewer/boxes.ts';
import { generatedBoxes } from './viewer/generated-text.ts';
import {
  mentionsOf,
  saysAny,
  streamOf,
  type TextStream,
  type Wanted,
  wantedNames,
} from './viewer/mentions.ts';
import { readViewerNames } from './viewer/names.ts';
import { onPage } from './viewer/on-page.ts';
import { pictureText } from './viewer/pictures.ts';
import { alsoSeenAt } from './viewer/reach.ts';
import { drawnBoxes, fewerAreas } from './viewer/seen-areas.ts';
import { readShownPage, type ShownPage } from './viewer/shown-page.ts';
import { type Signed, signedBy } from './viewer/signed.ts';

/** Most areas of one page; the contract of the page sample takes no more. */
const MOST_AREAS = 400;
/** How much of an attribute is looked at: whole styles and states stand in them. */
const LONGEST_ATTRIBUTE = 2_000;

function saysInAttributes(element: Element, says: (text: string) => boolean): boolean {
  return attributeNames(element).some((name) => {
    const value = attribute(element, name) ?? '';
    return value.length <= LONGEST_ATTRIBUTE && (says(value) || says(pictureText(value).text));
  });
}

/** Who looks at the page: the marketplace's signs of them, and what names them. */
interface Viewer {
  signed: Signed;
  names: readonly Wanted[];
}

/** The ground of these is the ground of all of the page. */
function isGround(page: Document, element: Element): boolean {
  return element === documentElementOf(page) || element === bodyOf(page);
}

/** Elements that stand in none of the others: the rest is drawn with these. */
function outermost(elements: readonly Element[]): Element[] {
  const all = new Set(elements);
  return [...all].filter((element) => {
    for (let above = parentOf(element); above; above = parentOf(above)) if (all.has(above)) return false;
    return true;
  });
}

/** Everything that shows the viewer, by the marketplace's signs, by their names, and because nobody can read it. */
function viewerBoxes(page: Document, shown: ShownPage, stream: TextStream, { signed, names }: Viewer): Box[] {
  const says = saysAny(names);
  const wordless = shown.wordless.flatMap(({ element, frame }) =>
    names.length > 0 && saysInAttributes(element, says) ? [frame ?? element] : [],
  );
  const unknown = shown.elements.flatMap(({ element, frame, generated }) =>
    generated
      .filter(({ isKnown }) => !isKnown)
      .flatMap((part) => (frame ? [rectOf(frame)] : generatedBoxes(element, part))),
  );
  const unaside = shown.pieces.filter(({ isAside }) => !isAside);
  const streams = unaside.length === shown.pieces.length ? [stream] : [stream, streamOf(unaside)];
  const mentioned = streams
    .flatMap((one) => mentionsOf(one, names))
    .flatMap(({ elements, boxes }) => {
      const places = boxes();
      return [...places, ...elements.flatMap((element) => alsoSeenAt(element, places))];
    });
  const drawn = shown.drawn
    .filter(({ text }) => names.length > 0 && says(text))
    .flatMap(({ element, boxes }) => {
      const places = boxes();
      return [...places, ...alsoSeenAt(element, places)];
    });
  return [
    ...outermost([...signed.elements, ...wordless, ...shown.unreadable]).flatMap((element) =>
      isGround(page, element) ? [EVERYWHERE] : drawnBoxes(page, element),
    ),
    ...mentioned,
    ...drawn,
    ...unknown,
  ];
}

function regionAreas(regions: readonly FoundRegion[]): ListingRegion[] {
  return regions
    .flatMap(({ part, boxes }) => boxes.flatMap(onPage).map((area) => ({ part, area })))
    .slice(0, MOST_AREAS);
}

function read(url: string, page: Document, facts: ListingFacts): PageTraces {
  const address = recogniseAddress(url);
  const root = documentElementOf(page);
  if (!address || !root) return NOTHING_CERTAIN;
  const signs = viewerSignsOf(address.marketplace);
  const shown = readShownPage(page);
  const texts = readViewerNames(shown, signs);
  const signed = signedBy(shown, signs);
  const ground = {
    roots: shown.roots.flatMap(({ root: one, frame }) => (frame ? [] : [one])),
    shown: new Map(shown.elements.map((one) => [one.element, one])),
    stream: streamOf(shown.pieces),
    viewers: signed.around,
  };
  const regions = findRegions(ground, facts, regionSignsOf(address.marketplace));
  const { title, seller, brand } = facts;
  const names = wantedNames(
    texts,
    [title?.value, seller?.value.name, brand?.value].filter((text) => text !== undefined),
  );
  const boxes = [
    ...viewerBoxes(page, shown, ground.stream, { signed, names }),
    ...foreignBoxes(shown.elements, shown.pieces, regions),
  ];
  return { areas: fewerAreas(boxes.flatMap(onPage), MOST_AREAS), texts, regions: regionAreas(regions) };
}

/**
 * Where a page shows who looks at it, in page coordinates, the texts that name the viewer, and where it shows the listing that these
 * facts were read from. Finds what the marketplace's signs name, every other place that says one of those texts, and what nobody can
 * read; the investigator adds the rest. Where the page cannot be read, the whole window counts as showing the viewer.
 */
export function readViewerTraces(url: string, page: Document, facts: ListingFacts): PageTraces {
  try {
    return read(url, page, facts);
  } catch {
    return NOTHING_CERTAIN;
  }
}
