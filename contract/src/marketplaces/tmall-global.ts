import type { MarketplaceAddresses } from './types.ts';

/** Tmall Global: foreign brands' shops for buyers in China. It shares Taobao's numbers. */
export const tmallGlobal: MarketplaceAddresses = {
  id: 'tmall-global',
  domains: ['tmall.hk'],
  signInHost: /^login(?:\.m)?\.tmall\.hk$/,
  shapes: [
    {
      kind: 'listing',
      host: /^(?:detail(?:\.m)?|chaoshi\.detail)\.tmall\.hk$/,
      path: /^\/(?:hk\/)?item\.html?$/i,
      idParameter: 'id',
    },
    {
      kind: 'search',
      host: /^list(?:\.m)?\.tmall\.hk$/,
      path: /^\/(?:search_(?:product|shopitem|page|items)\.htm)?$/,
    },
    {
      kind: 'store',
      host: /^(?!(?:www|m|list|detail|login|pages|import|chaoshi|rate|buy|cart|world|brand|service|help|rule)\.)[a-z0-9-]+(?:\.m)?\.tmall\.hk$/,
      path: /^\/(?:(?:index|category(?:-\d+)?|search|view_page-\d+|shop\/(?:view_shop|shop_auction_search))\.html?)?$/,
    },
  ],
  canonicalUrl: (itemId) => `https://detail.tmall.hk/item.htm?id=${itemId}`,
};
