import { assert, dictionary, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlainSearch, stringifyPlainSearch } from '../../../../console/src/format/plain-search.ts';

describe('the query string', () => {
  it('keeps a code that looks like a number as the text it is', () => {
    expect(parsePlainSearch('?user_code=23E45678')).toEqual({ user_code: '23E45678' });
    expect(parsePlainSearch('?user_code=00234567')).toEqual({ user_code: '00234567' });
    expect(stringifyPlainSearch({ user_code: '23E45678' })).toBe('?user_code=23E45678');
  });

  it('leaves out what is undefined, and itself when nothing is left', () => {
    expect(stringifyPlainSearch({ returnTo: '/device?user_code=A&b', ended: undefined })).toBe(
      '?returnTo=%2Fdevice%3Fuser_code%3DA%26b',
    );
    expect(stringifyPlainSearch({ ended: undefined })).toBe('');
  });

  it('reads back whatever it wrote', () => {
    const wellFormed = string({ unit: 'grapheme' });
    assert(
      property(dictionary(wellFormed, wellFormed, { noNullPrototype: true }), (search) => {
        expect(parsePlainSearch(stringifyPlainSearch(search))).toEqual(search);
      }),
    );
  });
});
