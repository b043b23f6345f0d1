import {
  attribute,
  attributeNames,
  commentsBelow,
  queryAll,
  remove,
  removeAttribute,
  replaceChildren,
  setText,
  textOf,
} from '../../page/natives.ts';

const ACTIVE_ELEMENTS =
  'script, noscript, noembed, noframes, template, iframe, frame, object, embed, applet, portal, base, meta[http-equiv], meta[charset]';

/** Where people type beside fields: editors of every make, also those that only say what they are. */
const WRITABLE =
  '[contenteditable]:not([contenteditable="false" i]), [role="textbox" i], [role="searchbox" i]';

/** Fields whose value is the page's own label and not what somebody typed. */
const LABELLED = /^(submit|button|reset|image)$/i;

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

function removeActiveAttributes(element: Element): void {
  for (const name of attributeNames(element)) {
    const lower = name.toLowerCase();
    const active =
      lower.startsWith('on') ||
      lower === 'srcdoc' ||
      (URL_ATTRIBUTES.has(lower) && isActiveUrl(attribute(element, name) ?? ''));
    if (active) removeAttribute(element, name);
  }
}

/** Style text that may be written as markup: the same to a style sheet, and no end tag. */
export function withoutEndTag(css: string): string {
  return /<\/style/i.test(css) ? css.replaceAll('</', '<\\/') : css;
}

/** What ends a comment early, or never lets it begin, when it is written as it is. */
const BREAKS_OUT = /^-?>|--!?>/;

/**
 * Text that scripts put where HTML writes it as it is would become markup in the copy: a style's end tag, a comment's end.
 */
function closeGaps(tree: Element): void {
  for (const style of queryAll(tree, 'style')) {
    const text = textOf(style) ?? '';
    const closed = withoutEndTag(text);
    if (closed !== text) setText(style, closed);
  }
  for (const raw of queryAll(tree, 'xmp, plaintext')) {
    const text = textOf(raw) ?? '';
    if (text.includes('</')) setText(raw, text.replaceAll('</', '< /'));
  }
  for (const comment of commentsBelow(tree)) {
    if (BREAKS_OUT.test(textOf(comment) ?? '')) setText(comment, '');
  }
}

/**
 * Takes everything active out of a copied tree, and what the viewer typed. `frames` are the copies of frames that are to stay, empty:
 * what they show is put into them afterwards.
 */
export function deactivate(tree: Element, frames: ReadonlySet<Element>): void {
  for (const element of queryAll(tree, ACTIVE_ELEMENTS)) if (!frames.has(element)) remove(element);
  for (const field of queryAll(tree, 'input')) {
    if (!LABELLED.test(attribute(field, 'type') ?? '')) removeAttribute(field, 'value');
  }
  for (const field of queryAll(tree, `textarea, ${WRITABLE}`)) replaceChildren(field);
  removeActiveAttributes(tree);
  for (const element of queryAll(tree, '*')) removeActiveAttributes(element);
  closeGaps(tree);
}
