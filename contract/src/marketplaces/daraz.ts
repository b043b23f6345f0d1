import type { MarketplaceAddresses } from './types.ts';

/** The country part of each site's domain. */
const SITES = ['pk', 'com.bd', 'lk', 'com.np', 'com'] as const;

/** Daraz. Each country's site numbers its own items, so the country belongs to the identity. */
export const daraz: MarketplaceAddresses = {
  id: 'daraz',
  name: 'Daraz',
  domains: SITES.map((site) => `daraz.${site}`),
  signInHost: /^member(?:-m)?\.daraz\./,
  shapes: [{ kind: 'listing', path: /^\/products\/(?:.*-)?i(\d{6,16})(?:-s\d+)?\.html?$/i }],
  scope: (host) => /daraz\.(?:com\.)?([a-z]{2})$/.exec(host)?.[1],
  canonicalUrl: (itemId, scope) => {
    const site = SITES.find((candidate) => candidate.endsWith(scope ?? '')) ?? 'pk';
    return `https://www.daraz.${site}/products/-i${itemId}.html`;
  },
};
