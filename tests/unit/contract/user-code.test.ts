import { displayUserCode, normaliseUserCode } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';

describe('a device code', () => {
  it.each([['ABCDEFGH'], ['abcd-efgh'], [' ABCD EFGH '], ['abcd–efgh'], ['AB-CD-EF-GH']])(
    'typed as %j is the same code',
    (typed) => {
      expect(normaliseUserCode(typed)).toBe('ABCDEFGH');
    },
  );

  it('is shown in groups of four without a dangling dash', () => {
    expect(displayUserCode('abcdefgh')).toBe('ABCD-EFGH');
    expect(displayUserCode('ABCD-EFGH')).toBe('ABCD-EFGH');
    expect(displayUserCode('ABCDEF')).toBe('ABCD-EF');
    expect(displayUserCode('')).toBe('');
  });
});
