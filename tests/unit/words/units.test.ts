import {
  currentLanguage,
  formatAge,
  formatBytes,
  formatBytesExactly,
  formatClock,
  formatDay,
  formatLocalTime,
  formatPrice,
  formatSpan,
  formatUtc,
  formatWait,
  LANGUAGES,
  type Language,
} from '@marketsafe/words';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

const TIME = '2026-11-23T18:03:12.345Z';

/** The amounts of a price's text, read back. */
function amountsOf(text: string, currency: string): number[] {
  return text
    .slice(currency.length + 1)
    .split(' – ')
    .map((amount) => Number(amount.replaceAll(',', '')));
}

describe('a price is shown with its currency code and never rounded', () => {
  it.each([
    [{ min: 12.8, max: 12.8, currency: 'USD' }, 'USD 12.80'],
    [{ min: 0.035, max: 0.035, currency: 'USD' }, 'USD 0.035'],
    [{ min: 9.9, max: 15, currency: 'CNY' }, 'CNY 9.90 – 15.00'],
    [{ min: 1234567, max: 1234567, currency: 'JPY' }, 'JPY 1,234,567'],
    [{ min: 99.5, max: 99.5, currency: 'JPY' }, 'JPY 99.5'],
    [{ min: 0, max: 0, currency: 'EUR' }, 'EUR 0.00'],
    [{ min: 5e-324, max: 1, currency: 'EUR' }, 'EUR 5e-324 – 1.00'],
    // A code that no country uses is still what the page said.
    [{ min: 1, max: 1, currency: 'ZZZ' }, 'ZZZ 1.00'],
  ])('%j is %s in each language', (price, text) => {
    for (const language of LANGUAGES) expect(formatPrice(price, language)).toBe(text);
  });

  test('the text of any price reads back as the same numbers', () => {
    const amount = fc.oneof(
      fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: 0, max: 1e9 }).map((hundredths) => hundredths / 1000),
    );
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.constantFrom('USD', 'CNY', 'JPY', 'KWD', 'XAU', 'QQQ'),
        fc.constantFrom(...LANGUAGES),
        (one, other, currency, language: Language) => {
          const [min, max] = [Math.min(one, other), Math.max(one, other)];
          const text = formatPrice({ min, max, currency }, language);
          expect(amountsOf(text, currency)).toEqual(min === max ? [min] : [min, max]);
        },
      ),
    );
  });

  test('a currency that is none is shown as it was read, and nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 8 }),
        fc.constantFrom(...LANGUAGES),
        (currency, language: Language) => {
          expect(formatPrice({ min: 1.5, max: 1.5, currency }, language)).toBe(`${currency} 1.50`);
        },
      ),
    );
  });
});

describe('a time', () => {
  it('is shown in the reader’s time zone, with the day that is there, as the language writes it', () => {
    expect(formatLocalTime(TIME, { timeZone: 'Asia/Shanghai' }, 'en')).toBe('24 Nov 2026, 02:03');
    expect(formatLocalTime(TIME, { timeZone: 'America/New_York' }, 'en')).toBe('23 Nov 2026, 13:03');
    expect(formatLocalTime(TIME, { timeZone: 'Asia/Shanghai' }, 'zh-CN')).toBe('2026年11月24日 02:03');
  });

  it('is shown in UTC whatever the time zone and language, to the second', () => {
    for (const language of LANGUAGES) {
      expect(formatUtc(TIME, language)).toBe('2026-11-23 18:03:12 UTC');
      expect(formatUtc('2026-11-23T18:03:12Z', language)).toBe('2026-11-23 18:03:12 UTC');
      expect(formatUtc('2026-11-24T02:03:12+08:00', language)).toBe('2026-11-23 18:03:12 UTC');
    }
  });

  it('as a time of day has seconds', () => {
    expect(formatClock(Date.parse(TIME), { timeZone: 'Asia/Shanghai' }, 'en')).toBe('02:03:12');
  });

  it('that is none is shown as it stands', () => {
    for (const text of ['', 'yesterday', '2026-13-45']) {
      expect(formatUtc(text)).toBe(text);
      expect(formatLocalTime(text)).toBe(text);
      expect(formatClock(text)).toBe(text);
      expect(formatDay(text)).toBe(text);
    }
  });

  it('of which only the day counts is the same day everywhere', () => {
    expect(formatDay('2026-11-23', 'en')).toBe('23 Nov 2026');
    expect(formatDay('2026-11-23', 'zh-CN')).toBe('2026年11月23日');
  });
});

describe('ages and waits', () => {
  const now = Date.parse(TIME);
  const minutes = (count: number) => now + count * 60_000;

  it.each([
    [0, 'just now', '刚刚'],
    [-0.5, 'just now', '刚刚'],
    [10, 'just now', '刚刚'],
    [-1, '1 minute ago', '1分钟前'],
    [-59, '59 minutes ago', '59分钟前'],
    [-60, '1 hour ago', '1小时前'],
    [-60 * 24 * 3, '3 days ago', '3天前'],
    [-60 * 24 * 60, '2 months ago', '2个月前'],
    [-60 * 24 * 800, '2 years ago', '2年前'],
  ])('%f minutes from now were %s', (count, english, chinese) => {
    expect(formatAge(minutes(count), now, 'en')).toBe(english);
    expect(formatAge(minutes(count), now, 'zh-CN')).toBe(chinese);
  });

  it.each([
    [-5, 'in a moment', '稍后'],
    [0.5, 'in a moment', '稍后'],
    [5, 'in 5 minutes', '5分钟后'],
    [180, 'in 3 hours', '3小时后'],
  ])('%f minutes from now come %s', (count, english, chinese) => {
    expect(formatWait(minutes(count), now, 'en')).toBe(english);
    expect(formatWait(minutes(count), now, 'zh-CN')).toBe(chinese);
  });
});

describe('a span', () => {
  it.each([
    [0, '0 milliseconds', '0毫秒'],
    [900, '900 milliseconds', '900毫秒'],
    [-1_000, '1 second', '1秒钟'],
    [5_500, '5.5 seconds', '5.5秒钟'],
    [90_000, '1.5 minutes', '1.5分钟'],
    [172_800_000, '2 days', '2天'],
  ])('of %i ms is %s', (milliseconds, english, chinese) => {
    expect(formatSpan(milliseconds, 'nearest', 'en')).toBe(english);
    expect(formatSpan(milliseconds, 'nearest', 'zh-CN')).toBe(chinese);
  });

  it('that is the most something can be is never made smaller', () => {
    expect(formatSpan(1_020, 'up', 'en')).toBe('1.1 seconds');
    expect(formatSpan(20.2, 'up', 'en')).toBe('21 milliseconds');
  });
});

describe('a size', () => {
  it.each([
    [0, '0 bytes', '0字节'],
    [1, '1 byte', '1字节'],
    [999, '999 bytes', '999字节'],
    [1_000, '1 kB', '1 kB'],
    [1_400_000, '1.4 MB', '1.4 MB'],
  ])('of %i bytes is %s', (bytes, english, chinese) => {
    expect(formatBytes(bytes, 'en')).toBe(english);
    expect(formatBytes(bytes, 'zh-CN')).toBe(chinese);
  });

  it('holds the exact number of bytes where files are compared', () => {
    expect(formatBytesExactly(455_012, 'en')).toBe('455 kB (455,012 bytes)');
    expect(formatBytesExactly(455_012, 'zh-CN')).toBe('455 kB（455,012字节）');
    expect(formatBytesExactly(12, 'en')).toBe('12 bytes');
  });
});

test('without a language, the page’s own is taken', () => {
  expect(currentLanguage()).toBe('en');
  expect(formatDay('2026-11-23')).toBe('23 Nov 2026');
});
