import type { PageSigns } from '../../page-signs.ts';

export const aliexpressSigns: PageSigns = {
  listingParts:
    'h1[data-pl="product-title"], h1.product-title-text, h1.product-name, h1[class*="ProductDescription"], [class*="HazeProductDescription"] h1',
  offerParts:
    '[class*="price" i], [data-pl*="price"], [id*="price" i], [data-pl="store-name"], [class*="store-" i], [class*="shop-" i]',
  listingState:
    /"?(?:titleModule|productInfoComponent|PRODUCT_TITLE)"?\s*:|"?imagePathList"?\s*:\s*\[|"gallery"\s*:\s*\[\{"/,
  listingTitle: /\s-\s*aliexpress(?:\s+\d+)?\s*$/i,
  siteTitle: /^\s*aliexpress[^-|]{0,40}$/i,
  removedPage: '[class*="SnowPageNotFound"]',
  loginPage: 'iframe[src*="login.aliexpress."]',
  loginAddresses: ['login.aliexpress.', 'passport.aliexpress.'],
};
