/** A stretch of text; `code` where it stands for characters that are not drawn, as `[U+202E]`. */
export interface Piece {
  text: string;
  code: boolean;
}

/** Controls, formats, lone surrogates, private and unassigned: what shows nothing, or turns around what stands beside it. */
const UNSEEN = /^[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]$/u;
/** Whatever ends a line. */
export const LINE_BREAKS = /\r\n|[\n\r\v\f\u2028\u2029]/g;
const MARK = /^\p{M}$/u;
const OTHER_SPACE = /^\p{Zs}$/u;
/** More marks than this on one letter reach over the lines beside it. */
const MOST_MARKS = 2;

/**
 * Text of a stranger, ready to be drawn: what would be invisible, would reorder its surroundings or has no glyph is given by its
 * number instead, so that a reader sees that it is there. Line breaks stay as `\n`.
 * @param drawn whether a glyph is there for a code point
 */
export function visiblePieces(text: string, drawn: (codePoint: number) => boolean): Piece[] {
  const pieces: Piece[] = [];
  let plain = '';
  let codes: string[] = [];
  let marks = 0;
  const flushPlain = () => {
    if (plain !== '') pieces.push({ text: plain, code: false });
    plain = '';
  };
  const flushCodes = () => {
    if (codes.length > 0) pieces.push({ text: `[${codes.join(' ')}]`, code: true });
    codes = [];
  };
  for (const character of text.replaceAll(LINE_BREAKS, '\n')) {
    marks = MARK.test(character) ? marks + 1 : 0;
    const shown = shownAs(character, drawn, marks);
    if (shown === null) {
      flushPlain();
      codes.push(`U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
    } else {
      flushCodes();
      plain += shown;
    }
  }
  flushPlain();
  flushCodes();
  return pieces;
}

function shownAs(character: string, drawn: (codePoint: number) => boolean, marks: number): string | null {
  if (character === '\n') return character;
  if (character === '\t') return ' ';
  if (UNSEEN.test(character) || marks > MOST_MARKS) return null;
  if (character !== '\u3000' && OTHER_SPACE.test(character)) return character === '\u00a0' ? '\u00a0' : ' ';
  return drawn(character.codePointAt(0) ?? 0) ? character : null;
}
