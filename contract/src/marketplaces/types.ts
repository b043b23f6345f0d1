/** Marketplaces of the Alibaba group that the program covers and this build recognises. */
export const MARKETPLACE_IDS = [
  'alibaba',
  'aliexpress',
  '1688',
  'taobao',
  'tmall',
  'tmall-global',
  'goofish',
  'lazada',
  'daraz',
  'trendyol',
  'miravia',
] as const;
export type MarketplaceId = (typeof MARKETPLACE_IDS)[number];

/** What an address alone says about the page behind it. A `short-link` redirects to a page whose address says more. */
export type AddressKind = 'listing' | 'search' | 'store' | 'short-link' | 'none';

/** An address of a known marketplace host, reduced to what identifies the page. */
export interface PageAddress {
  marketplace: MarketplaceId;
  kind: AddressKind;
  /** Decimal digits, the marketplace's own number, equal for every host, slug and mobile variant. Only for listings and challenges. */
  itemId?: string;
  /** What the number alone leaves open, where the marketplace's `scope` says that something is. Only together with `itemId`. */
  scope?: string;
  /** Only together with `itemId`: one spelling for one listing, without tracking parameters. */
  canonicalUrl?: string;
  /**
   * The marketplace's own address of a page in between: its captcha (`…/_____tmd_____/punish`, served under the address it guards,
   * whose item id is then kept) or its sign-in. `kind` is `none`.
   */
  challenge?: 'captcha' | 'login';
}

/** One shape of path and query on some hosts of a marketplace. */
export interface AddressShape {
  kind: Exclude<AddressKind, 'none'>;
  /** Tested against the lower-case host name; the marketplace's host list has been checked before. */
  host?: RegExp;
  /** Tested against the path, percent-decoded where it decodes. A listing's first capture group is its item id, unless `idParameter` is set. */
  path: RegExp;
  /** Query parameter that holds the item id. */
  idParameter?: string;
  /** The marketplace whose page this is, where it stands on another one's host. */
  guest?: MarketplaceId;
}

/** One marketplace's hosts and address shapes: data from which recognition and the manifest's match patterns both derive. */
export interface MarketplaceAddresses {
  id: MarketplaceId;
  /** Registrable domains; every sub-domain belongs to the marketplace, nothing else does. */
  domains: readonly string[];
  /** Hosts that only sign people in. */
  signInHost: RegExp;
  /** Hosts, of the marketplace or of its link shortener, whose every address redirects. They get no script and no permission. */
  shortLinkHost?: RegExp;
  shapes: readonly AddressShape[];
  /** Turns an id found in an address or a page into the identity (AliExpress .us pages carry another number). */
  identity?: (id: string) => string;
  /**
   * What besides the number tells two listings apart: the country site, where each numbers its own items, or the seller, where
   * one page shows one of several sellers' offers. Lower-case letters, digits and hyphens; nothing where the address names none.
   * @param path absent where a page gives a number without an address.
   */
  scope?: (host: string, query: URLSearchParams, path?: string) => string | undefined;
  canonicalUrl: (itemId: string, scope?: string) => string;
}

/** Key under which everything about one listing meets: `marketplace:itemId`, and `@scope` where the number alone leaves it open. */
export function listingKey({
  marketplace,
  itemId,
  scope,
}: {
  marketplace: string;
  itemId: string;
  scope?: string | undefined;
}): string {
  return scope === undefined ? `${marketplace}:${itemId}` : `${marketplace}:${itemId}@${scope}`;
}
