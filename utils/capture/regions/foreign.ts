import { isShown, localNameOf, rectOf, styleOf } from '../../page/natives.ts';
import { type Box, isEmpty, meet } from '../viewer/boxes.ts';
import { generatedBoxes } from '../viewer/generated-text.ts';
import { boxOf, type Piece, type ShownElement } from '../viewer/shown-page.ts';
import type { FoundRegion } from './find-regions.ts';

/** What draws something of its own without any text. */
const DRAWING = new Set([
  'img',
  'svg',
  'input',
  'select',
  'textarea',
  'progress',
  'meter',
  'iframe',
  'frame',
]);
/** Glyphs of icon fonts and blanks say nothing. */
const SAYS = /[^\s\p{Co}\u200b-\u200d\ufeff]/u;

/** How far text is looked for beyond the box of what it stands in, in CSS pixels. */
const OVERFLOW = 200;

function widened({ left, top, right, bottom }: Box): Box {
  return { left: left - OVERFLOW, top: top - OVERFLOW, right: right + OVERFLOW, bottom: bottom + OVERFLOW };
}

function meets(one: Box, other: Box): boolean {
  return !isEmpty(meet(one, other));
}

/** The elements of the regions and everything that they stand in, or that stands in them. */
function kinOf(elements: readonly ShownElement[], regions: readonly FoundRegion[]) {
  const own = new Set(regions.flatMap((region) => region.elements));
  const inside = new Set<Element>();
  const around = new Set<Element>();
  for (const { element, parent } of elements) {
    if (own.has(element) || (parent && inside.has(parent.element))) inside.add(element);
    if (!own.has(element)) continue;
    for (let above = parent; above; above = above.parent) around.add(above.element);
  }
  return { inside, around };
}

/**
 * What other parts of a page draw over the listing's regions, or behind them: none of it is the listing. Of what a region stands in,
 * only the text that runs through the region counts.
 */
export function foreignBoxes(
  elements: readonly ShownElement[],
  pieces: readonly Piece[],
  regions: readonly FoundRegion[],
): Box[] {
  if (regions.length === 0) return [];
  const boxes = regions.flatMap((region) => region.boxes);
  const { inside, around } = kinOf(elements, regions);
  const isOver = (box: Box) => boxes.some((region) => meets(box, region));
  const texts = pieces.flatMap((piece): Box[] => {
    if (piece.kind !== 'text' || inside.has(piece.element) || !SAYS.test(piece.text)) return [];
    // Lines cost more to be had than boxes; what has no box of its own may draw anywhere.
    const around = rectOf(piece.element);
    if (!isEmpty(around) && !isOver(widened(around))) return [];
    const over = piece.boxes().filter(isOver);
    return over.length > 0 && isShown(piece.element) ? over : [];
  });
  const drawn = elements.flatMap((shown): Box[] => {
    const { element, generated } = shown;
    if (inside.has(element) || around.has(element)) return [];
    const said = generated.filter(({ text, isKnown }) => !isKnown || SAYS.test(text));
    const box = boxOf(shown);
    const places = [...(isOver(box) ? [box] : []), ...said.flatMap((part) => generatedBoxes(element, part))];
    const over = places.filter(isOver);
    if (over.length === 0 || !isShown(element)) return [];
    const draws =
      said.length > 0 ||
      DRAWING.has(localNameOf(element)) ||
      styleOf(element).backgroundImage.includes('url(');
    return draws ? over : [];
  });
  return [...texts, ...drawn];
}
