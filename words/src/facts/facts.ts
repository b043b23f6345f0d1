import type { FactName, ListingFacts, Rating, Seller, StoreAge, Variants } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatExactly, formatNumber, INTL_LOCALES } from '../units/numbers.ts';
import { formatPrice } from '../units/price.ts';
import { joinTexts } from '../units/sentences.ts';

/** Every fact in the order in which one reads a listing. A fact that the contract adds does not compile until it is named. */
const NAMES = {
  title: m.facts_name_title,
  price: m.facts_name_price,
  seller: m.facts_name_seller,
  brand: m.facts_name_brand,
  soldCount: m.facts_name_sold_count,
  variants: m.facts_name_variants,
  minimumOrder: m.facts_name_minimum_order,
  rating: m.facts_name_rating,
  location: m.facts_name_location,
  shipFrom: m.facts_name_ship_from,
  storeAge: m.facts_name_store_age,
  storeLevel: m.facts_name_store_level,
  category: m.facts_name_category,
  images: m.facts_name_images,
  description: m.facts_name_description,
} satisfies Record<FactName, unknown>;

/** The names of all facts, in the order in which they are shown everywhere. */
export const FACT_ORDER = Object.keys(NAMES) as readonly FactName[];

/** Name of a fact. */
export function factName(name: FactName, language: Language = currentLanguage()): string {
  return NAMES[name]({}, { locale: language });
}

/** What stands in the place of a fact that was not found; `readingOff` where nobody looked. */
export function missingFact(readingOff = false, language: Language = currentLanguage()): string {
  return (readingOff ? m.facts_not_read : m.facts_missing)({}, { locale: language });
}

/** A seller's name, number and address, as far as the page told, a line each. */
export function sellerLines({ name, id, url }: Seller, language: Language = currentLanguage()): string[] {
  return [
    ...(name === undefined ? [] : [name]),
    ...(id === undefined ? [] : [m.facts_seller_id({ id }, { locale: language })]),
    ...(url === undefined ? [] : [url]),
  ];
}

/** What a buyer chooses among, a line for each choice: `Colour: Red, Blue (selected: Red)`. A list that may not be whole says so. */
export function optionLines({ options }: Variants, language: Language = currentLanguage()): string[] {
  const locale = { locale: language };
  return options.map(({ name, values, selected, incomplete }) => {
    const listed = joinTexts(
      values.map(({ text }) => text),
      'items',
      language,
    );
    const offered = incomplete ? m.facts_option_incomplete({ values: listed }, locale) : listed;
    const texts =
      selected === undefined ? offered : m.facts_option_selected({ values: offered, selected }, locale);
    return name === undefined ? texts : m.facts_option({ name, values: texts }, locale);
  });
}

/** Says that not all combinations are recorded; nothing where they are. */
export function missingCombinations(
  { incomplete }: Variants,
  language: Language = currentLanguage(),
): string[] {
  return incomplete ? [m.facts_more_combinations({}, { locale: language })] : [];
}

/** How many numbered combinations of choices there are. */
export function combinations(count: number, language: Language = currentLanguage()): string {
  return m.facts_combinations({ count, number: formatNumber(count, 0, language) }, { locale: language });
}

/** How many pictures. */
export function pictureCount(count: number, language: Language = currentLanguage()): string {
  return m.facts_pictures({ count, number: formatNumber(count, 0, language) }, { locale: language });
}

function ratingText({ score, best, count }: Rating, language: Language): string {
  const said = { score: formatExactly(score, 0, language), best: formatExactly(best, 0, language) };
  if (count === undefined) return m.facts_rating(said, { locale: language });
  const number = formatNumber(count, 0, language);
  return m.facts_rating_counted({ ...said, count, number }, { locale: language });
}

function storeAgeText({ years, since }: StoreAge, language: Language): string {
  const locale = { locale: language };
  const length =
    years === undefined
      ? undefined
      : new Intl.NumberFormat(INTL_LOCALES[language], {
          style: 'unit',
          unit: 'year',
          unitDisplay: 'long',
        }).format(years);
  if (since === undefined) return length ?? '';
  if (length === undefined) return m.facts_store_since({ since }, locale);
  return m.facts_store_years_since({ years: length, since }, locale);
}

type Values = { [Name in FactName]-?: NonNullable<ListingFacts[Name]>['value'] };
type Readers = { [Name in FactName]: (value: Values[Name], language: Language) => string[] };

const asRead = (value: string) => [value];

/** The value of each fact in lines, nothing left out. */
const READERS: Readers = {
  title: asRead,
  price: (value, language) => [formatPrice(value, language)],
  seller: sellerLines,
  brand: asRead,
  soldCount: (value, language) => [formatNumber(value, 0, language)],
  variants: (value, language) => [
    ...optionLines(value, language),
    ...value.skus.map(({ id, values }) => [id, ...values].join(' ')),
    ...missingCombinations(value, language),
  ],
  minimumOrder: ({ quantity, unit = '' }, language) => [
    // A Chinese measure word stands at its number: 2件.
    formatExactly(quantity, 0, language) + (/^\p{Script=Han}|^$/u.test(unit) ? '' : ' ') + unit,
  ],
  rating: (value, language) => [ratingText(value, language)],
  location: asRead,
  shipFrom: asRead,
  storeAge: (value, language) => [storeAgeText(value, language)],
  storeLevel: asRead,
  category: (value) => [value.join(' › ')],
  images: (value) => [...value],
  description: asRead,
};

function read<Name extends FactName>(name: Name, value: Values[Name], language: Language): string[] {
  return READERS[name](value, language);
}

/** A fact's whole value in lines: every picture's address, every combination. None where the fact is missing. */
export function factLines(
  facts: ListingFacts,
  name: FactName,
  language: Language = currentLanguage(),
): string[] {
  const value = facts[name]?.value;
  return value === undefined ? [] : read(name, value as Values[typeof name], language);
}

/** A fact's value in one line that fits beside its name, where lists are counted; undefined where the fact is missing. */
export function factText(
  facts: ListingFacts,
  name: FactName,
  language: Language = currentLanguage(),
): string | undefined {
  const { images, seller, variants } = facts;
  if (name === 'images' && images) return pictureCount(images.value.length, language);
  if (name === 'seller' && seller) return sellerLines(seller.value, language)[0];
  if (name === 'variants' && variants) {
    const { options, skus } = variants.value;
    if (options.length === 0) return combinations(skus.length, language);
    return optionLines(variants.value, language).join(' · ');
  }
  const lines = factLines(facts, name, language);
  return lines.length === 0 ? undefined : lines.join(' · ');
}
