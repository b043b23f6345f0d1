import type { Box } from './boxes.ts';
import type { Piece } from './shown-page.ts';

/** A name this short is looked for as a word of its own: "Tom" is in "custom". */
const SHORT = 5;
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

/** All shown text of a page as one, so that a name is found however many elements it is spread over. */
export interface TextStream {
  text: string;
  /** What came from where, in order. */
  pieces: readonly (Piece & { start: number })[];
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** A text without case and white space: what a page may change without changing what is read. */
export function squeezed(text: string): string {
  return folded(text).replace(SPACES, '');
}

/** The text of these pieces, without case and white space. */
export function streamOf(pieces: readonly Piece[]): TextStream {
  const parts: string[] = [];
  let start = 0;
  const placed = pieces.flatMap((piece) => {
    const part = squeezed(piece.text);
    if (part === '') return [];
    const begin = start;
    parts.push(part);
    start += part.length;
    return [{ ...piece, start: begin }];
  });
  return { text: parts.join(''), pieces: placed };
}

/** Index of the piece that holds an index of the stream. */
function pieceAt(pieces: TextStream['pieces'], at: number): number {
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

/** A place where the page says a text: the pieces it is spread over, and where it stands in each. */
export interface Mention {
  elements: Element[];
  boxes: () => Box[];
}

function mentionAt(
  { pieces }: TextStream,
  from: number,
  to: number,
  isWhole: (before: string | undefined, after: string | undefined) => boolean,
): Mention | null {
  const spans = pieces.slice(pieceAt(pieces, from), pieceAt(pieces, to - 1) + 1).map((piece) => {
    const begin = offsetOf(piece.text, Math.max(0, from - piece.start));
    const end = offsetOf(piece.text, to - piece.start - 1);
    return { piece, begin, end: end === null ? null : Math.min(piece.text.length, end + 1) };
  });
  const [opening] = spans;
  const closing = spans.at(-1);
  if (opening?.begin != null && closing?.end != null) {
    if (!isWhole(opening.piece.text[opening.begin - 1], closing.piece.text[closing.end])) return null;
  }
  return {
    elements: spans.map(({ piece }) => piece.element),
    boxes: () =>
      spans.flatMap(({ piece, begin, end }) =>
        piece.boxes(begin === null || end === null ? undefined : { begin, end }),
      ),
  };
}

/** Where a page says one of these texts, whatever its case and spacing; at most so many places of each. */
export function mentionsOf(stream: TextStream, texts: readonly string[], most = Infinity): Mention[] {
  return wantedOf(texts).flatMap(({ key, isShort }) => {
    const found: Mention[] = [];
    for (
      let at = stream.text.indexOf(key);
      at >= 0 && found.length < most;
      at = stream.text.indexOf(key, at + key.length)
    ) {
      const mention = mentionAt(stream, at, at + key.length, isShort ? isWordOfItsOwn : () => true);
      if (mention) found.push(mention);
    }
    return found;
  });
}

/** Tells of a text whether it says one of these names; a short one as a word of its own. */
export function saysName(names: readonly string[]): (text: string) => boolean {
  const wanted = wantedOf(names);
  const shortest = Math.min(...wanted.map(({ key }) => key.length));
  return (text) => {
    if (text.length < shortest) return false;
    const said = squeezed(text);
    return wanted.some(({ key, isShort }) => {
      if (!isShort) return said.includes(key);
      const words = folded(text).split(/[^\p{L}\p{N}]+/u);
      return words.includes(key) || said === key;
    });
  };
}
