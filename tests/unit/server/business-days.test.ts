import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  addChineseWorkdays,
  addDays,
  closedInUs,
  workdaysKnownUntil,
} from '../../../server/src/clocks/business-days.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('working days in mainland China', () => {
  // State Council's notice of the holidays of 2026: National Day 1–7 October, worked weekends 20 September and 10 October.
  it('leave out holidays and count the weekends that are worked', () => {
    expect(addChineseWorkdays('2026-09-30', 3)).toEqual({ due: '2026-10-10', provisional: false });
    // 8 and 9 October are a Thursday and a Friday; the Saturday after is worked.
    expect(addChineseWorkdays('2026-09-30', 2).due).toBe('2026-10-09');
  });

  it('leave out an ordinary weekend', () => {
    expect(addChineseWorkdays('2026-11-26', 3)).toEqual({ due: '2026-12-01', provisional: false });
  });

  it('are said to be provisional where they run into a year whose holidays are not published', () => {
    vi.setSystemTime(new Date('2026-11-29T12:00:00Z'));
    const known = workdaysKnownUntil();
    expect(known >= '2026-12-31').toBe(true);
    expect(addChineseWorkdays(known, 3).provisional).toBe(true);
    expect(addChineseWorkdays(addDays(known, -10), 1).provisional).toBe(false);
  });
});

describe('offices in the United States', () => {
  it('are closed on public holidays, of which weekends are not told', () => {
    // Thanksgiving; Independence Day of 2026 is a Saturday, kept on the Friday before.
    expect(closedInUs('2026-11-25', '2026-12-01')).toEqual(['2026-11-26']);
    expect(closedInUs('2026-06-30', '2026-07-06')).toEqual(['2026-07-03']);
    expect(closedInUs('2026-11-27', '2026-12-01')).toEqual([]);
  });
});
