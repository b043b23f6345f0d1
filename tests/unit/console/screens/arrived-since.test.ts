import { describe, expect, it } from 'vitest';
import { arrivedSince } from '../../../../console/src/screens/claims/arrived-since.ts';

const list = (...ids: string[]) => ids.map((claimId) => ({ claimId }));

describe('claims that arrived since the last look', () => {
  it('are those before the first one known', () => {
    expect(arrivedSince(new Set(['b', 'a']), list('d', 'c', 'b', 'a'))).toBe(2);
    expect(arrivedSince(new Set(['b', 'a']), list('b', 'a'))).toBe(0);
  });

  it('do not include older ones loaded below', () => {
    expect(arrivedSince(new Set(['d', 'c']), list('d', 'c', 'b', 'a'))).toBe(0);
  });

  it('are all of them after an empty list', () => {
    expect(arrivedSince(new Set(), list('b', 'a'))).toBe(2);
  });
});
