import type { MarketplaceAddresses } from './types.ts';

/** Goofish (Xianyu), the group's second-hand marketplace. */
export const goofish: MarketplaceAddresses = {
  id: 'goofish',
  name: 'Goofish',
  domains: ['goofish.com', '2.taobao.com'],
  signInHost: /^(?:login|passport)\.goofish\.com$/,
  shapes: [
    { kind: 'listing', host: /^(?:www|h5\.m)\.goofish\.com$/, path: /^\/item\/?$/, idParameter: 'id' },
  ],
  canonicalUrl: (itemId) => `https://www.goofish.com/item?id=${itemId}`,
};
