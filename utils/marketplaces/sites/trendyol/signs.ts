import type { PageSigns } from '../../page-signs.ts';

export const trendyolSigns: PageSigns = {
  listingParts: 'h1.product-title, h1.pr-new-br',
  offerParts: '[class*="price" i], [class*="merchant" i], [class*="seller" i]',
  listingState: /__envoy_product-detail__PROPS|__PRODUCT_DETAIL_APP_INITIAL_STATE__/,
  listingTitle: /\s-\s*(?:Fiyatı, Yorumları|Trendyol)\s*$/,
  siteTitle: /^\s*trendyol[^-|]{0,40}$/i,
};
