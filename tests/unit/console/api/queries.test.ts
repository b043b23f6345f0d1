import { describe, expect, it } from 'vitest';
import { ApiFailure } from '../../../../console/src/api/failure.ts';
import { pollInterval } from '../../../../console/src/api/queries.ts';

describe('the time until the next look at the server', () => {
  it('is a few seconds for one page', () => {
    expect(pollInterval(1, null)).toBe(5_000);
    expect(pollInterval(0, null)).toBe(5_000);
  });

  it('grows with the pages, so that more pages are no more requests a minute', () => {
    expect(pollInterval(6, null)).toBe(30_000);
  });

  it('is never shorter than the server asked for', () => {
    expect(pollInterval(1, new ApiFailure('problem', { status: 429, retryAfterMs: 60_000 }))).toBe(60_000);
    expect(pollInterval(1, new ApiFailure('problem', { status: 429, retryAfterMs: 1_000 }))).toBe(5_000);
    expect(pollInterval(1, new ApiFailure('unreachable'))).toBe(5_000);
  });
});
