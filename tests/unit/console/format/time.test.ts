import { describe, expect, it } from 'vitest';
import { formatClock, formatLocalTime, formatUtc } from '../../../../console/src/format/time.ts';

const MOMENT = '2026-11-23T18:03:12.345Z';

describe('a moment', () => {
  it('is shown in the reader’s time zone, with the day that is there', () => {
    expect(formatLocalTime(MOMENT, 'Asia/Shanghai')).toBe('24 Nov 2026, 02:03');
    expect(formatLocalTime(MOMENT, 'America/New_York')).toBe('23 Nov 2026, 13:03');
  });

  it('is shown in UTC whatever the time zone, to the second', () => {
    expect(formatUtc(MOMENT)).toBe('2026-11-23 18:03:12 UTC');
    expect(formatUtc('2026-11-23T18:03:12Z')).toBe('2026-11-23 18:03:12 UTC');
    expect(formatUtc('2026-11-24T02:03:12+08:00')).toBe('2026-11-23 18:03:12 UTC');
  });

  it('as a time of day has seconds', () => {
    expect(formatClock(Date.parse(MOMENT), 'Asia/Shanghai')).toBe('02:03:12');
  });
});
