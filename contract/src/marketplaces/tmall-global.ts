import type { MarketplaceAddresses } from './types.ts';

/** Tmall Global: foreign brands' shops for buyers in China. It shares Taobao's numbers. */
export const tmallGlobal: MarketplaceAddresses = {
  id: 'tmall-global',
  name: 'Tmall Global',
  domains: ['tmall.hk'],
  signInHost: /^login\.tmall\.hk$/,
  shapes: [
    {
      kind: 'listing',
      host: /^detail(?:\.m)?\.tmall\.hk$/,
      path: /^\/(?:hk\/)?item\.html?$/,
      idParameter: 'id',
    },
  ],
  canonicalUrl: (itemId) => `https://detail.tmall.hk/item.htm?id=${itemId}`,
};
