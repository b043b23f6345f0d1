import { parentOf, textRects, textsBelow } from '../../page/natives.ts';

/** A name this short is looked for as a word of its own: "Tom" is in "custom". */
const SHORT = 5;
const UNSHOWN = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'TITLE', 'HEAD']);
const SPACE = /[\s\u00ad\u200b-\u200d\u2060\ufeff]/u;
const SPACES = new RegExp(SPACE.source, 'gu');
const WORD = /[\p{L}\p{N}]/u;
const LATIN = /^[\p{Script=Latin}\p{N}\s._-]+$/u;

interface Wanted {
  key: string;
  isShort: boolean;
}

function wantedOf(names: readonly string[]): Wanted[] {
  return names
    .map((name) => ({ key: squeezed(name), isShort: name.length <= SHORT && LATIN.test(name) }))
    .filter(({ key }) => key !== '');
}

interface Piece {
  node: Node;
  text: string;
  /** Where it begins in the stream. */
  start: number;
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** A text without case and white space: what a page may change without changing what is read. */
function squeezed(text: string): string {
  return folded(text).replace(SPACES, '');
}

/** All shown text of a page as one, with what came from where: a name may be spread over several elements. */
function streamOf(page: Document, root: Node): { stream: string; pieces: Piece[] } {
  const pieces: Piece[] = [];
  const parts: string[] = [];
  let start = 0;
  for (const { node, text } of textsBelow(page, root)) {
    if (UNSHOWN.has(parentOf(node)?.tagName ?? '')) continue;
    const part = squeezed(text);
    if (part === '') continue;
    pieces.push({ node, text, start });
    parts.push(part);
    start += part.length;
  }
  return { stream: parts.join(''), pieces };
}

/** Index of the piece that holds an index of the stream. */
function pieceAt(pieces: readonly Piece[], at: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((pieces[middle]?.start ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the `count`-th character that is kept stands in a text; null where folding moved the characters. */
function offsetOf(text: string, count: number): number | null {
  if (folded(text).length !== text.length) return null;
  let kept = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (SPACE.test(text[at] ?? '')) continue;
    if (kept === count) return at;
    kept += 1;
  }
  return text.length;
}

function isWordOfItsOwn(before: string | undefined, after: string | undefined): boolean {
  return !WORD.test(before ?? ' ') && !WORD.test(after ?? ' ');
}

function rectsOf(
  page: Document,
  pieces: readonly Piece[],
  from: number,
  to: number,
  isShort: boolean,
): DOMRect[] {
  const first = pieceAt(pieces, from);
  const last = pieceAt(pieces, to - 1);
  const spans = pieces.slice(first, last + 1).map(({ node, text, start }) => {
    const begin = offsetOf(text, Math.max(0, from - start));
    const end = offsetOf(text, to - start - 1);
    return { node, text, begin, end: end === null ? null : Math.min(text.length, end + 1) };
  });
  const [opening] = spans;
  const closing = spans.at(-1);
  if (isShort && opening?.begin != null && closing?.end != null) {
    if (!isWordOfItsOwn(opening.text[opening.begin - 1], closing.text[closing.end])) return [];
  }
  return spans.flatMap(({ node, begin, end }) =>
    textRects(page, node, begin === null || end === null ? undefined : { begin, end }),
  );
}

/**
 * Where the text below `root` says one of these names, whatever its case and spacing and however many elements it is spread over;
 * line by line, in the viewport's CSS pixels.
 */
export function mentionsOf(page: Document, root: Node, names: readonly string[]): DOMRect[] {
  const wanted = wantedOf(names);
  if (wanted.length === 0) return [];
  const { stream, pieces } = streamOf(page, root);
  const found: DOMRect[] = [];
  for (const { key, isShort } of wanted) {
    for (let at = stream.indexOf(key); at >= 0; at = stream.indexOf(key, at + key.length)) {
      found.push(...rectsOf(page, pieces, at, at + key.length, isShort));
    }
  }
  return found;
}

/** Tells of a text whether it says one of these names; a short one as a word of its own. */
export function saysName(names: readonly string[]): (text: string) => boolean {
  const wanted = wantedOf(names);
  return (text) => {
    const said = squeezed(text);
    return wanted.some(({ key, isShort }) => {
      if (!isShort) return said.includes(key);
      const words = folded(text).split(/[^\p{L}\p{N}]+/u);
      return words.includes(key) || said === key;
    });
  };
}
