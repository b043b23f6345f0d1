import {
  assignedNodesOf,
  attribute,
  childNodesOf,
  documentElementOf,
  elementById,
  fieldValueOf,
  frameDocumentOf,
  isElement,
  localNameOf,
  rectOf,
  shadowRootOf,
  styleOf,
  textOf,
  textRects,
} from '../../page/natives.ts';
import type { Box } from './boxes.ts';
import { type Generated, generatedAt, generatedBoxes, textOfDataUrl } from './generated-text.ts';

const UNSHOWN = new Set(['script', 'style', 'noscript', 'template', 'title', 'head', 'datalist']);
/** What is drawn there can be read by nobody. */
const UNREADABLE = new Set(['canvas', 'video', 'object', 'embed', 'applet', 'audio']);
const FRAMES = new Set(['iframe', 'frame']);
const LONGEST_FIELD = 2_000;
const TEXT_NODE = 3;

/** A piece of text that the page shows, and where. */
export interface Piece {
  /** `text` of the page itself, `made` by a style, or what a `field` or a drawing shows. */
  kind: 'text' | 'made' | 'field';
  text: string;
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
}

/** Thrown where a page holds more than is read of one. */
class PageTooLarge extends Error {}

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
        ...childNodesOf(element).flatMap((child) =>
          isElement(child) ? (attribute(child, 'label') ?? '') : [],
        ),
      ];
    default:
      return [];
  }
}

/** What the pictures say that a style holds itself. */
function textOfPictures(written: string): string {
  return [...written.matchAll(/url\("((?:[^"\\]|\\.)*)"\)/g)]
    .map(([, address = '']) => textOfDataUrl(address.replaceAll('\\', '')))
    .join(' ');
}

/** What stands below an element without a shadow tree on the screen: at a slot, what is put there. */
function shownBelow(element: Element, name: string): Node[] {
  const assigned = name === 'slot' ? assignedNodesOf(element) : [];
  return assigned.length > 0 ? assigned : childNodesOf(element);
}

/**
 * Reads everything that a page shows. Closed shadow trees, frames of the same origin, generated text and form controls are in it. Throws
 * `PageTooLarge`.
 */
export function readShownPage(page: Document): ShownPage {
  const shown: ShownPage = { roots: [], pieces: [], elements: [], unreadable: [] };
  let count = 0;

  const addGenerated = (generated: readonly Generated[], { element, frame }: ShownElement) => {
    for (const part of generated) {
      const boxes = () => (frame ? [rectOf(frame)] : generatedBoxes(element, part));
      shown.pieces.push({ kind: 'made', text: part.text, boxes, element });
    }
  };
  const addTexts = (texts: readonly string[], own: ShownElement) => {
    for (const text of texts) {
      if (text.trim() === '') continue;
      const boxes = () => [boxOf(own)];
      shown.pieces.push({ kind: 'field', text: text.slice(0, LONGEST_FIELD), boxes, element: own.element });
    }
  };
  const walkElement = (element: Element, parent: ShownElement | null, frame: Element | null) => {
    const name = localNameOf(element);
    if (UNSHOWN.has(name)) return;
    count += 1;
    if (count > MOST_ELEMENTS) throw new PageTooLarge();
    const style = styleOf(element);
    if (style.display === 'none') return;
    const { before, after } = generatedAt(element, style);
    const own: ShownElement = { element, parent, frame, generated: [...before, ...after] };
    shown.elements.push(own);
    if (UNREADABLE.has(name)) shown.unreadable.push(frame ?? element);
    const drawn = style.backgroundImage.includes('data:') ? textOfPictures(style.backgroundImage) : '';
    addTexts([...fieldTexts(element, name), drawn], own);
    addGenerated(before, own);
    if (name === 'use') walkUse(own);
    if (FRAMES.has(name)) walkFrame(own);
    else if (name !== 'select' && name !== 'textarea') {
      const shadow = shadowRootOf(element);
      if (shadow) shown.roots.push({ root: shadow, frame });
      for (const node of shadow ? childNodesOf(shadow) : shownBelow(element, name)) walkNode(node, own);
    }
    addGenerated(after, own);
  };
  const walkNode = (node: Node, parent: ShownElement) => {
    if (isElement(node)) {
      walkElement(node, parent, parent.frame);
      return;
    }
    if (node.nodeType !== TEXT_NODE) return;
    const text = textOf(node) ?? '';
    if (text.trim() === '') return;
    const { element, frame } = parent;
    shown.pieces.push({
      kind: 'text',
      text,
      boxes: (span) => (frame ? [rectOf(frame)] : textRects(page, node, span)),
      element,
    });
  };
  const walkFrame = (own: ShownElement) => {
    const inside = frameDocumentOf(own.element);
    const root = inside && documentElementOf(inside);
    if (root) walkRoot(root, own, own.frame ?? own.element);
    else shown.unreadable.push(own.frame ?? own.element);
  };
  /** What a drawing shows of another: one in another file can be read by nobody. */
  const walkUse = (own: ShownElement) => {
    const address = attribute(own.element, 'href') ?? attribute(own.element, 'xlink:href') ?? '';
    if (!address.startsWith('#')) {
      shown.unreadable.push(own.frame ?? own.element);
      return;
    }
    const drawn = elementById(own.element, address.slice(1));
    addTexts([(drawn && textOf(drawn)) ?? ''], own);
  };
  const walkRoot = (root: Element, parent: ShownElement | null, frame: Element | null) => {
    shown.roots.push({ root, frame });
    walkElement(root, parent, frame);
  };
  const root = documentElementOf(page);
  if (root) walkRoot(root, null, null);
  return shown;
}
