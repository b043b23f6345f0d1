import { describe, expect, it } from 'vitest';
import { listingFacts } from '../../../../contract/src/facts.ts';
import { factRows } from '../../../../utils/evidence-view/fact-rows.ts';

describe('factRows', () => {
  it('shows every fact that can be found, missing ones as missing', () => {
    const rows = factRows({});
    expect(rows).toHaveLength(Object.keys(listingFacts.shape).length);
    expect(rows.every((row) => row.value === null && row.source === null)).toBe(true);
  });

  it('shows where a fact stood, and its raw text where that says more', () => {
    const rows = factRows({
      title: { value: 'Jacket', raw: 'Jacket', source: 'dom:h1' },
      soldCount: { value: 1520, raw: '1,5K+ sold', source: 'state:sold' },
    });
    expect(rows[0]).toEqual({
      id: 'title',
      name: 'Title',
      value: 'Jacket',
      whole: 'Jacket',
      source: 'dom:h1',
      raw: null,
    });
    expect(rows.find((row) => row.name === 'Sold')).toMatchObject({ value: '1,520', raw: '1,5K+ sold' });
  });

  it('cuts what a hostile page makes endless', () => {
    const value = 'x'.repeat(2_000);
    const [title] = factRows({ title: { value, raw: value, source: 'dom:h1' } });
    expect(title?.value?.length).toBeLessThan(500);
  });

  it('says variants, minimum order, rating and store age in words', () => {
    const about = { raw: 'x', source: 'state:x' };
    const rows = factRows({
      variants: {
        value: {
          options: [
            { name: 'Colour', values: [{ text: 'Red' }, { text: 'Blue' }] },
            { values: [{ text: 'XL' }] },
          ],
          skus: [],
        },
        ...about,
      },
      minimumOrder: { value: { quantity: 1200, unit: 'pairs' }, ...about },
      rating: { value: { score: 4.8, best: 5, count: 1234 }, ...about },
      storeAge: { value: { years: 1, since: '2025-03' }, ...about },
    });
    const shown = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
    expect(shown).toMatchObject({
      Variants: 'Colour: Red, Blue · XL',
      'Minimum order': '1,200 pairs',
      Rating: '4.8 of 5, 1,234 ratings',
      'Store open': '1 year, since 2025-03',
    });
    const numbered = { value: { options: [], skus: [{ id: '1', values: [] }] }, ...about };
    expect(factRows({ variants: numbered }).find(({ name }) => name === 'Variants')?.value).toBe(
      '1 combination',
    );
  });

  it('falls back from a seller’s name to its number', () => {
    const rows = factRows({ seller: { value: { id: '912345' }, raw: '', source: 'url' } });
    expect(rows.find((row) => row.name === 'Seller')?.value).toBe('ID 912345');
  });
});
