import type { PageSigns } from '../../page-signs.ts';

export const goofishSigns: PageSigns = {
  listingParts: '[class*="item-main-info"]',
  offerParts: '[class*="price--"], [class*="item-user-info"]',
  listingState: /"itemDO"\s*:\s*\{/,
  listingTitle: /_闲鱼\s*$/,
  siteTitle: /^\s*闲鱼[^-|]{0,30}$/,
};
