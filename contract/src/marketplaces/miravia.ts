import type { MarketplaceAddresses } from './types.ts';

const SHOP_HOST = /^(?:(?:www|m)\.)?miravia\.es$/;

/** Miravia, the group's marketplace for Spain. */
export const miravia: MarketplaceAddresses = {
  id: 'miravia',
  domains: ['miravia.es'],
  signInHost: /^(?:member|login)(?:-m)?\.miravia\.es$/,
  shapes: [
    {
      kind: 'listing',
      host: SHOP_HOST,
      path: /^\/p\/(?:[^/]*-)?i(\d{6,20})(?:-s\d+)?\.html?\/?$/i,
    },
    { kind: 'store', host: SHOP_HOST, path: /^\/(?:shop|cl\/store)\/[^/]+(?:\/|$)/i },
    { kind: 'search', host: SHOP_HOST, path: /^\/(?:search|catalog)\/?$/i },
    { kind: 'search', host: SHOP_HOST, path: /^\/(?:c|category)\/[^/]+/i },
  ],
  canonicalUrl: (itemId) => `https://www.miravia.es/p/i${itemId}.html`,
};
