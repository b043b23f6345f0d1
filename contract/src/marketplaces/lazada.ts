import type { AddressShape, MarketplaceAddresses } from './types.ts';

/** The country sites: each numbers its own items. */
const DOMAINS: ReadonlyMap<string, string> = new Map([
  ['sg', 'lazada.sg'],
  ['my', 'lazada.com.my'],
  ['ph', 'lazada.com.ph'],
  ['th', 'lazada.co.th'],
  ['id', 'lazada.co.id'],
  ['vn', 'lazada.vn'],
]);

/** First steps of paths that are neither a category nor a brand. */
const NO_CATEGORY =
  'products|shop|wow|catalog|tag|flash-sale|helpcenter|contact|about|customer|cart|checkout|user|login|account|sell|sitemap|startapp|mobile-?apps?|marketplace|terms[a-z-]*|privacy[a-z-]*';

/**
 * What the engine of Lazada and Daraz shows under which path.
 * @param host the hosts that show the shop: `pages.`, `pdpdesc-m.`, `acs-m.`, `my-m.` and the like carry item numbers too and show none.
 */
export function lazadaShapes(host: RegExp): readonly AddressShape[] {
  return [
    { kind: 'listing', host, path: /^\/products\/(?:[^/]*-)?i(\d{6,16})(?:-s\d+)?\.html?\/?$/i },
    { kind: 'store', host, path: /^\/shop\/(?!(?:site|i)\/)[^/]+(?:\/|$)/i },
    { kind: 'search', host, path: /^\/(?:catalog\/?$|tag\/[^/]+)/i },
    // Categories and brands stand directly under the root, in every language: `/shop-laptops/`, `/beli-tablet/`, `/smartphones/apple/`.
    {
      kind: 'search',
      host,
      path: new RegExp(`^\\/(?!(?:${NO_CATEGORY})(?:\\/|$))[^/.]+(?:\\/[^/.]+)?\\/?$`, 'i'),
    },
  ];
}

/** The country whose site a host belongs to, of sites by country. */
export function countryOfHost(sites: ReadonlyMap<string, string>, host: string): string | undefined {
  return [...sites].find(([, domain]) => host === domain || host.endsWith(`.${domain}`))?.[0];
}

/** Lazada. Each country's site numbers its own items, so the country belongs to the identity. */
export const lazada: MarketplaceAddresses = {
  id: 'lazada',
  domains: [...DOMAINS.values()],
  signInHost: /^(?:member|passport)(?:-m)?\.lazada\./,
  // `s.` is what the app shares, `c.` what affiliates hand out.
  shortLinkHost: /^(?:[sc]\.lazada\.(?:sg|com\.my|com\.ph|co\.th|co\.id|vn)|(?:www\.)?lzd\.co)$/,
  shapes: lazadaShapes(/^(?:(?:www|m|h5)\.)?lazada\./),
  scope: (host) => countryOfHost(DOMAINS, host),
  canonicalUrl: (itemId, scope) =>
    `https://www.${DOMAINS.get(scope ?? '') ?? 'lazada.sg'}/products/pdp-i${itemId}.html`,
};
