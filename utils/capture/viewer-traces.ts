import type { ListingFacts } from '@marketsafe/contract';
import { recogniseAddress } from '@marketsafe/contract/marketplaces';
import type { ListingRegion } from '../database/capture-rows.ts';
import { regionSignsOf } from '../marketplaces/region-signs.ts';
import { type ViewerSigns, viewerSignsOf } from '../marketplaces/viewer-signs.ts';
import { attribute, attributeNames, documentElementOf, parentOf, queryAll, rectOf } from '../page/natives.ts';
import type { PageTraces } from './page-sample.ts';
import { type FoundRegion, findRegions } from './regions/find-regions.ts';
import { foreignBoxes } from './regions/foreign.ts';
import { type Box, NOTHING_CERTAIN, onPage } from './viewer/boxes.ts';
import { generatedBoxes, textOfDataUrl } from './viewer/generated-text.ts';
import { mentionsOf, saysName, streamOf, type TextStream } from './viewer/mentions.ts';
import { readViewerNames } from './viewer/names.ts';
import { drawnBoxes, fewerAreas } from './viewer/seen-areas.ts';
import { readShownPage, type ShownPage } from './viewer/shown-page.ts';

/** Most areas of one page; the contract of the page sample takes no more. */
const MOST_AREAS = 400;
/** How much of an attribute is looked at: whole styles and states stand in them. */
const LONGEST_ATTRIBUTE = 2_000;

/** What can say a name where no text does: a picture's description, and what stands in what is drawn by itself. */
const WORDLESS =
  'img, svg, input, textarea, select, button, canvas, video, object, embed, iframe, option, :empty';

function saysInAttributes(element: Element, says: (text: string) => boolean): boolean {
  return attributeNames(element).some((name) => {
    const value = attribute(element, name) ?? '';
    return says(value.slice(0, LONGEST_ATTRIBUTE)) || says(textOfDataUrl(value));
  });
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
function viewerBoxes(
  page: Document,
  shown: ShownPage,
  stream: TextStream,
  { signs, names }: { signs: ViewerSigns; names: readonly string[] },
): Box[] {
  const selector = [...signs.areas, ...signs.names, ...signs.addresses].join(', ');
  const says = names.length > 0 ? saysName(names) : () => false;
  const signed = shown.roots.flatMap(({ root, frame }) => {
    const found = [
      ...queryAll(root, selector),
      ...queryAll(root, WORDLESS).filter((element) => saysInAttributes(element, says)),
    ];
    return frame && found.length > 0 ? [frame] : found;
  });
  const unknown = shown.elements.flatMap(({ element, frame, generated }) =>
    generated
      .filter(({ isKnown }) => !isKnown)
      .flatMap((part) => (frame ? [rectOf(frame)] : generatedBoxes(element, part))),
  );
  return [
    ...outermost([...signed, ...shown.unreadable]).flatMap((element) => drawnBoxes(page, element)),
    ...mentionsOf(stream, names).flatMap(({ boxes }) => boxes()),
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
  const texts = readViewerNames(root, signs);
  const shown = readShownPage(page);
  const ground = {
    roots: shown.roots.flatMap(({ root: one, frame }) => (frame ? [] : [one])),
    shown: new Map(shown.elements.map((one) => [one.element, one])),
    stream: streamOf(shown.pieces),
  };
  const regions = findRegions(ground, facts, regionSignsOf(address.marketplace));
  const boxes = [
    ...viewerBoxes(page, shown, ground.stream, { signs, names: texts }),
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
