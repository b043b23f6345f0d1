import type { FactName, ListingFacts } from '@marketsafe/contract';
import { english, given, stacked, table } from '../pdf/blocks.ts';
import { CONTENT_WIDTH, INK, LABEL, SMALL } from '../pdf/look.ts';
import type { Sheet } from '../pdf/sheet.ts';
import { FACT_NAMES } from '../words/names.ts';

/** Characters of a fact that are printed; the rest is in the record. */
const LONGEST = 1_200;

const VALUE = { ...SMALL, size: 8, color: INK };

const ORDER = Object.keys(FACT_NAMES) as FactName[];

/** A stranger's text for a cell, cut where it is long. */
function inCell(text: string, longest = LONGEST): string {
  const characters = Array.from(text);
  if (characters.length <= longest) return text;
  const more = characters.length - longest;
  return `${characters.slice(0, longest).join('')} … (+${more} characters in capture.json 余见记录)`;
}

const amount = new Intl.NumberFormat('en', { maximumFractionDigits: 10 });

/** A price in major units with its ISO 4217 code. */
export function priceText({ min, max, currency }: NonNullable<ListingFacts['price']>['value']): string {
  return `${currency} ${min === max ? amount.format(min) : `${amount.format(min)} – ${amount.format(max)}`}`;
}

/** A seller in one text: name, id and address, as far as known. */
export function sellerText({ name, id, url }: NonNullable<ListingFacts['seller']>['value']): string {
  return [name, id === undefined ? undefined : `id ${id}`, url].filter(Boolean).join(' · ');
}

function listLines(list: readonly string[], longest: number): string[] {
  const more = list.length - longest;
  return [...list.slice(0, longest), ...(more > 0 ? [`… (+${more} in capture.json 余见记录)`] : [])];
}

function variantLines({ options, skus }: NonNullable<ListingFacts['variants']>['value']): string[] {
  const choices = options.map(
    ({ name, values }) =>
      `${name === undefined ? '' : `${name}: `}${values.map(({ text }) => text).join(', ')}`,
  );
  return [
    ...choices,
    ...listLines(
      skus.map(({ id, values }) => [id, ...values].join(' ')),
      12,
    ),
  ];
}

/** A fact's value in lines. */
function valueLines(facts: ListingFacts, name: FactName): string[] {
  switch (name) {
    case 'price':
      return facts.price ? [priceText(facts.price.value)] : [];
    case 'seller':
      return facts.seller ? [sellerText(facts.seller.value)] : [];
    case 'images':
      return listLines(facts.images?.value ?? [], 6);
    case 'soldCount':
      return [amount.format(facts.soldCount?.value ?? 0)];
    case 'category':
      return [(facts.category?.value ?? []).join(' › ')];
    case 'variants':
      return facts.variants ? variantLines(facts.variants.value) : [];
    case 'minimumOrder':
      return [[facts.minimumOrder?.value.quantity, facts.minimumOrder?.value.unit].filter(Boolean).join(' ')];
    case 'rating':
      return [ratingText(facts.rating?.value)];
    case 'storeAge':
      return [ageText(facts.storeAge?.value)];
    default:
      return [facts[name]?.value ?? ''];
  }
}

function ratingText(rating: NonNullable<ListingFacts['rating']>['value'] | undefined): string {
  if (!rating) return '';
  return `${rating.score} / ${rating.best}${rating.count === undefined ? '' : ` (${amount.format(rating.count)})`}`;
}

function ageText(age: NonNullable<ListingFacts['storeAge']>['value'] | undefined): string {
  const years = age?.years === undefined ? undefined : `${age.years} y 年`;
  const since = age?.since === undefined ? undefined : `since 自 ${age.since}`;
  return [years, since].filter(Boolean).join(', ');
}

/** The facts that were read from the page, each with the text it was read from and where that stood. */
export function factsTable(sheet: Sheet, facts: ListingFacts): void {
  const found = ORDER.flatMap((name) => {
    const fact = facts[name];
    return fact ? [{ name, raw: fact.raw, source: fact.source, lines: valueLines(facts, name) }] : [];
  });
  const widths = [70, 180, 150, CONTENT_WIDTH - 70 - 180 - 150 - 24];
  const labels = [
    { en: 'Fact', zh: '事项' },
    { en: 'Value as read', zh: '读取结果' },
    { en: 'Text on the page', zh: '网页原文' },
    { en: 'Where it stood', zh: '所在位置' },
  ];
  table(
    sheet,
    labels.map((label, index) => ({ label, width: widths[index] ?? 0 })),
    found.map(({ name, raw, source, lines }) => [
      stacked(FACT_NAMES[name], LABEL, SMALL),
      lines.flatMap((line, index) => [
        ...(index > 0 ? [english('\n', VALUE)] : []),
        given(inCell(line), VALUE),
      ]),
      [given(raw === lines.join() ? '(the same 同左)' : inCell(raw, 600), SMALL)],
      [given(inCell(source, 200), SMALL)],
    ]),
  );
}
