import type { MarketplaceAddresses } from './types.ts';

/** Tmall, with its supermarket. It shares Taobao's numbers. */
export const tmall: MarketplaceAddresses = {
  id: 'tmall',
  name: 'Tmall',
  domains: ['tmall.com'],
  signInHost: /^login\.tmall\.com$/,
  shapes: [
    { kind: 'listing', host: /^detail(?:\.m)?\.tmall\.com$/, path: /^\/item\.html?$/, idParameter: 'id' },
  ],
  canonicalUrl: (itemId) => `https://detail.tmall.com/item.htm?id=${itemId}`,
};
