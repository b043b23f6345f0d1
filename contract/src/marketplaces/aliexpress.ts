import type { MarketplaceAddresses } from './types.ts';

/** What www.aliexpress.us adds to every item id: read off 13 saved pages whose canonical link gives both numbers. */
const US_OFFSET = 2n ** 51n;

/** Sellers within Russia: their goods have numbers of their own, told apart by the digits in front (`/item/1_438997055.html`). */
const RUSSIAN_SOURCE = /^\/item\/([1-9]\d{0,2})_(\d{6,19})(?:\.html?)?\/?$/;

/** AliExpress and its .us and .ru sites. */
export const aliexpress: MarketplaceAddresses = {
  id: 'aliexpress',
  domains: ['aliexpress.com', 'aliexpress.us', 'aliexpress.ru'],
  signInHost: /^(?:login|passport|accounts?)\.aliexpress\.(?:com|us|ru)$/,
  // `a.` and `sl.` are what the apps share, `s.click.` what affiliates hand out.
  shortLinkHost: /^(?:(?:a|s\.click)\.aliexpress\.(?:com|us|ru)|sl\.aliexpress\.ru)$/,
  shapes: [
    { kind: 'listing', path: /^\/(?:s\/)?item\/(?:[^/]+\/)?(\d{7,19})(?:\.html?)?\/?$/i },
    { kind: 'listing', path: /^\/i\/(\d{7,19})(?:\.html?)?\/?$/i },
    { kind: 'listing', path: /^\/store\/product\/[^/]+\/\d+_(\d{7,19})\.html?$/i },
    {
      kind: 'listing',
      host: /(?:^|\.)aliexpress\.ru$/,
      path: /^\/item\/[1-9]\d{0,2}_(\d{6,19})(?:\.html?)?\/?$/,
    },
    { kind: 'short-link', host: /^star\.aliexpress\.(?:com|us|ru)$/, path: /^\/share\// },
    // Feedback and group pages carry long numbers too, but show the shop, not an item. `lego` answers the shop's own scripts.
    {
      kind: 'store',
      path: /^\/store\/(?:\d+(?:\/|\.html?|$)|storeHome\.html?$|v3\/home\.html?$|(?!product\/|lego\/)[a-z-]+\/)/,
    },
    { kind: 'search', path: /^\/w\/wholesale-/ },
    { kind: 'search', path: /^\/wholesale(?:\.html?|\/|$)/ },
    { kind: 'search', path: /^\/(?:popular|cheap|price|promotion|category)\/./ },
    { kind: 'search', path: /^\/af\/(?:category\/)?[^/]+\.html?$/ },
    { kind: 'search', path: /^\/p\/calp-plus\// },
  ],
  // On whatever host: .com numbers begin with 1005 or are shorter, less than half of the offset, and US visitors
  // share .com addresses that carry the .us number.
  identity: (id) => {
    const number = BigInt(id);
    return number > US_OFFSET ? String(number - US_OFFSET) : id;
  },
  scope: (_, __, path = '') => {
    const source = RUSSIAN_SOURCE.exec(path)?.[1];
    return source === undefined ? undefined : `ru-${source}`;
  },
  canonicalUrl: (itemId, scope) =>
    scope === undefined
      ? `https://www.aliexpress.com/item/${itemId}.html`
      : `https://aliexpress.ru/item/${scope.replace(/^ru-/, '')}_${itemId}.html`,
};
