import type { FactName, KeyFacts, ListingFacts, Price, Seller, Variants } from '@marketsafe/contract';
import { FACT_LIMITS } from '@marketsafe/contract/marketplaces';
import type { FactMatchers, FactValues, Found, SellerParts, VariantParts } from './adapter.ts';
import { guarded } from './dom.ts';
import { isAcceptableUrl, normaliseImages, normaliseImageUrl, normaliseLink } from './image-url.ts';
import { shownLines, shownText } from './shown-text.ts';
import { cleanText, cut } from './text.ts';

type Fact<Name extends FactName> = NonNullable<ListingFacts[Name]>;
type Finishers = {
  readonly [Name in FactName]: (value: FactValues[Name]) => Fact<Name>['value'] | undefined;
};

/** A site's own name where a title should be. */
const SITE_NAME = /^(?:aliexpress|alibaba|alibaba\.com|1688|1688\.com|阿里巴巴)$/i;

/** Cleans and cuts each fact to what the contract accepts; nothing where no acceptable value is left. */
const FINISHERS: Finishers = {
  title: (value) => {
    const text = shownText(value, FACT_LIMITS.title);
    return text === '' || SITE_NAME.test(text) ? undefined : text;
  },
  price: acceptablePrice,
  seller: finishSeller,
  images: (value) => {
    const urls = normaliseImages(value).filter(isAcceptableUrl);
    return urls.length > 0 ? urls : undefined;
  },
  soldCount: (value) => (Number.isSafeInteger(value) && value >= 0 ? value : undefined),
  location: (value) => shownText(value, FACT_LIMITS.name) || undefined,
  category: (value) => {
    const names = value.map((name) => shownText(name, FACT_LIMITS.name)).filter(Boolean);
    return names.length > 0 ? names.slice(0, FACT_LIMITS.category) : undefined;
  },
  brand: (value) => shownText(value, FACT_LIMITS.name) || undefined,
  description: (value) => shownLines(value, FACT_LIMITS.description) || undefined,
  variants: finishVariants,
  minimumOrder: ({ quantity, unit }) =>
    Number.isFinite(quantity) && quantity > 0 && quantity < 1e9
      ? { quantity, ...part('unit', shownText(unit ?? '', FACT_LIMITS.name)) }
      : undefined,
  rating: ({ score, best, count }) =>
    score > 0 && score <= best && Number.isFinite(best)
      ? { score, best, ...(count !== undefined && Number.isSafeInteger(count) && count >= 0 && { count }) }
      : undefined,
  shipFrom: (value) => shownText(value, FACT_LIMITS.name) || undefined,
  storeAge: ({ years, since }) => {
    const age = {
      ...(years !== undefined && Number.isInteger(years) && years >= 0 && years <= 200 && { years }),
      ...part('since', /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.exec(since ?? '')?.[0]),
    };
    return Object.keys(age).length > 0 ? age : undefined;
  },
  storeLevel: (value) => shownText(value, FACT_LIMITS.name) || undefined,
};

/** A price that can be one; nothing otherwise. */
export function acceptablePrice(value: Price): Price | undefined {
  const { min, max, currency } = value;
  return min > 0 && max >= min && Number.isFinite(max) && /^[A-Z]{3}$/.test(currency) ? value : undefined;
}

/** A seller of its parts, cleaned and cut; nothing where no part is left. */
export function finishSeller({ name, id, url }: SellerParts): Seller | undefined {
  const seller = {
    ...part('name', shownText(name ?? '', FACT_LIMITS.name)),
    ...part('id', cleanText(id ?? '', 200)),
    ...part('url', normaliseLink(url ?? '')),
  };
  return Object.keys(seller).length > 0 ? seller : undefined;
}

function finishVariants({ options, skus, incomplete }: VariantParts): Variants | undefined {
  const numbered = skus.filter(({ id }) => /^\d{1,24}$/.test(id));
  const finished = {
    options: options
      .map(finishOption)
      .filter(({ values }) => values.length > 0)
      .slice(0, FACT_LIMITS.options),
    skus: numbered
      .map(({ id, values }) => ({
        id,
        values: values
          .map((value) => shownText(value, FACT_LIMITS.name))
          .filter((value) => value !== '')
          .slice(0, FACT_LIMITS.options),
      }))
      .slice(0, FACT_LIMITS.skus),
    ...((incomplete === true || numbered.length > FACT_LIMITS.skus) && { incomplete: true as const }),
  };
  return finished.options.length + finished.skus.length > 0 ? finished : undefined;
}

/** What is chosen is kept only as one of the values; a list that is cut says so. */
function finishOption({ name, values, selected, incomplete }: VariantParts['options'][number]) {
  const all = values
    .map(({ text, image }) => ({
      text: shownText(text, FACT_LIMITS.name),
      ...part('image', normaliseImageUrl(image ?? '')),
    }))
    .filter(({ text }) => text !== '');
  const kept = all.slice(0, FACT_LIMITS.optionValues);
  const chosen = shownText(selected ?? '', FACT_LIMITS.name);
  return {
    ...part('name', shownText(name ?? '', FACT_LIMITS.name)),
    values: kept,
    ...part('selected', kept.some(({ text }) => text === chosen) ? chosen : undefined),
    ...((incomplete === true || all.length > kept.length) && { incomplete: true as const }),
  };
}

function part<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value ? ({ [key]: value } as Record<Key, string>) : {};
}

const FACT_ORDER = Object.keys(FINISHERS) as FactName[];

/** The facts that any source gives: for each the first source with an acceptable value. A matcher that fails costs only itself. */
export function finishFacts(matchers: FactMatchers): ListingFacts {
  const facts: Partial<Record<FactName, unknown>> = {};
  for (const name of FACT_ORDER) {
    const fact = firstFact(name, matchers);
    if (fact) facts[name] = fact;
  }
  return facts as ListingFacts;
}

/** Elements of the page itself; a document's title and what stands in its head are drawn nowhere. */
function isDrawn(source: string): boolean {
  return source.startsWith('dom:') && source !== 'dom:title';
}

/** The key facts as the page draws them: a page's own data may name one price while its screen shows another. */
export function drawnFacts(matchers: FactMatchers): KeyFacts {
  const title = firstFact('title', matchers, isDrawn);
  const price = firstFact('price', matchers, isDrawn);
  const seller = firstFact('seller', matchers, isDrawn);
  return { ...(title && { title }), ...(price && { price }), ...(seller && { seller }) };
}

function firstFact<Name extends FactName>(
  name: Name,
  matchers: FactMatchers,
  counts: (source: string) => boolean = () => true,
) {
  const sources = (matchers[name] ?? []) as readonly (() => Found<FactValues[Name]> | undefined)[];
  const finish = FINISHERS[name] as (value: FactValues[Name]) => Fact<Name>['value'] | undefined;
  for (const read of sources) {
    const fact = guarded(() => {
      const found = read();
      const value = found && counts(found.source) ? finish(found.value) : undefined;
      return found && value !== undefined
        ? { value, raw: cut(found.raw, FACT_LIMITS.raw).toWellFormed(), source: cut(found.source, 200) }
        : undefined;
    }, undefined);
    if (fact) return fact;
  }
  return undefined;
}
