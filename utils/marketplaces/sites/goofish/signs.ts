import type { PageSigns } from '../../page-signs.ts';

export const goofishSigns: PageSigns = {
  listingParts: '[class*="item-main-info"], #J_Property h1.title',
  offerParts: '[class*="price--"], [class*="item-user-info"], #J_Property .price-info',
  listingState: /"itemDO":\s*\{/,
  listingTitle: /(?:_|-\s*)闲鱼(?:\.淘宝二手)?\s*$/,
  siteTitle: /^\s*闲鱼[^_|]{0,40}$/,
  removedText: /(?:宝贝|商品)(?:已?被?删掉|走丢|已经?(?:不存在|失效))/,
  loginPage: 'iframe[src*="passport.goofish.com"]',
  loginAddresses: ['passport.goofish.com', 'login.goofish.com'],
};
