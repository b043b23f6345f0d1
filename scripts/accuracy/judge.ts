import type { ListingFacts, PageReading, Price, Seller } from '@marketsafe/contract';
import type { IndexRow } from './index-file.ts';
import type { PageType } from './page-type.ts';
import {
  brandTruth,
  countTruth,
  currencyTruth,
  folded,
  idTruth,
  isRightPrice,
  priceTruth,
  type RightPrice,
  type Truth,
  textTruth,
  UnreadableCell,
} from './truth.ts';

/** What is judged of a file, in the order in which it is printed. */
export const JUDGED = [
  'kind',
  'wall',
  'identity',
  'title',
  'price',
  'currency',
  'seller',
  'seller id',
  'images',
  'brand',
] as const;
export type Judged = (typeof JUDGED)[number];

/**
 * One fact of one file. `correct`: the value is a right one. `wrong`: it is not, or the page holds none. `missing`: the page holds one
 * and none was read. A fact that the page does not hold and that was not read has no verdict.
 */
export interface Verdict {
  fact: Judged;
  outcome: 'correct' | 'wrong' | 'missing';
  /** Whether the page holds the fact. */
  held: boolean;
  expected: string;
  got: string;
  source: string;
}

/** What was found out about one file. */
export interface Judgement {
  verdicts: Verdict[];
  /** Cells that could not be understood; their facts are not judged. */
  problems: string[];
}

/** A fact as it was read; nothing where it was not. */
interface Read<Value> {
  value: Value;
  source: string;
  raw?: string;
}

/** How a fact is compared with what its cell says, and how both are printed. */
interface Rule<Value, Right> {
  isRight: (value: Value, right: Right, found: Read<Value>) => boolean;
  show: (right: Right) => string;
  showFound: (value: Value) => string;
}

const EQUAL: Rule<string, string> = {
  isRight: (value, right) => value === right,
  show: String,
  showFound: String,
};

/** Titles and names: equal once white space is folded. */
const SAME_TEXT: Rule<string, string> = { ...EQUAL, isRight: (value, right) => folded(value) === right };

/** Any of the prices that count; lowest and highest must belong together. */
const ONE_PRICE: Rule<Price, readonly RightPrice[]> = {
  isRight: isRightPrice,
  show: (right) => right.map(showPrice).join(' or '),
  showFound: showPrice,
};

/** Any of the forms that the index lists, whole or a whole word of it. */
const ONE_ID: Rule<string, ReadonlySet<string>> = {
  isRight: (value, right) => right.has(folded(value)),
  show: (right) => [...right].join(' or '),
  showFound: String,
};

const ONE_BRAND: Rule<string, readonly string[]> = {
  isRight: (value, right) => right.includes(folded(value).toLowerCase()),
  show: ([first = '']) => first,
  showFound: String,
};

/** The index counts what a page lists; a picture listed twice is read once, and then counts by `raw`, which names it twice. */
const AS_MANY: Rule<readonly string[], number> = {
  isRight: (urls, count, { raw }) => {
    const listed = raw?.split(' | ') ?? [];
    return urls.length === count || (listed.length === count && new Set(listed).size === urls.length);
  },
  show: String,
  showFound: (urls) => String(urls.length),
};

/** Judges what was read of a file by its row. What each cell says: `truth.ts`. */
export function judge(row: IndexRow, type: PageType, reading: PageReading): Judgement {
  const judgement: Judgement = { verdicts: [judgeKind(row, type, reading)], problems: [] };
  const { add } = judging(judgement);
  add('wall', EQUAL, () => type.wall ?? 'absent', read(reading.wall, 'document'));
  add('identity', EQUAL, () => textTruth(row.listing_id), read(reading.itemId, 'url'));
  if (type.kind === 'listing') judgeListing(row, reading.facts, judgement);
  else judgeOther(row, type, reading.facts, judgement);
  return judgement;
}

/**
 * `none` says nothing of a page: on one that is something it is missing, not wrong. A page taken for another marketplace's, or a wall
 * taken for a listing, is wrong.
 */
function judgeKind(row: IndexRow, type: PageType, reading: PageReading): Verdict {
  const expected = `${row.marketplace} ${type.kind}`;
  const got = `${reading.marketplace ?? 'no marketplace'} ${reading.kind}`;
  const isSilent = reading.kind === 'none' && type.kind !== 'none';
  const outcome = got === expected ? 'correct' : isSilent ? 'missing' : 'wrong';
  return { fact: 'kind', outcome, held: true, expected, got, source: 'document' };
}

function judgeListing(row: IndexRow, facts: ListingFacts, judgement: Judgement): void {
  const { add } = judging(judgement);
  const { title, price, seller, images, brand } = facts;
  add('title', SAME_TEXT, () => textTruth(row.title), title);
  add('price', ONE_PRICE, () => priceTruth(row.price, row.currency.slice(0, 3)), price);
  add('currency', EQUAL, () => currencyTruth(row.currency), read(price?.value.currency, price?.source ?? ''));
  judgeSeller(row, seller, judgement);
  add('images', AS_MANY, () => countTruth(row.image_count), images);
  add('brand', ONE_BRAND, () => brandTruth(row.brand), brand);
}

function judgeSeller(row: IndexRow, seller: ListingFacts['seller'], judgement: Judgement): void {
  const { add } = judging(judgement);
  const source = seller?.source ?? '';
  const id = seller?.value.id ?? listedAddress(seller?.value, row);
  add('seller', SAME_TEXT, () => textTruth(row.seller), read(seller?.value.name, source));
  add('seller id', ONE_ID, () => idTruth(row.seller_id), read(id, source));
}

/** Where the index gives the seller's host name, a seller without a number is known by the address that was read. */
function listedAddress(seller: Seller | undefined, row: IndexRow): string | undefined {
  const host = seller?.url && new URL(seller.url).hostname;
  return host && row.seller_id.includes(host) ? host : undefined;
}

/** A page that is no listing has no listing's facts, and only a store page has a seller. */
function judgeOther(row: IndexRow, { kind }: PageType, facts: ListingFacts, judgement: Judgement): void {
  if (kind === 'store') judgeSeller(row, facts.seller, judgement);
  const { add } = judging(judgement);
  const foreign = { title: facts.title, price: facts.price, images: facts.images, brand: facts.brand };
  for (const [name, fact] of Object.entries(
    kind === 'store' ? foreign : { ...foreign, seller: facts.seller },
  )) {
    add(name as Judged, EQUAL, () => 'absent', fact && read(JSON.stringify(fact.value), fact.source));
  }
}

function read<Value>(value: Value | undefined, source: string): Read<Value> | undefined {
  return value === undefined ? undefined : { value, source };
}

function showPrice({ min, max }: RightPrice): string {
  return min === max ? String(min) : `${min}–${max ?? ''}`;
}

function judging(judgement: Judgement) {
  return {
    add<Value, Right>(
      fact: Judged,
      { isRight, show, showFound }: Rule<Value, Right>,
      truth: () => Truth<Right>,
      found: Read<Value> | undefined,
    ): void {
      let right: Truth<Right>;
      try {
        right = truth();
      } catch (error) {
        if (!(error instanceof UnreadableCell)) throw error;
        judgement.problems.push(`${fact}: ${error.message}`);
        return;
      }
      const held = right !== 'absent';
      if (right === undefined || (!held && !found)) return;
      const isCorrect = found !== undefined && right !== 'absent' && isRight(found.value, right, found);
      judgement.verdicts.push({
        fact,
        outcome: isCorrect ? 'correct' : found ? 'wrong' : 'missing',
        held,
        expected: right === 'absent' ? '(not in file)' : show(right),
        got: found ? showFound(found.value) : '(nothing)',
        source: found?.source ?? '',
      });
    },
  };
}
