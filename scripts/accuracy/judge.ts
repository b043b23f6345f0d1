import type { ListingFacts, PageReading, Seller } from '@marketsafe/contract';
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
}

const NOTHING = '(nothing)';
const NOT_HELD = '(not in file)';

/** Judges what was read of a file by its row. Rules of comparison: `truth.ts`; of pages that are no listing: `judgeOther`. */
export function judge(row: IndexRow, type: PageType, reading: PageReading): Judgement {
  const judgement: Judgement = { verdicts: [judgeKind(row, type, reading)], problems: [] };
  const { add } = judging(judgement);
  add(
    'wall',
    () => type.wall ?? 'absent',
    read(reading.wall, 'document'),
    (value, right) => value === right,
  );
  add(
    'identity',
    () => textTruth(row.listing_id),
    read(reading.itemId, 'url'),
    (value, right) => value === right,
  );
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
  add('title', () => textTruth(row.title), title, sameText);
  add('price', () => priceTruth(row.price, row.currency.slice(0, 3)), price, isRightPrice, showPrices);
  add(
    'currency',
    () => currencyTruth(row.currency),
    price && { value: price.value.currency, source: price.source },
    (value, right) => value === right,
  );
  judgeSeller(row, seller, judgement);
  add(
    'images',
    () => countTruth(row.image_count),
    images && { value: images.value.length, source: images.source },
    (value, right) => value === right,
  );
  add(
    'brand',
    () => brandTruth(row.brand),
    brand,
    (value, right) => right.includes(folded(value).toLowerCase()),
    (right) => right[0] ?? '',
  );
}

function judgeSeller(row: IndexRow, seller: ListingFacts['seller'], judgement: Judgement): void {
  const { add } = judging(judgement);
  const part = (value: string | undefined) =>
    value && seller ? { value, source: seller.source } : undefined;
  add('seller', () => textTruth(row.seller), part(seller?.value.name), sameText);
  add(
    'seller id',
    () => idTruth(row.seller_id),
    part(seller?.value.id ?? listedAddress(seller?.value, row)),
    (value, right) => right.has(folded(value)),
    (right) => [...right].join(' or '),
  );
}

/** Where the index gives the seller's host name, a seller without a number is known by the address that was read. */
function listedAddress(seller: Seller | undefined, row: IndexRow): string | undefined {
  const host = seller?.url && new URL(seller.url).hostname;
  return host && row.seller_id.includes(host) ? host : undefined;
}

/** A page that is no listing has no listing's facts, and only a store page has a seller. */
function judgeOther(row: IndexRow, { kind }: PageType, facts: ListingFacts, judgement: Judgement): void {
  const { add } = judging(judgement);
  if (kind === 'store') judgeSeller(row, facts.seller, judgement);
  else
    add(
      'seller',
      () => 'absent',
      shown(facts.seller),
      () => false,
    );
  add(
    'title',
    () => 'absent',
    shown(facts.title),
    () => false,
  );
  add(
    'price',
    () => 'absent',
    shown(facts.price),
    () => false,
  );
  add(
    'images',
    () => 'absent',
    shown(facts.images),
    () => false,
  );
  add(
    'brand',
    () => 'absent',
    shown(facts.brand),
    () => false,
  );
}

function shown(fact: { value: unknown; source: string } | undefined): Read<string> | undefined {
  return fact && { value: JSON.stringify(fact.value), source: fact.source };
}

function read<Value>(value: Value | undefined, source: string): Read<Value> | undefined {
  return value === undefined ? undefined : { value, source };
}

function sameText(value: string, right: string): boolean {
  return folded(value) === right;
}

function showPrices(right: readonly RightPrice[]): string {
  return right.map(({ min, max }) => (max === min ? `${min}` : `${min}–${max ?? ''}`)).join(' or ');
}

function judging(judgement: Judgement) {
  return {
    /** Compares one fact with what its cell says. */
    add<Value, Right>(
      fact: Judged,
      truth: () => Truth<Right>,
      found: Read<Value> | undefined,
      isRight: (value: Value, right: Right) => boolean,
      show: (right: Right) => string = String,
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
      const expected = right === 'absent' ? NOT_HELD : show(right);
      const isCorrect = found !== undefined && right !== 'absent' && isRight(found.value, right);
      judgement.verdicts.push({
        fact,
        outcome: isCorrect ? 'correct' : found ? 'wrong' : 'missing',
        held,
        expected,
        got: found ? display(found.value) : NOTHING,
        source: found?.source ?? '',
      });
    },
  };
}

function display(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'min' in value && 'max' in value) {
    return value.min === value.max ? String(value.min) : `${value.min}–${value.max}`;
  }
  return JSON.stringify(value);
}
