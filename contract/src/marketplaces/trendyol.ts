import type { MarketplaceAddresses } from './types.ts';

/** Shops of other kinds (partners, developers, help) have hosts of their own. */
const HOST = /^(?:(?:www|m)\.)?trendyol\.com$/;

/** Trendyol. One page shows one of several sellers' offers: the one its address names, or the site's choice. */
export const trendyol: MarketplaceAddresses = {
  id: 'trendyol',
  domains: ['trendyol.com'],
  signInHost: /^(?:auth|login)\.trendyol\.com$/,
  shortLinkHost: /^(?:www\.)?ty\.gl$/,
  shapes: [
    // `/pd/` since 2023, a country's or language's prefix before it. What follows the number is another page: reviews, questions.
    {
      kind: 'listing',
      host: HOST,
      path: /^\/(?:[a-z]{2}\/)?(?:pd\/)?[^/]+\/(?:[^/]*-)?p-(\d{3,12})\/?$/i,
    },
    { kind: 'store', host: HOST, path: /^\/(?:[a-z]{2}\/)?(?:magaza|store)\/(?:[a-z]+\/)?[^/]*-m-\d+\/?$/i },
    { kind: 'search', host: HOST, path: /^\/(?:[a-z]{2}\/)?sr\/?$/i },
    // Categories, brands and prepared searches: `/elbise-x-c56`, `/apple-x-b101470`, `/ssd-y-s3288`, with filters behind.
    { kind: 'search', host: HOST, path: /^\/(?:[a-z]{2}\/)?[^/]*-[xy]-[a-z]\d[^/]*\/?$/i },
    { kind: 'search', host: HOST, path: /^\/(?:[a-z]{2}\/)?[^/]+\/butikdetay\/\d+\/?$/i },
  ],
  scope: (_, query) => /^[1-9]\d{0,11}$/.exec(query.get('merchantId') ?? '')?.[0],
  // The words that the site's own apps put where they know the number alone; brand and name carry no identity.
  canonicalUrl: (itemId, scope) =>
    `https://www.trendyol.com/brand/name-p-${itemId}${scope === undefined ? '' : `?merchantId=${scope}`}`,
};
