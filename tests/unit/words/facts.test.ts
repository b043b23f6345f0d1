import type { FactName, ListingFacts } from '@marketsafe/contract';
import { listingFacts } from '@marketsafe/contract';
import {
  FACT_ORDER,
  factLines,
  factName,
  factText,
  formatPrice,
  LANGUAGES,
  missingFact,
} from '@marketsafe/words';
import { describe, expect, it, test } from 'vitest';

const found = <Value>(value: Value) => ({ value, raw: 'as written', source: 'dom:h1' });

const FACTS: ListingFacts = {
  title: found('运动鞋 <b>shoes</b>'),
  price: found({ min: 0.035, max: 1.5, currency: 'USD' }),
  seller: found({ name: '旗舰店', id: '912345', url: 'https://shop.example/' }),
  brand: found('ACME'),
  soldCount: found(12_345),
  variants: found({
    options: [{ name: 'Colour', values: [{ text: 'Red' }, { text: 'Blue' }] }, { values: [{ text: 'S' }] }],
    skus: [{ id: '1', values: ['Red', 'S'] }],
  }),
  minimumOrder: found({ quantity: 2.5, unit: 'kg' }),
  rating: found({ score: 4.85, best: 5, count: 1_234 }),
  location: found('Guangzhou'),
  shipFrom: found('Yiwu'),
  storeAge: found({ years: 3, since: '2023-05' }),
  storeLevel: found('Gold Supplier'),
  category: found(['Shoes', 'Sport']),
  images: found(['https://img.example/1.jpg', 'https://img.example/2.jpg']),
  description: found('long'),
};

describe('the facts of a listing', () => {
  it('are all named in both languages, each once, in one order', () => {
    expect([...FACT_ORDER].sort()).toEqual(Object.keys(listingFacts.shape).sort());
    for (const language of LANGUAGES)
      expect(new Set(FACT_ORDER.map((name) => factName(name, language))).size).toBe(FACT_ORDER.length);
  });

  it.each<[FactName, string[], string[]]>([
    ['title', ['运动鞋 <b>shoes</b>'], ['运动鞋 <b>shoes</b>']],
    ['price', ['USD 0.035 – 1.50'], ['USD 0.035 – 1.50']],
    [
      'seller',
      ['旗舰店', 'ID 912345', 'https://shop.example/'],
      ['旗舰店', 'ID 912345', 'https://shop.example/'],
    ],
    ['soldCount', ['12,345'], ['12,345']],
    ['variants', ['Colour: Red, Blue', 'S', '1 Red S'], ['Colour：Red、Blue', 'S', '1 Red S']],
    ['minimumOrder', ['2.5 kg'], ['2.5 kg']],
    ['rating', ['4.85 of 5, 1,234 ratings'], ['4.85分（满分5分），1,234条评价']],
    ['storeAge', ['3 years, since 2023-05'], ['3年，自2023-05起']],
    ['category', ['Shoes › Sport'], ['Shoes › Sport']],
    [
      'images',
      ['https://img.example/1.jpg', 'https://img.example/2.jpg'],
      ['https://img.example/1.jpg', 'https://img.example/2.jpg'],
    ],
  ])('%s is read the same everywhere, nothing left out', (name, english, chinese) => {
    expect(factLines(FACTS, name, 'en')).toEqual(english);
    expect(factLines(FACTS, name, 'zh-CN')).toEqual(chinese);
  });

  it('fit in one line where lists are counted', () => {
    expect(factText(FACTS, 'images', 'en')).toBe('2 pictures');
    expect(factText(FACTS, 'images', 'zh-CN')).toBe('2张图片');
    expect(factText(FACTS, 'seller', 'en')).toBe('旗舰店');
    expect(factText(FACTS, 'variants', 'en')).toBe('Colour: Red, Blue · S');
    const numbered = { variants: found({ options: [], skus: [{ id: '1', values: [] }] }) };
    expect(factText(numbered, 'variants', 'en')).toBe('1 combination');
    expect(factText(numbered, 'variants', 'zh-CN')).toBe('1种组合');
    expect(factText({ seller: found({ id: '9' }) }, 'seller', 'en')).toBe('ID 9');
  });

  it('tell of variants what is offered, what is chosen and what may be missing', () => {
    const variants = found({
      options: [
        {
          name: 'Size',
          values: [{ text: 'S' }, { text: 'M' }],
          selected: 'M',
          incomplete: true as const,
        },
        { values: [{ text: 'Red' }], selected: 'Red' },
      ],
      skus: [{ id: '1', values: ['M', 'Red'] }],
      incomplete: true as const,
    });
    expect(factLines({ variants }, 'variants', 'en')).toEqual([
      'Size: S, M, perhaps more (selected: M)',
      'Red (selected: Red)',
      '1 M Red',
      'More combinations exist; not all are recorded',
    ]);
    expect(factLines({ variants }, 'variants', 'zh-CN')).toEqual([
      'Size：S、M，可能还有其他（已选：M）',
      'Red（已选：Red）',
      '1 M Red',
      '还有其他组合，未全部记录',
    ]);
  });

  it('have the one form of a price', () => {
    for (const language of LANGUAGES) {
      const price = formatPrice({ min: 0.035, max: 1.5, currency: 'USD' }, language);
      expect([factText(FACTS, 'price', language), ...factLines(FACTS, 'price', language)]).toEqual([
        price,
        price,
      ]);
    }
  });

  it('are never invented: what was not found has no value', () => {
    for (const name of FACT_ORDER) {
      expect(factText({}, name)).toBeUndefined();
      expect(factLines({}, name)).toEqual([]);
      expect(factText(FACTS, name)).not.toBe('');
    }
  });

  it('with half of an age or of a rating say only that half', () => {
    const half = { storeAge: found({ since: '2019' }), rating: found({ score: 4, best: 5 }) };
    expect(factText(half, 'storeAge', 'en')).toBe('since 2019');
    expect(factText(half, 'storeAge', 'zh-CN')).toBe('自2019起');
    expect(factText({ storeAge: found({ years: 1 }) }, 'storeAge', 'en')).toBe('1 year');
    expect(factText(half, 'rating', 'en')).toBe('4 of 5');
    expect(factText({ rating: found({ score: 4, best: 5, count: 1 }) }, 'rating', 'en')).toBe(
      '4 of 5, 1 rating',
    );
  });
});

test('that nobody looked for a fact is not said as if it were missing', () => {
  expect(missingFact(false, 'en')).toBe('Not found on the page');
  expect(missingFact(true, 'en')).toBe('Not read');
  expect(missingFact(true, 'zh-CN')).not.toBe(missingFact(false, 'zh-CN'));
});
