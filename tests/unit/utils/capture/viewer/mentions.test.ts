import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterAt, squeezed } from '../../../../../utils/capture/viewer/fold.ts';
import {
  mentionsOf,
  saysAny,
  streamOf,
  wantedNames,
  wantedTexts,
} from '../../../../../utils/capture/viewer/mentions.ts';
import type { Piece } from '../../../../../utils/capture/viewer/shown-page.ts';

/** Pieces whose boxes tell which part of which text they are of. */
function pieces(...texts: string[]): Piece[] {
  return texts.map((text, index) => ({
    kind: 'text',
    text,
    isAside: false,
    element: index as unknown as Element,
    boxes: ({ begin, end } = { begin: 0, end: text.length }) => [
      { left: index, top: 0, right: begin, bottom: end },
    ],
  }));
}

/** The parts of these texts that say a name. */
function found(names: string[], ...texts: string[]): string[] {
  return mentionsOf(streamOf(pieces(...texts)), wantedNames(names, [])).flatMap(({ boxes }) =>
    boxes().map(({ left, right, bottom }) => (texts[left] ?? '').slice(right, bottom)),
  );
}

describe('a name', () => {
  it.each([
    ['Anneliese Vander', 'ANNELIESE VANDER'],
    ['Anneliese Vander', 'An\u00adne\u200blie\u2060se\u00a0Van\u034fder'],
    ['Anneliese Vander', 'Ａｎｎｅｌｉｅｓｅ　Ｖａｎｄｅｒ'],
    ['Anneliese Vander', 'Anneliése Vandër'],
    ['Anneliése Vandër', 'Anneliese Vander'],
    ['Zoë İnce', 'ZOE\u0308 ince'],
    ['Ηλίας Παπάς', 'ΗΛΙΑΣ ΠΑΠΑΣ'],
    ['柳絮飞扬', '柳 絮\u3000飞扬'],
    ['Anneliese Vander', 'rednaV eseilennA'],
  ])('"%s" is found where a page writes "%s"', (name, text) => {
    expect(found([name], `Dear ${text}, hello`)).toContain(text);
  });

  it('is found over pieces, and only what says it is given', () => {
    const said = found(['Anneliese Vander'], 'Hi An', 'neliese', ' Van', 'der!');
    expect(new Set(said)).toEqual(new Set(['An', 'neliese', 'Van', 'der']));
  });

  it('is found by each of its words, as words of their own, but not by those that the listing says of itself', () => {
    expect(found(['Anneliese Vander'], 'Dear Anneliese and Vander, vanderbilt')).toEqual([
      'Anneliese',
      'Vander',
    ]);
    const wanted = wantedNames(['Aurora Vander'], ['AURORA jacket']);
    expect(saysAny(wanted)('Aurora')).toBe(false);
    expect(saysAny(wanted)('Mr Vander')).toBe(true);
    expect(saysAny(wanted)('Aurora-Vander')).toBe(true);
  });

  it('of a few letters is a word of its own', () => {
    expect(saysAny(wantedTexts(['Tom']))('custom bottom')).toBe(false);
    expect(saysAny(wantedTexts(['Tom']))('for tom!')).toBe(true);
  });
});

describe('a squeezed text', () => {
  it('is the same letter by letter, so that each place in it has its letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-composite' }), (text) => {
        expect([...text].map(squeezed).join('')).toBe(squeezed(text));
      }),
    );
  });

  it('has every one of its places inside the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 8 }), (text) => {
        const { length } = squeezed(text);
        for (let at = 0; at < length; at += 1) {
          const { begin, end } = characterAt(text, at);
          expect(squeezed(text.slice(begin, end))).not.toBe('');
        }
      }),
    );
  });
});
