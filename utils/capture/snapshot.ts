import {
  attribute,
  attributeNames,
  baseUriOf,
  childrenOf,
  documentElementOf,
  inertCopy,
  outerHtmlOf,
  prepend,
  queryAll,
  remove,
  removeAttribute,
  replaceChildren,
  setAttribute,
} from '../page/natives.ts';
import { SNAPSHOT_LIMIT } from './platform.ts';

const ACTIVE_ELEMENTS =
  'script, noscript, template, iframe, frame, object, embed, applet, portal, base, meta[http-equiv], meta[charset]';
const URL_ATTRIBUTES = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'xlink:href',
  'data',
  'background',
  'poster',
]);
const ACTIVE_SCHEMES = ['javascript:', 'vbscript:', 'data:text/html', 'data:image/svg'];

/** Addresses that do something when followed. Browsers skip white space and control characters in a scheme, so this does too. */
function isActiveUrl(value: string): boolean {
  const start = Array.from(value.slice(0, 200))
    .filter((character) => character > ' ')
    .join('')
    .toLowerCase();
  return ACTIVE_SCHEMES.some((scheme) => start.startsWith(scheme));
}

function deactivate(element: Element): void {
  for (const name of attributeNames(element)) {
    const lower = name.toLowerCase();
    const active =
      lower.startsWith('on') ||
      lower === 'srcdoc' ||
      (URL_ATTRIBUTES.has(lower) && isActiveUrl(attribute(element, name) ?? ''));
    if (active) removeAttribute(element, name);
  }
}

function withAttributes(element: Element, attributes: Record<string, string>): Element {
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  return element;
}

/**
 * The page as HTML without anything active: scripts, frames, event handlers and what the viewer typed are left out, and a
 * policy in its head forbids scripts to whoever opens it. The page itself is not touched; `ours` is the one element that this
 * extension added. Cut at `SNAPSHOT_LIMIT` UTF-16 units.
 */
export function takeSnapshot(page: Document, ours?: Element): { html: string; truncated: boolean } {
  const root = documentElementOf(page);
  if (!root) return { html: '', truncated: false };
  const copy = inertCopy(page, root);
  const index = ours ? childrenOf(root).indexOf(ours) : -1;
  const copyOfOurs = index < 0 ? undefined : childrenOf(copy)[index];
  if (copyOfOurs) remove(copyOfOurs);
  for (const element of queryAll(copy, ACTIVE_ELEMENTS)) remove(element);
  for (const field of queryAll(copy, 'input')) removeAttribute(field, 'value');
  for (const field of queryAll(copy, 'textarea')) replaceChildren(field);
  deactivate(copy);
  for (const element of queryAll(copy, '*')) deactivate(element);

  const head = queryAll(copy, 'head')[0];
  if (head) {
    const inert = copy.ownerDocument;
    const policy = {
      'http-equiv': 'Content-Security-Policy',
      content:
        "default-src 'none'; img-src https: data:; style-src 'unsafe-inline' https:; font-src https: data:",
    };
    prepend(head, withAttributes(inert.createElement('base'), { href: baseUriOf(page) }));
    prepend(head, withAttributes(inert.createElement('meta'), policy));
    prepend(head, withAttributes(inert.createElement('meta'), { charset: 'utf-8' }));
  }
  const html = `<!doctype html>\n${outerHtmlOf(copy)}`;
  return { html: html.slice(0, SNAPSHOT_LIMIT), truncated: html.length > SNAPSHOT_LIMIT };
}
