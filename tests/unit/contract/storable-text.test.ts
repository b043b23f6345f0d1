import { brokenTexts, storable, storableText, unstorableTexts } from '@marketsafe/contract';
import { canonicalJson } from '@marketsafe/evidence';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Text of any UTF-16 code units, halves of surrogate pairs and U+0000 among them. */
const units = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 0xd800, 0xdfff)))
  .map((codes) => String.fromCharCode(...codes));

describe('a text that is to be stored', () => {
  it('loses U+0000, gets U+FFFD for half of a surrogate pair, and keeps everything else', () => {
    expect(storableText('a\u0000b\ud800c\udfffd \u{1F600}\u202E\n')).toBe(
      'ab\ufffdc\ufffdd \u{1F600}\u202E\n',
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => text.includes('\0') || storableText(text) === text,
      ),
    );
  });

  it('has a canonical form wherever it stands in a value, and the value keeps its shape', () => {
    fc.assert(
      fc.property(fc.object({ values: [units, fc.integer(), fc.boolean(), fc.constant(null)] }), (value) => {
        const kept = storable(value);
        expect(() => canonicalJson(kept)).not.toThrow();
        expect(unstorableTexts(kept, 9)).toEqual([]);
        expect(storable(kept)).toEqual(kept);
      }),
    );
    expect(storable({ a: ['\ud800', { b: 1, c: null, d: undefined }] })).toEqual({
      a: ['\ufffd', { b: 1, c: null, d: undefined }],
    });
  });

  it('is named by its path where it is broken, and no depth is too much', () => {
    expect(brokenTexts({ a: ['x', '\ud800'], b: { c: 'y\udfff' }, d: '\u0000' }, 9)).toEqual([
      '/a/1',
      '/b/c',
    ]);
    expect(unstorableTexts({ a: ['\0', '\ud800'], 'b\0': { c: '\0' } }, 9)).toEqual(['']);
    expect(unstorableTexts({ a: ['\0', '\ud800'], b: { c: 'x\0' }, d: 'y' }, 9)).toEqual([
      '/a/0',
      '/a/1',
      '/b/c',
    ]);
    expect(brokenTexts({ a: { '\ud800': 1 } }, 9)).toEqual(['/a']);
    expect(brokenTexts(['\ud800', '\ud800', '\ud800'], 2)).toHaveLength(2);
    let deep: unknown = '\ud800';
    for (let level = 0; level < 200_000; level += 1) deep = [deep];
    expect(brokenTexts(deep, 9)).toHaveLength(1);
  });
});
