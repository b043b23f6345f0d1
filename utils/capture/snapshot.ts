import {
  append,
  baseUriOf,
  childrenOf,
  documentElementOf,
  inertCopy,
  isWritableDocument,
  localNameOf,
  outerHtmlOf,
  prepend,
  queryAll,
  replaceChildren,
  setAttribute,
} from '../page/natives.ts';
import { appendAdopted, type Copying, copyTree } from './page-copy/copy-tree.ts';
import { newStyles } from './page-copy/styles.ts';
import { SNAPSHOT_LIMIT } from './platform.ts';

/** Frames in frames in frames; deeper ones are left out. */
const DEEPEST_FRAME = 3;

/** Forbids scripts, and anything but pictures, style and type, to whoever opens the copy; frames in it inherit it. */
const POLICY = {
  'http-equiv': 'Content-Security-Policy',
  content:
    "default-src 'none'; img-src https: data:; style-src 'unsafe-inline' https:; font-src https: data:",
};

/** The page as HTML, and what of it could not be kept. */
interface Snapshot {
  html: string;
  /** Cut at `SNAPSHOT_LIMIT`. */
  truncated: boolean;
  /** A frame that could be seen belongs to another site. */
  framesLeftOut: boolean;
  /** There was more style made by scripts than is kept. */
  stylesLeftOut: boolean;
}

function withAttributes(element: Element, attributes: Record<string, string>): Element {
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  return element;
}

/** A copy that is no HTML document, as of a picture that was opened by itself, in one that is. */
function asHtml(copy: Element): Element {
  if (localNameOf(copy) === 'html') return copy;
  const inert = copy.ownerDocument;
  const html = inert.createElement('html');
  const body = inert.createElement('body');
  html.append(body);
  append(body, copy);
  return html;
}

/** The head of a copy, as its first child: anywhere else, readers of HTML take what stands in it for a part of the body. */
function headOf(copy: Element): Element {
  const head =
    childrenOf(copy).find((child) => localNameOf(child) === 'head') ??
    copy.ownerDocument.createElement('head');
  prepend(copy, head);
  return head;
}

function htmlOf(page: Document, root: Element, copying: Copying): string {
  let copy: Element = inertCopy(page, root);
  copyTree(root, copy, copying);
  copy = asHtml(copy);
  const body = childrenOf(copy).find((child) => localNameOf(child) === 'body') ?? copy;
  // A page that is an editor as a whole holds what was typed.
  if (isWritableDocument(page)) replaceChildren(body);
  appendAdopted(page, body, copying);
  const head = headOf(copy);
  const inert = copy.ownerDocument;
  prepend(head, withAttributes(inert.createElement('base'), { href: baseUriOf(page) }));
  prepend(head, withAttributes(inert.createElement('meta'), POLICY));
  prepend(head, withAttributes(inert.createElement('meta'), { charset: 'utf-8' }));
  const html = outerHtmlOf(copy);
  // Readers look for the charset in the first 1,024 bytes; a page's own tag may be longer than that. The mark says it at once.
  const mark = html.indexOf('<meta charset') > 900 ? '\ufeff' : '';
  return `${mark}<!doctype html>\n${html}`;
}

/**
 * The page as HTML without anything active: shadow trees, frames of the page's own site, and rules as they are now are in it; scripts,
 * other frames, event handlers and what the viewer typed are left out, and a policy in its head forbids scripts to whoever opens it.
 * The page itself is not touched; `ours` is the one element that this extension added. Cut at `SNAPSHOT_LIMIT` UTF-16 units.
 */
export function takeSnapshot(page: Document, ours?: Element): Snapshot {
  const styles = newStyles();
  let depth = 0;
  const copying: Copying = {
    ...{ styles, ours, framesLeftOut: false },
    frame(document) {
      const root = documentElementOf(document);
      if (!root || queryAll(root, 'body *').length === 0) return '';
      if (depth === DEEPEST_FRAME) return null;
      depth += 1;
      try {
        return htmlOf(document, root, copying);
      } finally {
        depth -= 1;
      }
    },
  };
  const root = documentElementOf(page);
  const html = root ? htmlOf(page, root, copying) : '';
  return {
    html: html.slice(0, SNAPSHOT_LIMIT),
    truncated: html.length > SNAPSHOT_LIMIT,
    framesLeftOut: copying.framesLeftOut,
    stylesLeftOut: styles.leftOut,
  };
}
