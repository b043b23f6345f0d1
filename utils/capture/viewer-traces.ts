import type { PageArea } from '@marketsafe/contract';
import { recogniseAddress } from '@marketsafe/contract/marketplaces';
import type { ViewerTraces } from '../database/capture-rows.ts';
import { viewerSignsOf } from '../marketplaces/viewer-signs.ts';
import {
  attribute,
  attributeNames,
  documentElementOf,
  fieldValueOf,
  isCustomElement,
  parentOf,
  queryAll,
  shadowRootOf,
} from '../page/natives.ts';
import { mentionsOf, saysName } from './viewer/mentions.ts';
import { readViewerNames } from './viewer/names.ts';
import { drawnBoxes, fewerAreas } from './viewer/seen-areas.ts';

/** Most areas of one page; the contract of the page sample takes no more. */
const MOST_AREAS = 400;
/** How much of an attribute is looked at: whole styles and states stand in them. */
const LONGEST_ATTRIBUTE = 2_000;

type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

/** The window as it stands on the page. Where nothing can be said of the viewer, all of it may show them. */
function wholeWindow(): PageArea {
  const { scrollX, scrollY, innerWidth, innerHeight } = window;
  return { x: scrollX, y: scrollY, width: innerWidth, height: innerHeight };
}

/** A box of the viewport in page coordinates, as a picture of the window shows it: pinched pages are drawn larger than they are laid out. */
function onPage({ left, top, right, bottom }: Box): PageArea[] {
  const { scale, offsetLeft, offsetTop } = window.visualViewport ?? { scale: 1, offsetLeft: 0, offsetTop: 0 };
  const width = (right - left) * scale;
  const height = (bottom - top) * scale;
  if (!(width > 0 && height > 0)) return [];
  return [
    {
      x: (left - offsetLeft) * scale + window.scrollX,
      y: (top - offsetTop) * scale + window.scrollY,
      width,
      height,
    },
  ];
}

/** What can say a name where no text node does: a picture's description, what stands in a field, what a style draws of an attribute. */
const WORDLESS = 'img, svg, input, textarea, select, button, canvas, video, object, embed, iframe, :empty';

function namedElements(root: Element, names: readonly string[]): Element[] {
  if (names.length === 0) return [];
  const says = saysName(names);
  return queryAll(root, WORDLESS).filter(
    (element) =>
      says(fieldValueOf(element).slice(0, LONGEST_ATTRIBUTE)) ||
      attributeNames(element).some((name) =>
        says((attribute(element, name) ?? '').slice(0, LONGEST_ATTRIBUTE)),
      ),
  );
}

/** Elements that stand in none of the others: the rest is drawn with these. */
function outermost(elements: readonly Element[]): Element[] {
  const all = new Set(elements);
  return [...all].filter((element) => {
    for (let above = parentOf(element); above; above = parentOf(above)) if (all.has(above)) return false;
    return true;
  });
}

/** Every shadow tree, those in others too. */
function shadowsBelow(root: Element | ShadowRoot): ShadowRoot[] {
  return queryAll(root, '*').flatMap((element) => {
    const shadow = isCustomElement(element) ? shadowRootOf(element) : null;
    return shadow ? [shadow, ...shadowsBelow(shadow)] : [];
  });
}

function read(url: string, page: Document): ViewerTraces {
  const address = recogniseAddress(url);
  const root = documentElementOf(page);
  if (!address || !root) return { areas: [wholeWindow()], texts: [] };
  const signs = viewerSignsOf(address.marketplace);
  const texts = readViewerNames(root, signs);
  const shadows = shadowsBelow(root);
  const selector = [...signs.areas, ...signs.names, ...signs.addresses].join(', ');
  const signed = [...queryAll(root, selector), ...shadows.flatMap((shadow) => queryAll(shadow, selector))];
  const boxes = [
    ...outermost([...signed, ...namedElements(root, texts)]).flatMap((element) => drawnBoxes(page, element)),
    ...[root, ...shadows].flatMap((part) => mentionsOf(page, part, texts)),
  ];
  return { areas: fewerAreas(boxes.flatMap(onPage), MOST_AREAS), texts };
}

/**
 * Where a page shows who looks at it: the areas to paint over, in page coordinates, and the texts that name the viewer. Finds what
 * the marketplace's signs name, and every other place that says one of those texts; the investigator adds the rest. Where the page
 * cannot be read, the whole window counts as showing the viewer.
 */
export function readViewerTraces(url: string, page: Document): ViewerTraces {
  try {
    return read(url, page);
  } catch {
    return { areas: [wholeWindow()], texts: [] };
  }
}
