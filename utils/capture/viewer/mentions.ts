import type { Box } from './boxes.ts';
import { characterAt, squeezed } from './fold.ts';
import type { Piece } from './shown-page.ts';

/** A name this short is looked for as a word of its own: "Tom" is in "custom". */
const SHORT = 5;
/** A part of a name of so many letters may name the viewer alone. */
const SHORTEST_PART = 4;
const WORD = /[\p{L}\p{N}]/u;
const LATIN = /^[\p{Script=Latin}\p{N}\s._-]+$/u;

/** What is looked for, squeezed, and whether only as a word of its own. */
export interface Wanted {
  key: string;
  isWord: boolean;
}

function unlike(wanted: readonly Wanted[]): Wanted[] {
  return [...new Map(wanted.filter(({ key }) => key !== '').map((one) => [one.key, one])).values()];
}

/** What a page says in the listing's own words. */
export function wantedTexts(texts: readonly string[]): Wanted[] {
  return unlike(
    texts.map((text) => ({ key: squeezed(text), isWord: text.length <= SHORT && LATIN.test(text) })),
  );
}

/**
 * What names the viewer: each name, the same as a page writes it that turns its letters around by its style, and each word of a name but
 * those that the listing says of itself.
 */
export function wantedNames(names: readonly string[], ofListing: readonly string[]): Wanted[] {
  const own = new Set(ofListing.flatMap(wordsOf).map(squeezed));
  const parts = names
    .flatMap((name) => (/\s/u.test(name.trim()) ? wordsOf(name) : []))
    .map(squeezed)
    .filter((key) => key.length >= SHORTEST_PART && !/^\d+$/.test(key) && !own.has(key));
  const whole = wantedTexts(names);
  const turned = whole
    .filter(({ isWord }) => !isWord)
    .map(({ key, isWord }) => ({ key: [...key].reverse().join(''), isWord }));
  return unlike([...turned, ...parts.map((key) => ({ key, isWord: true })), ...whole]);
}

function wordsOf(text: string): string[] {
  return text.normalize('NFC').split(/[^\p{L}\p{M}\p{N}]+/u);
}

/** All shown text of a page as one, so that a name is found however many elements it is spread over. */
export interface TextStream {
  text: string;
  /** What came from where, in order. */
  pieces: readonly (Piece & { start: number })[];
}

/** The text of these pieces, squeezed. */
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

function isWordOfItsOwn(before: string | undefined, after: string | undefined): boolean {
  return !WORD.test(before ?? ' ') && !WORD.test(after ?? ' ');
}

/** A place where the page says a text: the pieces it is spread over, and where it stands in each. */
export interface Mention {
  elements: Element[];
  boxes: () => Box[];
}

function mentionAt({ pieces }: TextStream, from: number, to: number, isWord: boolean): Mention | null {
  const spans = pieces.slice(pieceAt(pieces, from), pieceAt(pieces, to - 1) + 1).map((piece) => {
    const { begin } = characterAt(piece.text, Math.max(0, from - piece.start));
    const { end } = characterAt(piece.text, to - piece.start - 1);
    return { piece, begin, end };
  });
  const [opening] = spans;
  const closing = spans.at(-1);
  if (!opening || !closing) return null;
  if (isWord && !isWordOfItsOwn(opening.piece.text[opening.begin - 1], closing.piece.text[closing.end])) {
    return null;
  }
  return {
    elements: spans.map(({ piece }) => piece.element),
    boxes: () => spans.flatMap(({ piece, begin, end }) => piece.boxes({ begin, end })),
  };
}

/** Where a page says what is wanted, whatever its case and spacing; at most so many places of each. */
export function mentionsOf(stream: TextStream, wanted: readonly Wanted[], most = Infinity): Mention[] {
  return wanted.flatMap(({ key, isWord }) => {
    const found: Mention[] = [];
    for (
      let at = stream.text.indexOf(key);
      at >= 0 && found.length < most;
      at = stream.text.indexOf(key, at + 1)
    ) {
      const mention = mentionAt(stream, at, at + key.length, isWord);
      if (mention) found.push(mention);
    }
    return found;
  });
}

/** Tells of a text whether it says anything of what is wanted. */
export function saysAny(wanted: readonly Wanted[]): (text: string) => boolean {
  const shortest = Math.min(...wanted.map(({ key }) => key.length));
  return (text) => {
    if (text.length < shortest) return false;
    const said = squeezed(text);
    let words: Set<string> | undefined;
    return wanted.some(({ key, isWord }) => {
      if (!said.includes(key)) return false;
      if (!isWord || said === key) return true;
      words ??= new Set(wordsOf(text).map(squeezed));
      return words.has(key);
    });
  };
}
