import { describe, expect, it } from 'vitest';
import { calendarDay } from '../../../../utils/hooks/time.ts';

describe('calendarDay', () => {
  it('is the reader’s day, with two digits for month and day', () => {
    expect(calendarDay(new Date(2026, 0, 5, 23, 59).getTime())).toBe('2026-01-05');
    expect(calendarDay(new Date(2026, 10, 23, 0, 0).getTime())).toBe('2026-11-23');
  });
});
