import type { MarketplaceId } from '../marketplaces/types.ts';

/** Country sites of marketplaces that have a procedure of their own, by the marketplace and the site's country, ISO 3166-1 in lower case. */
export const SITES = {
  lazada: ['sg', 'my', 'th', 'ph', 'id', 'vn'],
  daraz: ['pk', 'bd', 'lk', 'np', 'mm'],
} as const satisfies Partial<Record<MarketplaceId, readonly string[]>>;

/** Laws and programs of several marketplaces, whose values stand once. */
export const SHARED_SCOPES = ['law-cn', 'law-eu', 'law-tr', 'alibaba-ipp'] as const;
type SharedScope = (typeof SHARED_SCOPES)[number];

type SitesOf = typeof SITES;
type SiteScope = {
  [Id in keyof SitesOf]: `${Id}-${SitesOf[Id][number]}`;
}[keyof SitesOf];

/** What values can stand under: a law, a program of several marketplaces, a marketplace, or one country's site of it. */
export type ScopeId = SharedScope | MarketplaceId | SiteScope;

/** What each marketplace takes over, the weakest first: its own values stand above them, those of a country's site above these. */
const TAKES_OVER: Readonly<Record<MarketplaceId, readonly SharedScope[]>> = {
  alibaba: ['alibaba-ipp'],
  aliexpress: ['law-eu', 'alibaba-ipp'],
  '1688': ['law-cn', 'alibaba-ipp'],
  taobao: ['law-cn', 'alibaba-ipp'],
  tmall: ['law-cn', 'alibaba-ipp'],
  'tmall-global': ['alibaba-ipp'],
  goofish: ['law-cn'],
  lazada: ['alibaba-ipp'],
  daraz: [],
  trendyol: ['law-tr'],
  miravia: ['law-eu'],
};

/** The country sites that a marketplace has procedures for. */
export function sitesOf(marketplace: MarketplaceId): readonly string[] {
  return marketplace === 'lazada' || marketplace === 'daraz' ? SITES[marketplace] : [];
}

/**
 * The scopes whose values make the procedure of a marketplace, the weakest first. `site` is a country of `sitesOf`; one that is not is passed
 * over.
 */
export function scopesOf(marketplace: MarketplaceId, site: string | null): readonly ScopeId[] {
  const own: ScopeId[] = [...TAKES_OVER[marketplace], marketplace];
  if (site !== null && sitesOf(marketplace).includes(site)) own.push(`${marketplace}-${site}` as SiteScope);
  return own;
}
