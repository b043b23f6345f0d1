import {
  assignedNodesOf,
  attribute,
  childNodesOf,
  documentElementOf,
  fieldValueOf,
  frameDocumentOf,
  isElement,
  isInDrawing,
  isShown,
  localNameOf,
  pictureSourceOf,
  queryAll,
  rectOf,
  shadowRootOf,
  styleOf,
  textOf,
  textRects,
} from '../../page/natives.ts';
import { pageScroll } from '../../page/scroller.ts';
import { type Box, EVERYWHERE, isEmpty } from './boxes.ts';
import { type Generated, generatedAt, generatedBoxes, stringsIn } from './generated-text.ts';
import { ownMarkersOf } from './own-markers.ts';
import { picturesIn, pictureText, referredText } from './pictures.ts';

/** What a drawing holds and never draws. */
const UNDRAWN = new Set(['title', 'desc', 'metadata', 'script', 'style']);
/** What is drawn there can be read by nobody. */
const UNREADABLE = new Set([
  'canvas',
  'video',
  'object',
  'embed',
  'applet',
  'audio',
  'fencedframe',
  'portal',
]);
const PICTURES = new Set(['img', 'image', 'input']);
const FRAMES = new Set(['iframe', 'frame']);
/** What can say a name where no text does, by its attributes. */
const WORDLESS = new Set([
  ...['img', 'image', 'svg', 'input', 'textarea', 'select', 'button', 'option', 'optgroup'],
  ...['canvas', 'video', 'object', 'embed', 'iframe', 'frame'],
]);
/** Readings of what stands below them: they are no part of what is read on. */
const READINGS = new Set(['rt', 'rp']);
/** What styles draw at an element from pictures. */
const DRAWN_BY = ['backgroundImage', 'content', 'borderImageSource', 'maskImage'] as const;
/** And from drawings that stand elsewhere in the page. */
const DRAWN_FROM_PARTS = ['filter', 'clipPath'] as const;
const DRAWN_IN_DRAWINGS = [
  'fill',
  'stroke',
  'mask',
  'filter',
  'clipPath',
  'markerStart',
  'markerMid',
  'markerEnd',
] as const;
/** Parts of drawings that are drawn where something names them, with anything in them that can say a name. */
const TELLING_PARTS = ['pattern', 'mask', 'clipPath', 'marker', 'filter']
  .flatMap((part) => ['text', 'use', 'image', 'foreignObject', 'feImage'].map((kind) => `${part} ${kind}`))
  .join(', ');
type Drawing = (typeof DRAWN_BY | typeof DRAWN_FROM_PARTS | typeof DRAWN_IN_DRAWINGS)[number];
const LONGEST_FIELD = 2_000;
const TEXT_NODE = 3;
/** Parts of this size, in CSS pixels, are there for who hears the page. */
const UNSEEN = 2;

/** A piece of text that the page shows, and where. */
export interface Piece {
  /** `text` of the page itself, `made` by a style, or what a `field` or a drawing shows. */
  kind: 'text' | 'made' | 'field';
  text: string;
  /** It is there and not seen, or is no part of what stands around it: the text goes on without it. */
  isAside: boolean;
  /** Where it stands, or a span of it, in the viewport. */
  boxes: (span?: { begin: number; end: number }) => Box[];
  /** The element that it stands in, as the page nests what it shows. */
  element: Element;
}

/** An element as the page shows it. */
export interface ShownElement {
  element: Element;
  /** What it stands in: shadow trees and frames count as what they are shown in. */
  parent: ShownElement | null;
  /** The outermost frame that it stands in: only that one's box is known for certain. */
  frame: Element | null;
  generated: readonly Generated[];
}

/** Everything that a page shows, in the order in which it is nested: shadow trees and frames that can be read are part of it. */
export interface ShownPage {
  /** The document, every shadow tree and every frame's document, with the outermost frame that each stands in. */
  roots: { root: Element | ShadowRoot; frame: Element | null }[];
  pieces: Piece[];
  elements: ShownElement[];
  /** Elements of which nobody can tell what they show. */
  unreadable: Element[];
  /** Elements that can say something by their attributes alone. */
  wordless: ShownElement[];
  /** What pictures and drawings say, and their addresses: no part of the text around them. */
  drawn: { text: string; boxes: () => Box[]; element: Element }[];
}

/** Thrown where a page holds more than is read of one. */
class PageTooLarge extends Error {}

const NOTHING_MADE = { before: [], after: [] };

/** Most elements that are read: a page of more counts as showing the viewer everywhere. */
const MOST_ELEMENTS = 40_000;

/** The box of an element, or of the frame that it stands in. */
export function boxOf({ element, frame }: Pick<ShownElement, 'element' | 'frame'>): Box {
  return rectOf(frame ?? element);
}

/** What a form control shows that is no text of the page. */
function fieldTexts(element: Element, name: string): string[] {
  switch (name) {
    case 'input':
    case 'textarea': {
      const value = fieldValueOf(element) || (attribute(element, 'value') ?? '');
      return [value, attribute(element, 'placeholder') ?? ''];
    }
    case 'select':
      return [
        textOf(element) ?? '',
        ...queryAll(element, '[label]').map((labelled) => attribute(labelled, 'label') ?? ''),
      ];
    default:
      return [];
  }
}

/** The address of what a picture shows; in drawings it has another name. */
function sourceOf(element: Element, name: string): string {
  if (name === 'image') return attribute(element, 'href') ?? attribute(element, 'xlink:href') ?? '';
  return pictureSourceOf(element);
}

/** What stands below an element without a shadow tree on the screen: at a slot, what is put there. */
function shownBelow(element: Element, name: string): Node[] {
  const assigned = name === 'slot' ? assignedNodesOf(element) : [];
  return assigned.length > 0 ? assigned : childNodesOf(element);
}

/** Made so small, or put so far away, that only who hears the page has it. */
function isForHearing(
  element: Element,
  style: CSSStyleDeclaration,
  scrolled: { x: number; y: number },
): boolean {
  const { width, height, right, bottom } = rectOf(element);
  const isTiny = width <= UNSEEN || height <= UNSEEN;
  return (isTiny && style.overflowX !== 'visible') || right + scrolled.x <= 0 || bottom + scrolled.y <= 0;
}

/** Where a text stands; all of its element where the browser gives it no place and it is shown nevertheless. */
function placesOf(
  page: Document,
  node: Node,
  element: Element,
  span?: { begin: number; end: number },
): Box[] {
  const rects = textRects(page, node, span).filter((rect) => !isEmpty(rect));
  return rects.length > 0 || !isShown(element) ? rects : [rectOf(element)];
}

/**
 * Reads everything that a page shows. Closed shadow trees, frames of the same origin, generated text and form controls are in it. Throws
 * `PageTooLarge`.
 */
export function readShownPage(page: Document): ShownPage {
  const shown: ShownPage = { roots: [], pieces: [], elements: [], unreadable: [], wordless: [], drawn: [] };
  const isOwnMarker = ownMarkersOf(shown.roots);
  const scrolled = pageScroll();
  let count = 0;
  let hasParts = false;

  const addGenerated = (
    generated: readonly Generated[],
    { element, frame }: ShownElement,
    isAside: boolean,
  ) => {
    for (const part of generated) {
      const boxes = () => (frame ? [rectOf(frame)] : generatedBoxes(element, part));
      if (part.text !== '') shown.pieces.push({ kind: 'made', text: part.text, isAside, boxes, element });
      if (part.pictures !== '') shown.drawn.push({ text: part.pictures, boxes, element });
    }
  };
  const addTexts = (texts: readonly string[], own: ShownElement) => {
    for (const text of texts) {
      if (text.trim() === '') continue;
      const boxes = () => [boxOf(own)];
      shown.pieces.push({
        kind: 'field',
        text: text.slice(0, LONGEST_FIELD),
        isAside: false,
        boxes,
        element: own.element,
      });
    }
  };
  const addDrawn = (own: ShownElement, { text, isUnreadable }: { text: string; isUnreadable: boolean }) => {
    if (isUnreadable) shown.unreadable.push(own.frame ?? own.element);
    if (text !== '') shown.drawn.push({ text, boxes: () => [boxOf(own)], element: own.element });
  };
  const addStyled = (own: ShownElement, style: CSSStyleDeclaration, properties: readonly Drawing[]) => {
    for (const property of properties) {
      const written = style[property];
      if (written?.includes('(')) addDrawn(own, picturesIn(written, own.element));
    }
  };
  /** Strings that a style puts where text is cut or broken. */
  const addStrings = (own: ShownElement, written: string | undefined) => {
    if (written?.includes('"')) addDrawn(own, { text: stringsIn(written), isUnreadable: false });
  };
  const enter = (root: Element | ShadowRoot, frame: Element | null) => {
    shown.roots.push({ root, frame });
    hasParts ||= queryAll(root, TELLING_PARTS).length > 0;
  };
  const walkElement = (
    element: Element,
    parent: ShownElement | null,
    frame: Element | null,
    isAside: boolean,
  ) => {
    const name = localNameOf(element);
    const isDrawing = isInDrawing(element);
    if (isDrawing && UNDRAWN.has(name)) return;
    count += 1;
    if (count > MOST_ELEMENTS) throw new PageTooLarge();
    const style = styleOf(element);
    if (style.display === 'none') return;
    // No style draws text at what stands in a drawing.
    const { before, after } = isDrawing ? NOTHING_MADE : generatedAt(element, style, isOwnMarker);
    const own: ShownElement = { element, parent, frame, generated: [...before, ...after] };
    shown.elements.push(own);
    if (UNREADABLE.has(name)) shown.unreadable.push(frame ?? element);
    if (!isDrawing || name === 'svg') addStyled(own, style, DRAWN_BY);
    if (hasParts) addStyled(own, style, isDrawing ? DRAWN_IN_DRAWINGS : DRAWN_FROM_PARTS);
    if (style.overflowX !== 'visible') addStrings(own, style.textOverflow);
    addTexts(fieldTexts(element, name), own);
    if (PICTURES.has(name)) addDrawn(own, pictureText(sourceOf(element, name)));
    if (name === 'use') walkUse(own);
    const { position } = style;
    const isPlaced = position === 'absolute' || position === 'fixed';
    if (isPlaced && (name === 'dialog' || attribute(element, 'popover') !== null)) addBackdrop(own);
    const below = FRAMES.has(name) || name === 'textarea' ? [] : nodesBelow(own, name);
    if (WORDLESS.has(name) || below.length === 0) shown.wordless.push(own);
    const isBeside = isAside || READINGS.has(name) || (isPlaced && isForHearing(element, style, scrolled));
    let isSeen: boolean | undefined;
    addGenerated(before, own, isBeside);
    for (const node of below) {
      if (isElement(node)) walkElement(node, own, frame, isBeside);
      else if (node.nodeType === TEXT_NODE) {
        const text = textOf(node) ?? '';
        if (text.trim() === '') continue;
        if (isSeen === undefined) {
          isSeen = !isBeside && isShown(element) && style.fontSize !== '0px';
          addStrings(own, style.hyphenateCharacter);
        }
        shown.pieces.push({
          kind: 'text',
          text,
          isAside: !isSeen,
          boxes: (span) => (frame ? [rectOf(frame)] : placesOf(page, node, element, span)),
          element,
        });
      }
    }
    if (FRAMES.has(name)) walkFrame(own);
    addGenerated(after, own, isBeside);
  };
  const nodesBelow = ({ element, frame }: ShownElement, name: string): Node[] => {
    const shadow = shadowRootOf(element);
    if (!shadow) return shownBelow(element, name);
    enter(shadow, frame);
    return childNodesOf(shadow);
  };
  const walkFrame = (own: ShownElement) => {
    const inside = frameDocumentOf(own.element);
    const root = inside && documentElementOf(inside);
    if (root) walkRoot(root, own, own.frame ?? own.element);
    else shown.unreadable.push(own.frame ?? own.element);
  };
  /** What lies between a part in the top layer and the page covers all of the window. */
  const addBackdrop = ({ element }: ShownElement) => {
    const drawn = picturesIn(styleOf(element, '::backdrop').backgroundImage, element);
    if (drawn.isUnreadable) shown.unreadable.push(documentElementOf(page) ?? element);
    if (drawn.text !== '') shown.drawn.push({ text: drawn.text, boxes: () => [EVERYWHERE], element });
  };
  /** What a drawing shows of another: one in another file can be read by nobody. */
  const walkUse = (own: ShownElement) => {
    const address = attribute(own.element, 'href') ?? attribute(own.element, 'xlink:href') ?? '';
    if (address.startsWith('#')) addTexts([referredText(own.element, address.slice(1))], own);
    else shown.unreadable.push(own.frame ?? own.element);
  };
  const walkRoot = (root: Element, parent: ShownElement | null, frame: Element | null) => {
    enter(root, frame);
    walkElement(root, parent, frame, false);
  };
  const root = documentElementOf(page);
  if (root) walkRoot(root, null, null);
  return shown;
}
