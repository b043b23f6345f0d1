import type { MarketplaceAddresses } from './types.ts';

/** The country part of each site's domain. */
const SITES = ['sg', 'com.my', 'com.ph', 'co.th', 'co.id', 'vn'] as const;

/** Lazada. Each country's site numbers its own items, so the country belongs to the identity. */
export const lazada: MarketplaceAddresses = {
  id: 'lazada',
  name: 'Lazada',
  domains: SITES.map((site) => `lazada.${site}`),
  signInHost: /^(?:member|passport)(?:-m)?\.lazada\./,
  shapes: [{ kind: 'listing', path: /^\/products\/(?:.*-)?i(\d{6,16})(?:-s\d+)?\.html?$/i }],
  scope: (host) => /lazada\.(?:com?\.)?([a-z]{2})$/.exec(host)?.[1],
  canonicalUrl: (itemId, scope) => {
    const site = SITES.find((candidate) => candidate.endsWith(scope ?? '')) ?? 'sg';
    return `https://www.lazada.${site}/products/-i${itemId}.html`;
  },
};
