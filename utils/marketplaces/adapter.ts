import type { FactName, MarketplaceId, Price, Seller } from '@marketsafe/contract';
import type { PageDom } from './dom.ts';
import type { InlineState } from './inline-state.ts';
import type { JsonLdNode } from './json-ld.ts';

/** A value as a source gives it, before it is cleaned and cut. */
export interface Found<Value> {
  value: Value;
  /** The text the value was read from, as it stands on the page. */
  raw: string;
  source: string;
}

/** What the matchers of each fact give. */
export interface FactValues {
  title: string;
  price: Price;
  seller: Partial<Record<keyof Seller, string | undefined>>;
  images: string[];
  soldCount: number;
  location: string;
  category: string[];
  brand: string;
  description: string;
}

type Matcher<Value> = () => Found<Value> | undefined;

/** For each fact its sources in order of trust. */
export type FactMatchers = { readonly [Name in FactName]?: readonly Matcher<FactValues[Name]>[] };

/** One object of page state, under the name its facts' sources carry. */
export interface StateRecord {
  name: string;
  /** The item this state is about, as the state names it; absent where it names none. */
  itemId?: string | undefined;
  data: unknown;
}

/** One listing page, with only those sources that are about the item its address names. */
export interface ListingPage {
  host: string;
  itemId: string;
  dom: PageDom;
  states: readonly StateRecord[];
  /** Empty, like `title`, where the page's own address tags name another item. */
  meta: (name: string) => string;
  title: () => string;
  jsonLd: readonly JsonLdNode[];
}

/** How one marketplace's listing pages hold their facts. */
export interface Adapter {
  id: MarketplaceId;
  /** Page state of every era, in order of trust, whatever item it is about. */
  states: (state: InlineState) => StateRecord[];
  matchers: (page: ListingPage) => FactMatchers;
}
