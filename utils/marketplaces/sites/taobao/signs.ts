import type { PageSigns } from '../../page-signs.ts';

/** Taobao, Tmall and Tmall Global. */
export const taobaoSigns: PageSigns = {
  listingParts: '.tb-main-title, .tb-detail-hd h1, [class*="mainTitle--"]',
  offerParts: '[class*="price" i], [id*="price" i], [class*="shopName" i], .tb-shop-name, .slogo-shopname',
  listingState: /\bTShop\.Setup\s*\(|\bHub\.config\.set\(\s*['"]sku['"]|\b_DATA_Detail\s*=|"skuCore"\s*:/,
  listingTitle: /-(?:淘宝网|tmall\.com天猫|天猫国际)\s*$/,
  siteTitle: /^\s*(?:淘宝|天猫|商品详情)[^-|]{0,20}$/,
  loginPage: 'iframe[src*="login.taobao.com"], form[action*="login.taobao.com"]',
  loginAddresses: ['login.taobao.com', 'login.tmall.com', 'login.m.taobao.com'],
};
