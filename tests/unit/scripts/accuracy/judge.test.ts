import type { PageReading } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { type IndexRow, parseIndex } from '../../../../scripts/accuracy/index-file.ts';
import { judge } from '../../../../scripts/accuracy/judge.ts';
import { parsePageType } from '../../../../scripts/accuracy/page-type.ts';

const item = {
  file: '1.html',
  marketplace: 'aliexpress',
  page_type: 'listing',
  url: 'https://www.aliexpress.com/item/1005004300000042.html',
  listing_id: '1005004300000042',
  title: 'Steel  Bottle',
  price: '4.10 (was 8.00)',
  currency: 'USD',
  seller: 'Practice Store',
  seller_id: 'store 1109990 / admin 22',
  image_count: '2',
  brand: 'Practica',
};

function rowOf(cells: Record<string, string>): IndexRow {
  const [row] = parseIndex(`${Object.keys(cells).join('\t')}\n${Object.values(cells).join('\t')}`).rows;
  if (!row) throw new Error('no row');
  return row;
}

const fact = <Value>(value: Value, raw = '') => ({ value, raw, source: 'dom:x' });
const right: PageReading = {
  marketplace: 'aliexpress',
  kind: 'listing',
  itemId: '1005004300000042',
  facts: {
    title: fact('Steel Bottle'),
    price: fact({ min: 4.1, max: 4.1, currency: 'USD' }),
    seller: fact({ name: 'Practice Store', id: '1109990' }),
    images: fact(['https://a.example/1.jpg', 'https://a.example/2.jpg']),
    brand: fact('PRACTICA'),
  },
};

function verdicts(cells: Partial<typeof item>, reading: Partial<PageReading>) {
  const row = rowOf({ ...item, ...cells });
  const type = parsePageType(row.page_type);
  if (!type) throw new Error(row.page_type);
  const { verdicts: list, problems } = judge(row, type, { ...right, ...reading });
  return {
    outcomes: Object.fromEntries(list.map(({ fact: name, outcome }) => [name, outcome])),
    list,
    problems,
  };
}
const withFacts = (facts: PageReading['facts']) => ({ facts: { ...right.facts, ...facts } });

const ALL_RIGHT = {
  kind: 'correct',
  identity: 'correct',
  title: 'correct',
  price: 'correct',
  currency: 'correct',
  seller: 'correct',
  'seller id': 'correct',
  images: 'correct',
  brand: 'correct',
};

describe('a listing', () => {
  it('that is read rightly has every fact correct', () => {
    expect(verdicts({}, {}).outcomes).toEqual(ALL_RIGHT);
  });

  it('of which nothing was read misses every fact that the page holds', () => {
    const { outcomes } = verdicts({}, { facts: {}, itemId: undefined });
    expect(outcomes).toEqual({
      ...Object.fromEntries(Object.keys(ALL_RIGHT).map((name) => [name, 'missing'])),
      kind: 'correct',
    });
  });

  it.each([
    ['identity', { itemId: '1005004300000043' }],
    ['title', withFacts({ title: fact('Steel Bottle 2') })],
    ['price', withFacts({ price: fact({ min: 8, max: 8, currency: 'USD' }) })],
    ['currency', withFacts({ price: fact({ min: 4.1, max: 4.1, currency: 'CAD' }) })],
    ['seller', withFacts({ seller: fact({ name: 'Other Store', id: '22' }) })],
    ['seller id', withFacts({ seller: fact({ name: 'Practice Store', id: '110999' }) })],
    ['images', withFacts({ images: fact(['https://a.example/1.jpg'], 'https://a.example/1.jpg') })],
    ['brand', withFacts({ brand: fact('Other') })],
    ['wall', { wall: 'captcha' as const }],
  ])('with another %s has that fact wrong and no other', (name, reading) => {
    expect(verdicts({}, reading).outcomes).toEqual({ ...ALL_RIGHT, [name]: 'wrong' });
  });

  it.each(['title', 'price', 'currency', 'seller', 'seller_id', 'brand'] as const)(
    'whose %s is not in the file makes any value of it wrong, and its absence nothing',
    (column) => {
      const name = column.replace('_', ' ');
      expect(verdicts({ [column]: '(not in file)' }, {}).outcomes[name]).toBe('wrong');
      expect(verdicts({ [column]: '(not in file)' }, { facts: {} }).outcomes).not.toHaveProperty([name]);
    },
  );

  it.each([
    'listing_id',
    'title',
    'price',
    'currency',
    'seller',
    'seller_id',
    'image_count',
    'brand',
  ] as const)('is not judged by an empty %s', (column) => {
    const name =
      { listing_id: 'identity', seller_id: 'seller id', image_count: 'images' }[column as string] ?? column;
    const { [name]: _, ...others } = ALL_RIGHT as Record<string, string>;
    expect(verdicts({ [column]: '' }, {}).outcomes).toEqual(others);
  });

  it('shows what was expected, what was read and where', () => {
    const { list } = verdicts({}, withFacts({ price: fact({ min: 8, max: 9, currency: 'USD' }) }));
    expect(list.find(({ outcome }) => outcome === 'wrong')).toEqual({
      fact: 'price',
      outcome: 'wrong',
      held: true,
      expected: '4.1',
      got: '8–9',
      source: 'dom:x',
    });
  });

  it('whose page lists one picture twice is right with each picture once', () => {
    const twice = fact(['https://a.example/1.jpg'], 'https://a.example/1.jpg | https://a.example/1.jpg');
    expect(verdicts({}, withFacts({ images: twice })).outcomes.images).toBe('correct');
    const dropped = fact(['https://a.example/1.jpg'], 'https://a.example/1.jpg | https://a.example/v.mp4');
    expect(verdicts({}, withFacts({ images: dropped })).outcomes.images).toBe('wrong');
  });

  it('is known by its seller’s address where the index gives that', () => {
    const seller = { seller_id: 'companyId 29 / zhida.en.alibaba.com' };
    const at = (url: string) => withFacts({ seller: fact({ name: 'Practice Store', url }) });
    expect(
      verdicts(seller, at('https://zhida.en.alibaba.com/company_profile.html')).outcomes['seller id'],
    ).toBe('correct');
    expect(verdicts(seller, at('https://other.en.alibaba.com/')).outcomes['seller id']).toBe('missing');
  });

  it('with a cell that cannot be understood is judged by the others, and the cell is named', () => {
    const { outcomes, problems } = verdicts({ price: 'see notes' }, {});
    expect(outcomes).not.toHaveProperty('price');
    expect(outcomes.title).toBe('correct');
    expect(problems).toEqual(['price: no price: "see notes"']);
  });
});

describe('the kind of a page', () => {
  it.each([
    ['a listing taken for a wall', 'listing', { kind: 'wall', wall: 'captcha', facts: {} }, 'wrong'],
    ['a wall taken for a listing', 'wall:captcha', { kind: 'listing' }, 'wrong'],
    ['another marketplace’s', 'listing', { marketplace: 'alibaba' }, 'wrong'],
    ['a search page taken for a listing', 'search', { kind: 'listing' }, 'wrong'],
    ['a listing of which nothing is said', 'listing', { kind: 'none', facts: {} }, 'missing'],
    ['a page that is none taken for a search', 'none', { kind: 'search', facts: {} }, 'wrong'],
  ] as const)('%s', (_, page_type, reading, outcome) => {
    expect(verdicts({ page_type }, reading).outcomes.kind).toBe(outcome);
  });

  it('names the wall', () => {
    const wall = { kind: 'wall', facts: {} } as const;
    expect(verdicts({ page_type: 'wall:login' }, { ...wall, wall: 'login' }).outcomes.wall).toBe('correct');
    expect(verdicts({ page_type: 'wall:login' }, { ...wall, wall: 'captcha' }).outcomes.wall).toBe('wrong');
    expect(verdicts({ page_type: 'wall:login' }, { kind: 'none', facts: {} }).outcomes.wall).toBe('missing');
  });

  it.each(['wall:captcha', 'search', 'none'])('makes every fact of a %s page wrong', (page_type) => {
    const { outcomes } = verdicts({ page_type }, {});
    for (const name of ['title', 'price', 'seller', 'images', 'brand']) expect(outcomes[name]).toBe('wrong');
  });

  it('allows a store page its seller and nothing else', () => {
    const { outcomes } = verdicts({ page_type: 'store' }, { kind: 'store' });
    expect(outcomes).toMatchObject({ kind: 'correct', seller: 'correct', title: 'wrong', price: 'wrong' });
    expect(
      verdicts({ page_type: 'store', seller: '', seller_id: '' }, { kind: 'store' }).outcomes,
    ).not.toHaveProperty('seller');
  });
});
