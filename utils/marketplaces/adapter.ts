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
  seller: SellerParts;
  images: string[];
  soldCount: number;
  location: string;
  category: string[];
  brand: string;
  description: string;
  variants: VariantParts;
  minimumOrder: { quantity: number; unit?: string | undefined };
  rating: { score: number; best: number; count?: number | undefined };
  shipFrom: string;
  storeAge: { years?: number | undefined; since?: string | undefined };
  storeLevel: string;
}

export type SellerParts = Partial<Record<keyof Seller, string | undefined>>;

/** Choices and numbered combinations as a source lists them; see `variantsValue` of the contract. */
export interface VariantParts {
  options: {
    name?: string | undefined;
    /** What is offered, as far as the source lists it. */
    values: { text: string; image?: string | undefined }[];
    /** What is chosen now. */
    selected?: string | undefined;
    /** Whether more than `values` may be offered. */
    incomplete?: boolean | undefined;
  }[];
  skus: { id: string; values: string[] }[];
  /** Whether there are more combinations than `skus`. */
  incomplete?: boolean | undefined;
}

/** One listing card as a source gives it. Its identity comes from `address`, or from `itemId` of the marketplace named. */
export interface CardParts {
  /** Link to the listing, absolute, protocol-relative or relative to the page. */
  address?: string | undefined;
  itemId?: string | undefined;
  /** The page's own marketplace unless given. */
  marketplace?: MarketplaceId | undefined;
  title?: string | undefined;
  price?: { value: Price; raw: string } | undefined;
  image?: string | undefined;
  seller?: SellerParts | undefined;
  /** Where this card stands, if not where the list does: a page's state and its document may show different parts of one list. */
  source?: string | undefined;
}

/** The cards that one source holds, in page order. */
export interface FoundCards {
  cards: CardParts[];
  source: string;
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

/** What the building blocks of `matchers.ts` read. */
export interface PageSources {
  host: string;
  dom: PageDom;
  states: readonly StateRecord[];
  meta: (name: string) => string;
  title: () => string;
  jsonLd: readonly JsonLdNode[];
}

/**
 * One listing page, with only those sources that are about the item its address names: `meta` and `title` are empty where the page's
 * own address tags name another item.
 */
export interface ListingPage extends PageSources {
  itemId: string;
  /** See `PageAddress.scope`. */
  scope?: string | undefined;
}

/** A search, category or store page. `states` is what `listStates` gives. */
export interface ListPage extends PageSources {
  url: string;
  kind: 'search' | 'store';
}

/** How one marketplace's listing pages hold their facts. */
export interface Adapter {
  id: MarketplaceId;
  /** See `ADAPTER_VERSIONS`. */
  version: number;
  /** Page state of every era, in order of trust, whatever item it is about. */
  states: (state: InlineState) => StateRecord[];
  matchers: (page: ListingPage) => FactMatchers;
}

/** How one marketplace's search and store pages hold their cards. Apart from `Adapter`: scripts that a click runs in a listing hold none. */
export interface ListAdapter {
  /** Page state of search and store pages. */
  listStates?: (state: InlineState) => StateRecord[];
  /** Where listing cards stand, in order of trust: the first source with an acceptable card gives them all. */
  cards: (page: ListPage) => readonly (() => FoundCards | undefined)[];
  /** The store that a store page belongs to. */
  storeSeller: (page: ListPage) => NonNullable<FactMatchers['seller']>;
}
