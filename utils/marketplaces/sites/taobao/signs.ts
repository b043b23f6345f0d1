import type { PageSigns } from '../../page-signs.ts';

/** Taobao, Tmall and Tmall Global. */
export const taobaoSigns: PageSigns = {
  listingParts: '.tb-main-title, .tb-detail-hd h1, #s-title h1, [class*="mainTitle--"]',
  offerParts:
    '[class*="price" i], [id*="price" i], [class*="shopName" i], .tb-shop-name, .slogo-shopname, #s-shop .shop-t',
  listingState:
    /\bTShop\.Setup\s*\(|\bHub\.config\.set\(\s*['"]sku['"]|\b_DATA_Detail\s*=|"(?:skuCore|skuBase|pcTrade)"\s*:/,
  listingTitle:
    /^(?!\s*(?:商品|宝贝)?详情).*-\s*(?:淘宝网|(?:tmall\.(?:com|hk))?天猫(?:国际|Tmall\.com)?)\s*$/i,
  siteTitle: /^\s*(?:淘宝|天猫|商品详情)[^-|]{0,20}$/,
  removedPage: '.error-notice-hd, .errorDetail, .tb-off-sale, .J_TOffSale, strong.sold-out-tit',
  removedText: /(?:商品|宝贝)已经?下架/,
  loginPage: 'iframe[src*="login.taobao.com"], form[action*="login.taobao.com"]',
  loginAddresses: ['login.taobao.com', 'login.tmall.com', 'login.m.taobao.com'],
};
