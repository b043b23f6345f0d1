import {
  append,
  childNodesOf,
  frameDocumentOf,
  localNameOf,
  prepend,
  queryAll,
  rectOf,
  remove,
  removeAttribute,
  replaceChildren,
  replaceWith,
  setAttribute,
  shadowRootOf,
} from '../../page/natives.ts';
import { deactivate, withoutEndTag } from './deactivate.ts';
import { clearMirrors } from './mirrors.ts';
import type { Styles } from './styles.ts';

/** A copy under way. */
export interface Copying {
  styles: Styles;
  /** The one element of the page that is this extension's: not copied. */
  ours: Element | undefined;
  /** True when a frame that could be seen is not in the copy: it cannot be read from its page. */
  framesLeftOut: boolean;
  /** A frame's document as HTML of its own: empty where it shows nothing, null where frames are too deep. */
  frame: (document: Document) => string | null;
}

const FRAMES = new Set(['iframe', 'frame', 'object', 'embed']);

/** Frames smaller than this, in CSS pixels a side, show nothing: pages measure their visitors by them. */
const SMALLEST_FRAME = 3;

function isSeen(frame: Element): boolean {
  const { width, height } = rectOf(frame);
  return width >= SMALLEST_FRAME && height >= SMALLEST_FRAME;
}

function styleElement(inert: Document, { css, media }: { css: string; media: string }): Element {
  const style = inert.createElement('style');
  style.textContent = withoutEndTag(css);
  if (media !== '') style.media = media;
  return style;
}

/** Puts what scripts adopted for a document or a shadow root at the end of its copy, where it holds as it did. */
export function appendAdopted(root: Document | ShadowRoot, copy: Element, copying: Copying): void {
  for (const sheet of copying.styles.adopted(root)) append(copy, styleElement(copy.ownerDocument, sheet));
}

/** A shadow tree as the template that HTML writes it as: whoever opens the copy sees it where it was. */
function templateOf(shadow: ShadowRoot, inert: Document, copying: Copying): Element {
  const holder = inert.createElement('div');
  for (const node of childNodesOf(shadow)) holder.append(inert.importNode(node, true));
  copyTree(shadow, holder, copying);
  appendAdopted(shadow, holder, copying);
  const template = inert.createElement('template');
  template.setAttribute('shadowrootmode', 'open');
  template.content.append(...holder.childNodes);
  return template;
}

/**
 * Makes `copy`, a deep copy of `root` in an inert document, hold what is no markup of the page: shadow trees, readable frames, rules as
 * they are now. Then takes out what is active, what was typed, and this extension's own element.
 */
export function copyTree(root: Element | ShadowRoot, copy: Element, copying: Copying): void {
  const inert = copy.ownerDocument;
  const copies = queryAll(copy, '*');
  const frames = new Map<Element, string>();
  const shadows: [Element, Element][] = [];
  const files: [Element, Element][] = [];
  let copyOfOurs: Element | undefined;
  queryAll(root, '*').forEach((element, index) => {
    const twin = copies[index];
    if (!twin) return;
    if (element === copying.ours) {
      copyOfOurs = twin;
      return;
    }
    const name = localNameOf(element);
    if (name === 'input' || name === 'textarea') clearMirrors(element, twin);
    if (name === 'style') copying.styles.keep(element, twin);
    const linked = name === 'link' ? copying.styles.linked(element) : null;
    if (linked) files.push([twin, styleElement(inert, linked)]);
    if (FRAMES.has(name)) {
      const document = frameDocumentOf(element);
      const html = document ? copying.frame(document) : null;
      if (html) frames.set(twin, html);
      else if (html === null) copying.framesLeftOut ||= isSeen(element);
      return;
    }
    const shadow = shadowRootOf(element);
    if (shadow) shadows.push([twin, templateOf(shadow, inert, copying)]);
  });
  if (copyOfOurs) remove(copyOfOurs);
  deactivate(copy, new Set(frames.keys()));
  for (const [link, style] of files) replaceWith(link, style);
  for (const [host, template] of shadows) prepend(host, template);
  for (const [frame, html] of frames) {
    replaceChildren(frame);
    for (const name of ['src', 'name', 'allow']) removeAttribute(frame, name);
    setAttribute(frame, 'sandbox', '');
    setAttribute(frame, 'srcdoc', html);
  }
}
