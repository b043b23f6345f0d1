import type { ListingFacts, Price, Rating, Seller, StoreAge, Variants } from '@marketsafe/contract';

/** One fact as the side panel shows it; `value` is null when the page did not give it. */
export interface FactRow {
  name: string;
  value: string | null;
  /** Where on the page it stood. */
  source: string | null;
  /** The text it was read from, where that says more than the value. */
  raw: string | null;
}

/** Longest text shown before it is cut, in characters: a hostile title may have thousands. */
const LONGEST = 400;

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** A price as a reader writes it, such as "US$1.20 – US$3.40". */
export function formatPrice(price: Price, locale = 'en'): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: price.currency });
  return price.min === price.max ? format.format(price.min) : format.formatRange(price.min, price.max);
}

function formatSeller(seller: Seller): string {
  return seller.name ?? seller.id ?? seller.url ?? '';
}

/** Each choice with its values: "Colour: Red, Blue"; where there are only numbered combinations, how many. */
function formatVariants({ options, skus }: Variants, number: Intl.NumberFormat): string {
  if (options.length === 0)
    return `${number.format(skus.length)} ${skus.length === 1 ? 'combination' : 'combinations'}`;
  return options
    .map(({ name, values }) => {
      const texts = values.map(({ text }) => text).join(', ');
      return name === undefined ? texts : `${name}: ${texts}`;
    })
    .join(' · ');
}

function formatRating({ score, best, count }: Rating, number: Intl.NumberFormat): string {
  const stars = `${number.format(score)} of ${number.format(best)}`;
  return count === undefined ? stars : `${stars} (${number.format(count)})`;
}

function formatAge({ years, since }: StoreAge): string {
  const words = [
    years === undefined ? '' : `${years} ${years === 1 ? 'year' : 'years'}`,
    since === undefined ? '' : `since ${since}`,
  ];
  return words.filter(Boolean).join(', ');
}

interface Found {
  source: string;
  raw: string;
}

function row<Fact extends Found>(
  name: string,
  fact: Fact | undefined,
  words: (fact: Fact) => string,
): FactRow {
  if (!fact) return { name, value: null, source: null, raw: null };
  const value = cut(words(fact));
  const raw = cut(fact.raw.trim());
  return { name, value, source: fact.source, raw: raw === '' || raw === value ? null : raw };
}

/** The facts of a listing, each in one row and always in the same order, missing ones included. */
export function factRows(facts: ListingFacts, locale = 'en'): FactRow[] {
  const number = new Intl.NumberFormat(locale);
  return [
    row('Title', facts.title, (fact) => fact.value),
    row('Price', facts.price, (fact) => formatPrice(fact.value, locale)),
    row('Seller', facts.seller, (fact) => formatSeller(fact.value)),
    row('Brand', facts.brand, (fact) => fact.value),
    row('Sold', facts.soldCount, (fact) => number.format(fact.value)),
    row('Variants', facts.variants, (fact) => formatVariants(fact.value, number)),
    row('Minimum order', facts.minimumOrder, ({ value }) =>
      [number.format(value.quantity), value.unit].filter(Boolean).join(' '),
    ),
    row('Rating', facts.rating, (fact) => formatRating(fact.value, number)),
    row('Location', facts.location, (fact) => fact.value),
    row('Ships from', facts.shipFrom, (fact) => fact.value),
    row('Store open', facts.storeAge, (fact) => formatAge(fact.value)),
    row('Store level', facts.storeLevel, (fact) => fact.value),
    row('Category', facts.category, (fact) => fact.value.join(' › ')),
    row('Pictures', facts.images, (fact) => number.format(fact.value.length)),
    row('Description', facts.description, (fact) => fact.value),
  ];
}
