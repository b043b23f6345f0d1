import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isPriceOnly,
  parsePriceText,
  plainAmount,
  priceRange,
} from '../../../../utils/marketplaces/price-text.ts';

const price = (min: number, max: number, currency: string) => ({ min, max, currency });

describe('prices as shown', () => {
  it.each([
    ['€ 97,39 - 128,72', price(97.39, 128.72, 'EUR')],
    ['€97.39', price(97.39, 97.39, 'EUR')],
    ['1.542,00 zł', price(1542, 1542, 'PLN')],
    ['PKR1,542', price(1542, 1542, 'PKR')],
    ['US $0.83 - 5.33', price(0.83, 5.33, 'USD')],
    ['US $1,542.5', price(1542.5, 1542.5, 'USD')],
    ['US $12.00 - US $15.00', price(12, 15, 'USD')],
    ['1,00 € - 2,00 €', price(1, 2, 'EUR')],
    ['AU $9.99', price(9.99, 9.99, 'AUD')],
    ['C$ 12.34', price(12.34, 12.34, 'CAD')],
    ['MXN$58.46', price(58.46, 58.46, 'MXN')],
    ['58.46MXN$', price(58.46, 58.46, 'MXN')],
    ['R$ 1.234,56', price(1234.56, 1234.56, 'BRL')],
    ['GH₵80.51', price(80.51, 80.51, 'GHS')],
    ['1 234,50 ₽', price(1234.5, 1234.5, 'RUB')],
    ['1 234 руб.', price(1234, 1234, 'RUB')],
    ['￥1,021円', price(1021, 1021, 'JPY')],
    ['₩12,300', price(12300, 12300, 'KRW')],
    ['12,300원', price(12300, 12300, 'KRW')],
    ['₪162.32', price(162.32, 162.32, 'ILS')],
    ['\u200f162.32 ₪\u200f', price(162.32, 162.32, 'ILS')],
    ['₹1,23,456.50', price(123456.5, 123456.5, 'INR')],
    ['Rp15.000', price(15000, 15000, 'IDR')],
    ['RM114.00', price(114, 114, 'MYR')],
    ['143.999 TL', price(143999, 143999, 'TRY')],
    ['KWD 1.234', price(1.234, 1.234, 'KWD')],
    ['US $0.015', price(0.015, 0.015, 'USD')],
    ['CHF 1’234.50', price(1234.5, 1234.5, 'CHF')],
    ['US $9.99 / lot (10 pieces)', price(9.99, 9.99, 'USD')],
    ['US $0.83 -30%', price(0.83, 0.83, 'USD')],
    ['USD 6.98–17.70', price(6.98, 17.7, 'USD')],
    ['3 pcs for US $5.99', price(5.99, 5.99, 'USD')],
    ['2 for €5,99', price(5.99, 5.99, 'EUR')],
    ['١٬٢٣٤٫٥٦ ر.س', price(1234.56, 1234.56, 'SAR')],
    ['CHF 1ʼ234.50', price(1234.5, 1234.5, 'CHF')],
    ['US $12.00 (3-5 pieces)', price(12, 12, 'USD')],
    ['S/.12.50', price(12.5, 12.5, 'PEN')],
    ['1,250.00 Kč', price(1250, 1250, 'CZK')],
  ])('reads %s', (text, expected) => {
    expect(parsePriceText(text, [])).toEqual(expected);
  });

  it.each([
    ['$12.00', 'the dollar of which country'],
    ['¥12.00', 'yuan or yen'],
    ['Rs. 1,650', 'rupees of which country'],
    ['120 kr', 'which crown'],
    ['12.00', 'no currency'],
    ['€ 12.00 (US $13.00)', 'two currencies'],
    ['US $1.234', 'thousands or decimals'],
    ['US $0.00', 'no price'],
    ['US $', 'no amount'],
    ['Free shipping', 'no amount'],
    ['XYZ 12.00', 'no such currency'],
    ['50% OFF', 'no price'],
    ['€ 20,00 - 10,00', 'a range upside down'],
    ['US $1.00 - 0.00', 'a range without an end'],
    ['US $1?.99', 'a hidden digit'],
    ['US $?.99', 'hidden digits'],
    ['CNY 1?8.00', 'a hidden digit'],
    ['US $1**.99', 'hidden digits'],
    ['CNY 1.28万', 'a multiplier'],
    ['US $1.2K', 'a multiplier'],
    ['R$ 1,2 mil', 'a multiplier'],
    ['Save US $3 US $5.99', 'a saving and a price'],
    ['-US $3.00', 'a saving'],
    ['€5.9912.99', 'two prices run together'],
    ['€12,50€10,00', 'two prices'],
    ['US $0.1234', 'four decimals'],
    ['US $1,234,56', 'separators of no locale'],
    ['US $.99', 'no whole part'],
    ['€1 2345', 'digits in no group'],
    ['€1·234', 'an unknown separator'],
  ])('leaves out %s: %s', (text) => {
    expect(parsePriceText(text, [])).toBeUndefined();
  });

  it('decides a shared sign by evidence that can mean it, and by no other', () => {
    expect(parsePriceText('$12.00', ['CAD'])).toEqual(price(12, 12, 'CAD'));
    expect(parsePriceText('¥12.00', [undefined, 'CNY'])).toEqual(price(12, 12, 'CNY'));
    expect(parsePriceText('$12.00', ['EUR'])).toBeUndefined();
    expect(parsePriceText('16.00-18.00', ['CNY'])).toEqual(price(16, 18, 'CNY'));
  });

  it('trusts what the text says over other evidence', () => {
    expect(parsePriceText('€ 12,00', ['USD'])).toEqual(price(12, 12, 'EUR'));
  });

  it('reads back every amount that Intl writes, in the locales the sites are translated to', () => {
    const pair = fc.constantFrom(
      ...([
        ['en-US', 'USD'],
        ['de-DE', 'EUR'],
        ['fr-FR', 'EUR'],
        ['pt-BR', 'BRL'],
        ['pl-PL', 'PLN'],
        ['ru-RU', 'RUB'],
        ['ja-JP', 'JPY'],
        ['ko-KR', 'KRW'],
        ['he-IL', 'ILS'],
        ['tr-TR', 'TRY'],
        ['en-IN', 'INR'],
        ['en-GB', 'GBP'],
      ] as const),
    );
    fc.assert(
      fc.property(pair, fc.integer({ min: 1, max: 999_999_999 }), ([locale, currency], cents) => {
        const digits = currency === 'JPY' || currency === 'KRW' ? 0 : 2;
        const amount = cents / 10 ** digits;
        const text = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
        expect(parsePriceText(text, [currency]), text).toEqual(price(amount, amount, currency));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws and never gives a price that the contract refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const read = parsePriceText(text, ['USD']);
        if (read) expect(read.min > 0 && read.max >= read.min && Number.isFinite(read.max)).toBe(true);
      }),
    );
  });
});

describe('ranges over several prices', () => {
  it('need one currency', () => {
    expect(priceRange([price(3, 3, 'USD'), price(1, 2, 'USD')])).toEqual(price(1, 3, 'USD'));
    expect(priceRange([price(3, 3, 'USD'), price(1, 1, 'EUR')])).toBeUndefined();
    expect(priceRange([])).toBeUndefined();
  });
});

describe('a text that is a price and nothing else', () => {
  it.each(['US $1,234.50', '€ 1 234,50', '€1,00 - €2,00', '¥ 16.00', 'Rs. 1,650', '9.99US $'])(
    'is %s',
    (text) => {
      expect(isPriceOnly(text)).toBe(true);
    },
  );

  it.each(['€12,50€10,00', '€12,50 €10,00', '$1-$2-$3', '12.00', 'US $', 'US $5 off', '3 US $5'])(
    'is not %s',
    (text) => {
      expect(isPriceOnly(text)).toBe(false);
    },
  );
});

describe('amounts in structured data', () => {
  it.each([
    ['1542.', 1542],
    ['12.50', 12.5],
    [' 7 ', 7],
  ])('%j is %d', (text, expected) => {
    expect(plainAmount(text)).toBe(expected);
  });

  it.each(['1e309', '1,234', '-1', '0', '', '9'.repeat(400)])('%j is none', (text) => {
    expect(plainAmount(text)).toBeUndefined();
  });
});
