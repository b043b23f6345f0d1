import { describe, expect, it } from 'vitest';
import { formatPrice } from '../../../../console/src/format/price.ts';

describe('a price is shown with its currency code and never rounded', () => {
  it.each([
    [{ min: 12.8, max: 12.8, currency: 'USD' }, 'USD 12.80'],
    [{ min: 9.9, max: 15, currency: 'CNY' }, 'CNY 9.90 – 15.00'],
    [{ min: 1234567, max: 1234567, currency: 'JPY' }, 'JPY 1,234,567'],
    [{ min: 0.105, max: 0.105, currency: 'USD' }, 'USD 0.105'],
    [{ min: 99.5, max: 99.5, currency: 'JPY' }, 'JPY 99.5'],
    [{ min: 0, max: 0, currency: 'EUR' }, 'EUR 0.00'],
    // A code that no country uses is still what the page said.
    [{ min: 1, max: 1, currency: 'ZZZ' }, 'ZZZ 1.00'],
  ])('%j is %s', (price, text) => {
    expect(formatPrice(price)).toBe(text);
  });
});
