import type { PageSigns } from '../../page-signs.ts';

export const alibabaSigns: PageSigns = {
  listingParts:
    '.product-title-container h1, [data-module-name="module_title"] h1, .product-title h1, h1.ma-title',
  offerParts:
    '[class*="price" i], [data-testid*="price" i], [id*="price" i], [class*="company" i], [data-module-name="module_company"]',
  listingState: /\bdetailData\s*=\s*\{/,
  listingTitle: /\son alibaba\.com/i,
  siteTitle: /^\s*alibaba[^-|]{0,40}$/i,
  loginPage: '#alibaba-login-box, iframe[src*="passport.alibaba."]',
  loginAddresses: ['passport.alibaba.'],
};
