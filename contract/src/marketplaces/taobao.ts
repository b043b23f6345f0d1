import type { MarketplaceAddresses } from './types.ts';

/** Taobao, with the hosts of its mobile site. */
export const taobao: MarketplaceAddresses = {
  id: 'taobao',
  name: 'Taobao',
  domains: ['taobao.com'],
  signInHost: /^login(?:\.m)?\.taobao\.com$/,
  shortLinkHost: /^(?:m|e)\.tb\.cn$/,
  shapes: [{ kind: 'listing', host: /^item\.taobao\.com$/, path: /^\/item\.html?$/, idParameter: 'id' }],
  canonicalUrl: (itemId) => `https://item.taobao.com/item.htm?id=${itemId}`,
};
