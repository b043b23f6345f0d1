import type { PageSigns } from '../../page-signs.ts';

export const trendyolSigns: PageSigns = {
  listingParts: 'h1.product-title, h1[data-testid="product-title"], h1.pr-new-br',
  offerParts: '[class*="price" i], .prc-dsc, [class*="merchant" i], [class*="seller" i]',
  listingState: /__envoy_product-detail__PROPS|__envoy__SHARED_PROPS|__PRODUCT_DETAIL_APP_INITIAL_STATE__/,
  listingTitle: /\s-\s*(?:Fiyatı, Yorumları|Trendyol)\s*$/,
  siteTitle: /^\s*trendyol[^-|]{0,40}$|online alışveriş sitesi|online shopping/i,
  removedText:
    /(?:aradığınız|bu) (?:ürün|sayfa).{0,30}(?:bulunamadı|satışta değil|kaldırıl|mevcut değil|artık satılm)/i,
};
