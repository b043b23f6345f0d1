import type { MarketplaceAddresses } from './types.ts';

/** Host labels under alibaba.com that are the marketplace's own pages, not a seller's mini-site. */
const SITE_HOST = /^(?:(?:www|m|detail|wap)\.)?(?:[a-z]+\.)?alibaba\.com$/;
/** `{shop}.en.alibaba.com`, `{shop}.m.en.alibaba.com`, `{shop}.trustpass.alibaba.com`, `{shop}.fm.alibaba.com`. */
const SHOP_HOST = /^[a-z0-9-]+\.(?:m\.)?(?:[a-z]{2}|trustpass)\.alibaba\.com$/;

/**
 * Alibaba.com. The item id stands last in the slug: after an underscore on the English site, after a hyphen on language hosts.
 * The marketplace redirects by that number alone, so the canonical form has an empty slug.
 */
export const alibaba: MarketplaceAddresses = {
  id: 'alibaba',
  domains: ['alibaba.com'],
  signInHost: /^(?:login|passport|login-us|us-login|i-login)\.alibaba\.com$/,
  // `https://x.alibaba.com/B2BRxB?ck=minisite`
  shortLinkHost: /^x\.alibaba\.com$/,
  shapes: [
    // `https://m.alibaba.com/x/AxdkCn?ck=pdp`
    { kind: 'short-link', host: /^m\.alibaba\.com$/, path: /^\/x\/\w{4,12}\/?$/ },
    {
      kind: 'listing',
      host: SITE_HOST,
      path: /^\/p(?:roduct)?-detail\/(?:[^/]*[_-])?(\d{7,16})\.html?\/?$/i,
    },
    {
      kind: 'listing',
      host: SITE_HOST,
      path: /^\/product(?:-gs|-tp|-free)?\/(\d{7,16})(?:\/[^/]*)?\.html?$/i,
    },
    { kind: 'listing', host: SHOP_HOST, path: /^\/product\/(\d{7,16})(?:-\d+)?\/[^/]*\.html?$/i },
    {
      kind: 'store',
      host: SHOP_HOST,
      path: /^\/(?:[a-z]{2}_[A-Z]{2}\/)?(?:$|index\.html?|company_profile|productlist|product(?:group|s)?list-|featureproductlist|contactinfo|minisiteentrance|custom_page|collection_product|video|search\/product|album|feeds|promotionPage|productShowcase|credit\.html|member\.html)/,
    },
    {
      kind: 'search',
      host: SITE_HOST,
      path: /^\/(?:trade\/search|products\/[^/]|showroom\/|countrysearch\/|catalogs?\/|search\/|premium\/)/,
    },
    { kind: 'search', host: SITE_HOST, path: /^\/[^/]+_p(?:id)?\d+(?:_\d+)?\/?$/ },
  ],
  canonicalUrl: (itemId) => `https://www.alibaba.com/product-detail/_${itemId}.html`,
};
