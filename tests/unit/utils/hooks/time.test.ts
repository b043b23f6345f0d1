import { describe, expect, it } from 'vitest';
import { calendarDay, formatAge, formatBytes, formatWait } from '../../../../utils/hooks/time.ts';
import { MINUTE, NOW } from '../../support/rows.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('formatAge', () => {
  it.each([
    [0, 'just now'],
    [44_000, 'just now'],
    [46_000, '1 minute ago'],
    [5 * MINUTE, '5 minutes ago'],
    [59 * MINUTE, '59 minutes ago'],
    [HOUR, '1 hour ago'],
    [23 * HOUR, '23 hours ago'],
    [DAY, '1 day ago'],
    [44 * DAY, '44 days ago'],
    [60 * DAY, '2 months ago'],
    [800 * DAY, '2 years ago'],
  ])('%i ms is “%s”', (age, words) => {
    expect(formatAge(NOW - age, NOW)).toBe(words);
  });

  it('never says that something happened in the future, whatever the clock did', () => {
    expect(formatAge(NOW + 2 * DAY, NOW)).toBe('just now');
  });
});

describe('formatWait', () => {
  it('says how long until a moment, and never counts backwards', () => {
    expect(formatWait(NOW + 5 * MINUTE, NOW)).toBe('in 5 minutes');
    expect(formatWait(NOW + 1_000, NOW)).toBe('in a moment');
    expect(formatWait(NOW - DAY, NOW)).toBe('in a moment');
  });
});

describe('calendarDay', () => {
  it('is the reader’s day, with two digits for month and day', () => {
    expect(calendarDay(new Date(2026, 0, 5, 23, 59).getTime())).toBe('2026-01-05');
    expect(calendarDay(new Date(2026, 10, 23, 0, 0).getTime())).toBe('2026-11-23');
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_400, '1.4 kB'],
    [1_234_567, '1.2 MB'],
    [5e12, '5 TB'],
    [5e18, '5,000,000 TB'],
  ])('%i is “%s”', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});
