import { attribute, parentOf, rectOf, styleOf } from '../../page/natives.ts';
import type { Box } from './boxes.ts';

/** Markers that a style names and that hold no words of a page's own. */
const PLAIN_MARKERS =
  /^(?:none|disc|circle|square|disclosure-(?:open|closed)|decimal(?:-leading-zero)?|(?:lower|upper)-(?:roman|alpha|latin|greek)|cjk-[a-z-]+|simp-chinese-[a-z-]+|trad-chinese-[a-z-]+)$/;
const TOKEN =
  /"((?:[^"\\]|\\.)*)"|attr\(\s*([-\w]+)[^)]*\)|url\("?([^")]*)"?\)|counters?\(([^)]*)\)|((?:no-)?(?:open|close)-quote)/gu;
/** How much of a picture written into a style is looked at, in characters. */
const LONGEST = 4_000;

type GeneratedPart = '::before' | '::after' | '::marker';

/** What a style draws beside what the page says. */
export interface Generated {
  part: GeneratedPart;
  /** As far as it can be told: in Firefox names of attributes are looked up here. */
  text: string;
  /** False where some of it is made by rules that nobody can read: it may say anything. */
  isKnown: boolean;
}

function unescaped(written: string): string {
  return written.replace(/\\(?:([0-9a-f]{1,6})\s?|(.))/giu, (_, code: string | undefined, plain = '') =>
    code ? String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)) : plain,
  );
}

/** The text of a picture that an address holds itself; empty for every other address. */
export function textOfDataUrl(address: string): string {
  if (!/^data:(?:image\/svg|text\/)/i.test(address)) return '';
  const comma = address.indexOf(',');
  const body = address.slice(comma + 1, comma + 1 + LONGEST);
  try {
    if (!/;\s*base64$/i.test(address.slice(0, comma))) return decodeURIComponent(body);
    const whole = body.slice(0, body.length - (body.length % 4));
    return new TextDecoder().decode(Uint8Array.from(atob(whole), (letter) => letter.charCodeAt(0)));
  } catch {
    return body;
  }
}

function isPlainCounter(written: string): boolean {
  const style = written
    .split(',')
    .at(-1)
    ?.trim()
    .replace(/^["'].*["']$/, '');
  return written.split(',').length < 2 || PLAIN_MARKERS.test(style ?? '');
}

function readContent(element: Element, part: GeneratedPart, style: CSSStyleDeclaration): Generated | null {
  const { content } = style;
  if (content === '' || content === 'none' || content === 'normal' || content === '""') return null;
  let isKnown = true;
  const text = [...content.matchAll(TOKEN)].map(([, plain, name, address, counter, quote]) => {
    if (plain !== undefined) return unescaped(plain);
    if (name !== undefined) return attribute(element, name) ?? '';
    if (address !== undefined) return textOfDataUrl(address);
    if (quote !== undefined) return unescaped(style.quotes);
    if (counter !== undefined && !isPlainCounter(counter)) isKnown = false;
    return '';
  });
  return { part, text: text.join(''), isKnown };
}

function readMarker(element: Element, style: CSSStyleDeclaration): Generated | null {
  if (!style.display.includes('list-item')) return null;
  const drawn = readContent(element, '::marker', styleOf(element, '::marker'));
  if (drawn) return drawn;
  const kind = style.listStyleType;
  if (/^["']/.test(kind)) return { part: '::marker', text: unescaped(kind.slice(1, -1)), isKnown: true };
  return kind === '' || PLAIN_MARKERS.test(kind) ? null : { part: '::marker', text: '', isKnown: false };
}

/** All that styles draw at an element of this style, in the order in which it is read. */
export function generatedAt(
  element: Element,
  style: CSSStyleDeclaration,
): { before: Generated[]; after: Generated[] } {
  const marker = readMarker(element, style);
  const before = readContent(element, '::before', styleOf(element, '::before'));
  const after = readContent(element, '::after', styleOf(element, '::after'));
  return { before: [marker, before].filter((part) => part !== null), after: after ? [after] : [] };
}

function length(written: string): number {
  const value = Number.parseFloat(written);
  return Number.isFinite(value) ? value : 0;
}

/** The box that an absolutely placed part is placed in. */
function placeOf(element: Element, isFixed: boolean): Box {
  for (let above: Element | null = isFixed ? null : element; above; above = parentOf(above)) {
    const { position, transform } = styleOf(above);
    if (position !== 'static' || transform !== 'none') return rectOf(above);
  }
  const { innerWidth, innerHeight } = window;
  const [left, top] = isFixed ? [0, 0] : [-window.scrollX, -window.scrollY];
  return { left, top, right: left + innerWidth, bottom: top + innerHeight };
}

/**
 * Where a part that a style draws can stand: no browser gives its box. The element's own box, as far as the part's text, margins and
 * shifts can reach beyond it, and where it is placed by itself the place that can be worked out. More rather than less.
 */
export function generatedBoxes(element: Element, { part, text }: Generated): Box[] {
  const style = styleOf(element, part);
  const { left, top, right, bottom } = rectOf(element);
  const size = length(styleOf(element).fontSize) || 16;
  const own = Math.max(size, length(style.fontSize));
  const shift = style.transform.match(/-?[\d.]+(?:e-?\d+)?/g)?.slice(-2) ?? [];
  const { marginLeft, marginTop, marginRight, marginBottom } = style;
  const across = [marginLeft, marginRight, shift[0] ?? ''];
  const down = [marginTop, marginBottom, shift[1] ?? ''];
  if (style.position === 'relative') {
    across.push(style.left, style.right);
    down.push(style.top, style.bottom);
  }
  const reach = (lengths: readonly string[]) => lengths.reduce((sum, one) => sum + Math.abs(length(one)), 0);
  const isLoose = styleOf(element).overflowX === 'visible';
  const wide = reach(across) + (isLoose ? own * text.length : 0);
  const tall = reach(down) + (isLoose ? own * 1.5 : 0);
  const boxes = [{ left: left - wide, top: top - tall, right: right + wide, bottom: bottom + tall }];
  if (style.position === 'absolute' || style.position === 'fixed') {
    const place = placeOf(element, style.position === 'fixed');
    const x = place.left + length(style.left) - reach(across);
    const y = place.top + length(style.top) - reach(down);
    const width = length(style.width) + length(style.paddingLeft) + length(style.paddingRight);
    const height = length(style.height) + length(style.paddingTop) + length(style.paddingBottom);
    boxes.push({
      left: x,
      top: y,
      right: x + width + 2 * reach(across) + own,
      bottom: y + height + 2 * reach(down) + own,
    });
  }
  return boxes;
}
