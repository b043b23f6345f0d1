import type { MarketplaceAddresses } from './types.ts';

/**
 * A listing within the app's pages, as its links are shared: `/app/idleFish-F2e/widle-taobao-rax/page-detail?…&id=`,
 * `/app/idleFish-F2e/fish-pc/web/detail.html?id=`. Posts, rents and reports have names of their own.
 */
export const GOOFISH_APP_ITEM =
  /^\/app\/idlefish-f2e\/(?!.*(?:order|trade|refund|reverse|rent|post|report|rate|review|apprais))(?:[\w-]+\/){1,5}(?:(?:page|item)-?)?detail(?:\/index)?(?:\.html?)?\/?$/i;

/** Goofish (Xianyu), the group's second-hand marketplace, with its site of before 2020 on a host of Taobao's. */
export const goofish: MarketplaceAddresses = {
  id: 'goofish',
  domains: ['goofish.com', '2.taobao.com'],
  signInHost: /^(?:login|passport)\.goofish\.com$/,
  shapes: [
    {
      kind: 'listing',
      host: /^(?:(?:www|m|h5\.m)\.)?goofish\.com$/,
      path: /^\/item(?:\.html?)?\/?$/,
      idParameter: 'id',
    },
    {
      kind: 'listing',
      host: /^(?:ssr|h5)\.m\.goofish\.com$/,
      path: /^\/wow\/moyu\/moyu-project\/fish-detail\/pages\/[a-z-]+\/?$/i,
      idParameter: 'id',
    },
    { kind: 'listing', host: /^h5\.m\.goofish\.com$/, path: GOOFISH_APP_ITEM, idParameter: 'id' },
    { kind: 'listing', host: /^(?:m\.)?2\.taobao\.com$/, path: /^\/item\.html?$/, idParameter: 'id' },
    { kind: 'search', host: /^(?:(?:www|m|h5\.m)\.)?goofish\.com$/, path: /^\/search\/?$/ },
    { kind: 'search', host: /^s\.2\.taobao\.com$/, path: /^\/list\/[a-z_]+\.html?$/ },
    { kind: 'store', host: /^(?:(?:www|m|h5\.m)\.)?goofish\.com$/, path: /^\/personal\/?$/ },
  ],
  canonicalUrl: (itemId) => `https://www.goofish.com/item?id=${itemId}`,
};
