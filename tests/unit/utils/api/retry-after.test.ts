import { describe, expect, it } from 'vitest';
import { LONGEST_RETRY_AFTER_MS, parseRetryAfter } from '../../../../utils/api/retry-after.ts';

const NOW = Date.UTC(1994, 10, 6, 8, 49, 37);

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    [' 7 ', 7_000],
    ['Sun, 06 Nov 1994 08:50:37 GMT', 60_000],
    ['Sunday, 06-Nov-94 08:50:37 GMT', 60_000],
    ['Sun Nov  6 08:50:37 1994', 60_000],
    ['Sun, 06 Nov 1994 08:00:00 GMT', 0],
  ])('understands %s', (header, ms) => {
    expect(parseRetryAfter(header, null, NOW)).toBe(ms);
  });

  it('measures a date against the answer’s own clock, whatever this device’s says', () => {
    const twoDaysOff = NOW + 2 * 86_400_000;
    expect(
      parseRetryAfter('Sun, 06 Nov 1994 08:50:37 GMT', 'Sun, 06 Nov 1994 08:49:37 GMT', twoDaysOff),
    ).toBe(60_000);
  });

  it.each(['99999999999', 'Fri, 06 Nov 2099 08:50:37 GMT'])(
    'never waits longer than an hour: %s',
    (header) => {
      expect(parseRetryAfter(header, null, NOW)).toBe(LONGEST_RETRY_AFTER_MS);
    },
  );

  it.each([null, '', '-5', '1.5', 'soon', '5 minutes', 'tomorrow 2030', 'Sun'])('ignores %s', (header) => {
    expect(parseRetryAfter(header, null, NOW)).toBeUndefined();
  });
});
