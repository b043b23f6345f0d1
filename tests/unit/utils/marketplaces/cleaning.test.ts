import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  normaliseImages,
  normaliseImageUrl,
  normaliseLink,
} from '../../../../utils/marketplaces/image-url.ts';
import { withoutSearchTail } from '../../../../utils/marketplaces/sites/alibaba/adapter.ts';
import { withoutTitleExtras } from '../../../../utils/marketplaces/sites/aliexpress/adapter.ts';
import {
  cleanText,
  cut,
  letterAt,
  letterBefore,
  parseCount,
  withoutTags,
} from '../../../../utils/marketplaces/text.ts';

describe('texts', () => {
  it.each([
    ['  two \n\t words ', 'two words'],
    ['women&#39;s &amp;amp; men&#x27;s', "women's & men's"],
    ['a &lt;script&gt; b', 'a <script> b'],
    ['&unknown; &#0; &#x110000;', '&unknown; &#0; &#x110000;'],
    ['\u0000be\u0007ll', 'bell'],
    ['\u200fמקורי\u200f', '\u200fמקורי\u200f'],
  ])('%j becomes %j', (text, expected) => {
    expect(cleanText(text, 100)).toBe(expected);
  });

  it.each([
    ['Nordic <strong>Sofa</strong> <font color="red">Bed</font>', 'Nordic Sofa Bed'],
    ["<img src='https://x.example/a.png'></img>Chair", 'Chair'],
    ['3 < 5 mm, a<b', '3 < 5 mm, a<b'],
  ])('%j without its tags is %j', (text, expected) => {
    expect(withoutTags(text)).toBe(expected);
  });

  it('hold no half characters, also where a page escapes one', () => {
    expect(cleanText('a\ud800b', 10)).toBe('a\ufffdb');
    expect(cleanText('a&#xD800;b', 10)).toBe('a\ufffdb');
  });

  it('are cut to the limit without halving a character', () => {
    expect(cut('a😀', 2)).toBe('a');
    expect(cleanText('x'.repeat(10_000_000), 2_000)).toHaveLength(2_000);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (text, limit) => {
        expect(cleanText(text, limit).length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe('counts', () => {
  it.each([
    ['557 orders', 557],
    ['1,000+ sold', 1000],
    ['5 000+ продано', 5000],
    ['60 sprzedanych', 60],
    ['3万+', 30_000],
    ['1.2万', 12_000],
    ['10K+ sold', 10_000],
    ['6', 6],
    ['已售 500+件', 500],
    ['1.2M+ sold', 1_200_000],
    ['5천개 판매', 5_000],
    ['\u200f1,000+ נמכרו\u200f', 1_000],
  ])('%s is %i', (text, expected) => {
    expect(parseCount(text)).toBe(expected);
  });

  it.each([
    '<10',
    '1,2 mil+',
    '5 mil+ vendidos',
    '5 тыс. продано',
    '5 bin satıldı',
    '3 tys. sprzedanych',
    '2 Tsd. verkauft',
    '2 lakh sold',
    '5 พันชิ้น',
    '5พัน',
    '5 ألف',
    '30天售 500件',
    '3千克',
    '12 months',
    'sold',
    '-',
    '',
  ])('%j states no exact number', (text) => {
    expect(parseCount(text)).toBeUndefined();
  });
});

describe('pictures', () => {
  it.each([
    ['//s.alicdn.com/@sc04/kf/H1.jpg_960x960q80.jpg', 'https://s.alicdn.com/@sc04/kf/H1.jpg'],
    ['https://ae01.alicdn.com/kf/S1.jpg_50x50.jpg_.webp', 'https://ae01.alicdn.com/kf/S1.jpg'],
    ['https://ae01.alicdn.com/kf/S1.png_220x220.png_.avif', 'https://ae01.alicdn.com/kf/S1.png'],
    ['https://ae01.alicdn.com/kf/S1.jpg_220x220q75.jpg_.avif', 'https://ae01.alicdn.com/kf/S1.jpg'],
    [
      'https://cbu01.alicdn.com/img/ibank/O1-0-cib.310x310.jpg',
      'https://cbu01.alicdn.com/img/ibank/O1-0-cib.jpg',
    ],
    [
      'https://cbu01.alicdn.com/img/ibank/O1-0-cib.jpg_b.jpg',
      'https://cbu01.alicdn.com/img/ibank/O1-0-cib.jpg',
    ],
    [
      'https://cbu01.alicdn.com/img/ibank/2019/142/552/11844255241_2126953827.60x60.jpg',
      'https://cbu01.alicdn.com/img/ibank/2019/142/552/11844255241_2126953827.jpg',
    ],
    [
      'https://cbu01.alicdn.com/img/ibank/2018/1_2.220x220xz.jpg',
      'https://cbu01.alicdn.com/img/ibank/2018/1_2.jpg',
    ],
    ['http://ae01.alicdn.com/kf/S1/bottle_2.jpg?x=1', 'https://ae01.alicdn.com/kf/S1/bottle_2.jpg'],
  ])('%s is %s in full size', (raw, expected) => {
    expect(normaliseImageUrl(raw)).toBe(expected);
    expect(normaliseImageUrl(expected)).toBe(expected);
  });

  it.each([
    'https://img.alicdn.com/imgextra/i3/O1CN01-2-tps-60-60.png',
    'https://img.alicdn.com/x-0-tbvideo.jpg',
    'https://s.alicdn.com/@u/mobile/g/common/flags/1.0.0/assets/cn.png',
    'data:image/png;base64,AAAA',
    'https://cloud.video.taobao.com/1.mp4',
    'javascript:alert(1)',
    'https://x" onerror="alert(1)',
    '/kf/relative.jpg',
    '',
  ])('%s is none of the item', (raw) => {
    expect(normaliseImageUrl(raw)).toBeUndefined();
  });

  it('are left out where the finished address is too long, not where the raw one is', () => {
    expect(normaliseImageUrl(`//a.example/${'x'.repeat(3_984)}.jpg`)).toBeUndefined();
    expect(normaliseImageUrl(`https://a.example/1.jpg?${'x'.repeat(5_000)}`)).toBe('https://a.example/1.jpg');
    expect(normaliseImageUrl('https://a.example/\ud800.jpg')?.isWellFormed()).toBe(true);
  });

  it('are listed once each and at most two hundred', () => {
    expect(normaliseImages(['https://a.example/1.jpg_50x50.jpg', '//a.example/1.jpg'])).toEqual([
      'https://a.example/1.jpg',
    ]);
    expect(
      normaliseImages(Array.from({ length: 500 }, (_, index) => `https://a.example/${index}.jpg`)),
    ).toHaveLength(200);
  });
});

describe('shop addresses', () => {
  it('lose parameters and keep only web addresses', () => {
    expect(normaliseLink('//shop1.1688.com?offerId=1')).toBe('https://shop1.1688.com/');
    expect(normaliseLink('javascript:alert(1)')).toBeUndefined();
    expect(normaliseLink('https://')).toBeUndefined();
    expect(normaliseLink(`https://a.example/${'店'.repeat(1_000)}`)).toBeUndefined();
    expect(normaliseLink(`https://a.example/?${'x'.repeat(5_000)}`)).toBe('https://a.example/');
  });
});

describe('what sites add to titles', () => {
  it.each([
    ['€97.39 40% OFF|Phone 4G|Mobile Phones|   - AliExpress', 'Phone 4G'],
    ['58.46MXN$ 74% de DESCUENTO|Robot| |   - AliExpress', 'Robot'],
    ['9.99US $ 71% OFF|Barcur Sunglasses - Sunglasses - AliExpress', 'Barcur Sunglasses'],
    ['Filament 1,75 mm - High Flow - AliExpress 7', 'Filament 1,75 mm - High Flow'],
    ['Plain title', 'Plain title'],
    ['100% Cotton | Shirt - AliExpress 200', '100% Cotton | Shirt'],
    ['AliExpress', undefined],
    ['- AliExpress', undefined],
  ])('is taken off the AliExpress title %s', (title, expected) => {
    expect(withoutTitleExtras(title)).toBe(expected);
  });

  it.each([
    ['Noodles (pack Of 48) - Buy Shirataki,Konjac Product on Alibaba.com', 'Noodles (pack Of 48)'],
    ['Sofa - Alibaba.com', 'Sofa'],
    ['Sofa', 'Sofa'],
    ['Find sofas at Alibaba.com, the leading site', undefined],
  ])('is taken off the Alibaba.com title %s', (title, expected) => {
    expect(withoutSearchTail(title)).toBe(expected);
  });
});

describe('the borders of a word', () => {
  it('are seen in every script, also outside the basic plane', () => {
    // The third letter takes two places: no pattern ever asks in the middle of it.
    const text = 'aя𐐀漢 1¥';
    const places = [-1, 0, 1, 2, 4, 5, 6, 7, 8];
    expect(places.filter((at) => letterAt(text, at))).toEqual([0, 1, 2, 4]);
    expect(places.filter((at) => letterBefore(text, at))).toEqual([1, 2, 4, 5]);
  });
});
