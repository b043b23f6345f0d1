import { describe, expect, it } from 'vitest';
import {
  brandTruth,
  countTruth,
  currencyTruth,
  idTruth,
  isRightPrice,
  priceTruth,
  textTruth,
  UnreadableCell,
} from '../../../../scripts/accuracy/truth.ts';

const one = (amount: number) => ({ min: amount, max: amount });

describe('the price column', () => {
  it.each([
    ['45.96-80.51 (ladder 300/1001/2001/5001 pairs)', 'GHS', [{ min: 45.96, max: 80.51 }]],
    ['200.00-223.92 (ladder 1/10/100)', 'USD', [{ min: 200, max: 223.92 }]],
    ['US $0.83 - 5.33', 'USD', [{ min: 0.83, max: 5.33 }]],
    ['US $0.99', 'USD', [one(0.99)]],
    ['388 (券后/after coupon 341)', 'CNY', [one(388), one(341)]],
    ['3.35起 (after discount 2.01起)', 'CNY', [{ min: 3.35 }, { min: 2.01 }]],
    ['499-599 (after discount 496起)', 'CNY', [{ min: 499, max: 599 }, { min: 496 }]],
    ['59.00 (promo 29.00)', 'CNY', [one(59), one(29)]],
    ['1650 (tracking.pdt_price "Rs. 1,650")', 'NPR', [one(1650), one(1650)]],
    ['5499.00-6799.00 (itemDO.reservePrice 5999.00)', 'CNY', [{ min: 5499, max: 6799 }, one(5999)]],
    ['88 (was 89)', 'NPR', [one(88)]],
    ['14.80 (org 16.50)', 'CNY', [one(14.8)]],
    ['1021-1979 (was 2431-4710)', 'JPY', [{ min: 1021, max: 1979 }]],
    ['298.00 (state only)', 'CNY', [one(298)]],
    ['20.00 (was 30.00; app price 18.00)', 'USD', [one(20), one(18)]],
    ['29.00 / 59.00', 'CNY', [one(29), one(59)]],
    ['149.00 - 159.00', 'CNY', [{ min: 149, max: 159 }]],
    ['€ 97,39 – 128,72', 'EUR', [{ min: 97.39, max: 128.72 }]],
    ['Rp1.234.567', 'IDR', [one(1234567)]],
    ['143.999', 'TRY', [one(143999)]],
    ['1.542,00 zł', 'PLN', [one(1542)]],
    ['₹1,23,456', 'INR', [one(123456)]],
    ['from 12.50', 'USD', [{ min: 12.5 }]],
  ])('%s in %s', (cell, currency, expected) => {
    expect(priceTruth(cell, currency)).toEqual(expected);
  });

  it('judges nothing where it is empty, and says what the page does not hold', () => {
    expect(priceTruth('', 'USD')).toBeUndefined();
    expect(priceTruth('(not in file)', 'USD')).toBe('absent');
    expect(priceTruth('(not in file: drawn by script)', '')).toBe('absent');
  });

  it('is refused where it holds no price', () => {
    expect(() => priceTruth('see notes', 'USD')).toThrow(UnreadableCell);
    expect(() => priceTruth('(was 89)', 'USD')).toThrow(UnreadableCell);
  });

  it('takes lowest and highest only together, and leaves an open end open', () => {
    const right = [{ min: 499, max: 599 }, { min: 496 }];
    expect(isRightPrice({ min: 499, max: 599 }, right)).toBe(true);
    expect(isRightPrice({ min: 499, max: 499 }, right)).toBe(false);
    expect(isRightPrice({ min: 599, max: 599 }, right)).toBe(false);
    expect(isRightPrice({ min: 496, max: 530 }, right)).toBe(true);
    expect(isRightPrice({ min: 497, max: 497 }, right)).toBe(false);
    expect(isRightPrice({ min: 12.504, max: 12.504 }, [one(12.5)])).toBe(true);
    expect(isRightPrice({ min: 12.51, max: 12.51 }, [one(12.5)])).toBe(false);
  });
});

describe('the other columns', () => {
  it.each([
    ['USD', 'USD'],
    ['GHS (GH₵)', 'GHS'],
    ['MYR (text "RM114.00")', 'MYR'],
    ['(not in file)', 'absent'],
    ['', undefined],
  ])('currency %s', (cell, expected) => {
    expect(currencyTruth(cell)).toBe(expected);
  });

  it('a currency without a code is refused', () => {
    expect(() => currencyTruth('₺')).toThrow(UnreadableCell);
  });

  it.each([
    ['shopId 64592671 / sellerId 134583372 / nick paipailaji', ['64592671', '134583372', 'paipailaji']],
    ['store 1392990 / admin 221558572', ['1392990', '221558572']],
    [
      'companyId 29033438625 / aliId 1507567005667 / itsskinny.trustpass.alibaba.com',
      ['29033438625', '1507567005667', 'itsskinny.trustpass.alibaba.com', 'itsskinny'],
    ],
    ['memberId b2b-2219062844702984d0 / loginId 微调十一服饰', ['b2b-2219062844702984d0', '微调十一服饰']],
    ['merchantId 104870', ['104870']],
    ['12345 (of the shop)', ['12345']],
  ])('seller id %s', (cell, expected) => {
    expect([...(idTruth(cell) as ReadonlySet<string>)].sort()).toEqual([...expected].sort());
  });

  it('a part of an identifier, or the word in front of it, is none of its forms', () => {
    const right = idTruth('shopId 64592671 / nick paipailaji') as ReadonlySet<string>;
    for (const part of ['6459267', '4592671', 'shopId', 'nick', 'paipai', ''])
      expect(right.has(part)).toBe(false);
  });

  it.each([
    ['Apple', ['apple', 'apple', 'apple']],
    ['Apple/苹果', ['apple/苹果', 'apple/苹果', 'apple', '苹果']],
    ['其他 (=other; attribute 品牌)', 'absent'],
    ['No Brand', 'absent'],
    ['(not in file)', 'absent'],
    ['', undefined],
  ])('brand %s', (cell, expected) => {
    expect(brandTruth(cell)).toEqual(expected);
  });

  it('folds white space of texts and nothing else', () => {
    expect(textTruth('  a \u00a0 b ')).toBe('a b');
    expect(textTruth('(not in file: seller loaded by XHR)')).toBe('absent');
  });

  it('takes a count of 0 for none', () => {
    expect(countTruth('6')).toBe(6);
    expect(countTruth('0')).toBe('absent');
    expect(countTruth('')).toBeUndefined();
    expect(() => countTruth('six')).toThrow(UnreadableCell);
  });
});
