import type { MarketplaceAddresses } from './types.ts';

/** What www.aliexpress.us adds to every item id: read off 13 saved pages whose canonical link gives both numbers. */
const US_OFFSET = 2n ** 51n;

/** AliExpress and its .us and .ru sites. */
export const aliexpress: MarketplaceAddresses = {
  id: 'aliexpress',
  name: 'AliExpress',
  domains: ['aliexpress.com', 'aliexpress.us', 'aliexpress.ru'],
  signInHost: /^(?:login|passport|accounts?)\.aliexpress\.(?:com|us|ru)$/,
  shortLinkHost: /^(?:a|s\.click)\.aliexpress\.(?:com|ru)$/,
  shapes: [
    { kind: 'listing', path: /^\/(?:s\/)?item\/(?:[^/]+\/)?(\d{7,19})(?:\.html?)?\/?$/i },
    { kind: 'listing', path: /^\/i\/(\d{7,19})(?:\.html?)?\/?$/i },
    { kind: 'listing', path: /^\/store\/product\/[^/]+\/\d+_(\d{7,19})\.html?$/i },
    // Feedback and group pages carry long numbers too, but show the shop, not an item.
    { kind: 'store', path: /^\/store\/(?:\d+(?:\/|\.html?|$)|(?!product\/)[a-z-]+\/)/ },
    { kind: 'search', path: /^\/w\/wholesale-/ },
    { kind: 'search', path: /^\/wholesale(?:\.html?|\/|$)/ },
    { kind: 'search', path: /^\/(?:popular|cheap|price|promotion|category)\/./ },
    { kind: 'search', path: /^\/af\/[^/]+\.html?$/ },
  ],
  // On whatever host: .com numbers begin with 1005 or are shorter, less than half of the offset, and US visitors
  // share .com addresses that carry the .us number.
  identity: (id) => {
    const number = BigInt(id);
    return number > US_OFFSET ? String(number - US_OFFSET) : id;
  },
  canonicalUrl: (itemId) => `https://www.aliexpress.com/item/${itemId}.html`,
};
