import type { MarketplaceAddresses } from './types.ts';

/** Miravia, the group's marketplace for Spain. */
export const miravia: MarketplaceAddresses = {
  id: 'miravia',
  name: 'Miravia',
  domains: ['miravia.es'],
  signInHost: /^(?:member|login)(?:-m)?\.miravia\.es$/,
  shapes: [{ kind: 'listing', path: /^\/p\/(?:.*-)?i(\d{6,20})(?:-s\d+)?\.html?$/i }],
  canonicalUrl: (itemId) => `https://www.miravia.es/p/i${itemId}.html`,
};
