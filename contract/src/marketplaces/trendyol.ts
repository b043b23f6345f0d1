import type { MarketplaceAddresses } from './types.ts';

/** Trendyol. One page shows one of several sellers' offers: the one its address names, or the site's choice. */
export const trendyol: MarketplaceAddresses = {
  id: 'trendyol',
  name: 'Trendyol',
  domains: ['trendyol.com'],
  signInHost: /^(?:auth|login)\.trendyol\.com$/,
  shortLinkHost: /^ty\.gl$/,
  shapes: [{ kind: 'listing', path: /^\/(?:[a-z]{2}\/)?[^/]+\/(?:[^/]*-)?p-(\d{3,16})\/?$/i }],
  scope: (_, query) => /^\d{1,12}$/.exec(query.get('merchantId') ?? '')?.[0],
  canonicalUrl: (itemId, scope) =>
    `https://www.trendyol.com/brand/product-p-${itemId}${scope === undefined ? '' : `?merchantId=${scope}`}`,
};
