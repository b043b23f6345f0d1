import type { PageSigns } from '../../page-signs.ts';

/** Lazada, Daraz and Miravia run one engine. */
export const lazadaSigns: PageSigns = {
  listingParts: 'h1.pdp-mod-product-badge-title',
  offerParts: '[class*="pdp-price" i], [class*="pdp-product-price"], [class*="seller-name"]',
  listingState: /\b__moduleData__\s*=\s*\{/,
  listingTitle: /\|\s*(?:lazada|daraz)/i,
  siteTitle: /^\s*(?:lazada|daraz|miravia)[^-|]{0,60}$/i,
};
