import type { FactName, ListingFacts } from '@marketsafe/contract';
import { FACT_LIMITS } from '@marketsafe/contract/marketplaces';
import type { FactMatchers, FactValues, Found } from './adapter.ts';
import { guarded } from './dom.ts';
import { isAcceptableUrl, normaliseImages, normaliseLink } from './image-url.ts';
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
    const text = cleanText(value, FACT_LIMITS.title);
    return text === '' || SITE_NAME.test(text) ? undefined : text;
  },
  price: (value) =>
    value.min > 0 && value.max >= value.min && Number.isFinite(value.max) && /^[A-Z]{3}$/.test(value.currency)
      ? value
      : undefined,
  seller: ({ name, id, url }) => {
    const seller = {
      ...part('name', cleanText(name ?? '', FACT_LIMITS.name)),
      ...part('id', cleanText(id ?? '', 200)),
      ...part('url', normaliseLink(url ?? '')),
    };
    return Object.keys(seller).length > 0 ? seller : undefined;
  },
  images: (value) => {
    const urls = normaliseImages(value).filter(isAcceptableUrl);
    return urls.length > 0 ? urls : undefined;
  },
  soldCount: (value) => (Number.isSafeInteger(value) && value >= 0 ? value : undefined),
  location: (value) => cleanText(value, FACT_LIMITS.name) || undefined,
  category: (value) => {
    const names = value.map((name) => cleanText(name, FACT_LIMITS.name)).filter(Boolean);
    return names.length > 0 ? names.slice(0, FACT_LIMITS.category) : undefined;
  },
  brand: (value) => cleanText(value, FACT_LIMITS.name) || undefined,
  description: (value) => cleanText(value, FACT_LIMITS.description) || undefined,
};

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

function firstFact<Name extends FactName>(name: Name, matchers: FactMatchers) {
  const sources = (matchers[name] ?? []) as readonly (() => Found<FactValues[Name]> | undefined)[];
  const finish = FINISHERS[name] as (value: FactValues[Name]) => Fact<Name>['value'] | undefined;
  for (const read of sources) {
    const fact = guarded(() => {
      const found = read();
      const value = found && finish(found.value);
      return found && value !== undefined
        ? { value, raw: cut(found.raw, FACT_LIMITS.raw).toWellFormed(), source: cut(found.source, 200) }
        : undefined;
    }, undefined);
    if (fact) return fact;
  }
  return undefined;
}
