import { attribute, parentOf, rectOf, type StylePart, styleOf } from '../../page/natives.ts';
import type { Box } from './boxes.ts';
import { picturesIn } from './pictures.ts';

/** Markers that no page can give another meaning. */
const PLAIN_MARKERS = /^(?:none|disc|circle|square|disclosure-(?:open|closed)|decimal)$/;
/** Markers of the browser's own: numbers, letters and signs, unless the page gives the name another meaning. */
const NAMED_MARKERS =
  /^(?:decimal-leading-zero|(?:lower|upper)-(?:roman|alpha|latin|greek|armenian)|georgian|hebrew|hiragana(?:-iroha)?|katakana(?:-iroha)?|cjk-[a-z-]+|simp-chinese-[a-z-]+|trad-chinese-[a-z-]+|japanese-[a-z]+|korean-[a-z-]+|ethiopic-numeric|arabic-indic|bengali|cambodian|devanagari|gujarati|gurmukhi|kannada|khmer|lao|malayalam|mongolian|myanmar|oriya|persian|tamil|telugu|thai|tibetan)$/;
const TOKEN =
  /"((?:[^"\\]|\\.)*)"|attr\(\s*([-\w]+)[^)]*\)|(url\("(?:[^"\\]|\\.)*"\)|url\([^")]*\)|(?:-moz-)?element\([^)]*\))|counters?\(((?:"(?:[^"\\]|\\.)*"|[^)"])*)\)|((?:no-)?(?:open|close)-quote)/gu;
const STRING = /"((?:[^"\\]|\\.)*)"/gu;

/** How far a part reaches whose width is not known, in its letters. */
const UNKNOWN_WIDTH = 30;

/** What a style draws beside what the page says. */
export interface Generated {
  part: StylePart;
  /** As far as it can be told: in Firefox names of attributes are looked up here. */
  text: string;
  /** What its pictures say, and their addresses. */
  pictures: string;
  /** False where some of it is made by rules or is a picture that nobody can read: it may say anything. */
  isKnown: boolean;
}

/** Tells whether the page itself says what a named marker is. */
export type OwnMarkers = (name: string) => boolean;

function unescaped(written: string): string {
  return written.replace(/\\(?:([0-9a-f]{1,6})\s?|(.))/giu, (_, code: string | undefined, plain = '') =>
    code ? String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)) : plain,
  );
}

/** The strings that are written in a value. */
export function stringsIn(written: string): string {
  return [...written.matchAll(STRING)].map(([, text = '']) => unescaped(text)).join('');
}

function isPlainMarker(name: string, isOwn: OwnMarkers): boolean {
  return PLAIN_MARKERS.test(name) || (NAMED_MARKERS.test(name) && !isOwn(name));
}

/** `written` is what stands in `counter(…)`: a name, perhaps a string between numbers, perhaps a marker. */
function isPlainCounter(written: string, isOwn: OwnMarkers): boolean {
  const parts = written.replace(STRING, '').split(',').slice(1);
  return parts.every((part) => part.trim() === '' || isPlainMarker(part.trim(), isOwn));
}

/** What a part draws by its `content`, its ground and as an entry of a list; null where that is nothing that says anything. */
function readPart(element: Element, part: StylePart, isOwn: OwnMarkers): Generated | null {
  const style = styleOf(element, part);
  const { content } = style;
  if (content === '' || content === 'none' || content === 'normal') return null;
  let isKnown = true;
  let pictures = '';
  const draw = (written: string) => {
    const { text, isUnreadable } = picturesIn(written, element);
    if (isUnreadable) isKnown = false;
    pictures += text;
  };
  const said = [...content.matchAll(TOKEN)].map(([, plain, name, picture, counter, quote]) => {
    if (plain !== undefined) return unescaped(plain);
    if (name !== undefined) return attribute(element, name) ?? '';
    if (picture !== undefined) draw(picture);
    if (counter !== undefined) {
      if (!isPlainCounter(counter, isOwn)) isKnown = false;
      return stringsIn(counter);
    }
    return quote === undefined ? '' : stringsIn(style.quotes);
  });
  if (part !== '::marker') {
    draw(style.backgroundImage);
    draw(style.borderImageSource);
    if (style.display.includes('list-item')) {
      draw(style.listStyleImage);
      said.push(stringsIn(style.listStyleType));
      if (!/^["']/.test(style.listStyleType) && !isPlainMarker(style.listStyleType, isOwn)) isKnown = false;
    }
  }
  const text = said.join('');
  return text === '' && pictures === '' && isKnown ? null : { part, text, pictures, isKnown };
}

function readMarker(element: Element, style: CSSStyleDeclaration, isOwn: OwnMarkers): Generated | null {
  if (!style.display.includes('list-item')) return null;
  const drawn = readPart(element, '::marker', isOwn);
  if (drawn) return drawn;
  const kind = style.listStyleType;
  const { text: pictures, isUnreadable } = picturesIn(style.listStyleImage, element);
  const text = stringsIn(kind);
  const isKnown = !isUnreadable && (kind === '' || /^["']/.test(kind) || isPlainMarker(kind, isOwn));
  return text === '' && pictures === '' && isKnown ? null : { part: '::marker', text, pictures, isKnown };
}

/** All that styles draw at an element of this style, in the order in which it is read. */
export function generatedAt(
  element: Element,
  style: CSSStyleDeclaration,
  isOwn: OwnMarkers,
): { before: Generated[]; after: Generated[] } {
  const marker = readMarker(element, style, isOwn);
  const before = readPart(element, '::before', isOwn);
  const after = readPart(element, '::after', isOwn);
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
export function generatedBoxes(element: Element, { part, text, pictures, isKnown }: Generated): Box[] {
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
  const isLoose = part === '::marker' || styleOf(element).overflowX === 'visible';
  // Markers stand beside their element; of a picture, and of what nobody can read, the width is not known.
  const letters = isKnown && pictures === '' ? text.length : Math.max(text.length, UNKNOWN_WIDTH);
  const wide = reach(across) + (isLoose ? own * letters : 0);
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
