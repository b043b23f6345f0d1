import type { PageSigns } from '../../page-signs.ts';

export const alibaba1688Signs: PageSigns = {
  listingParts:
    'h1.d-title, .module-od-title h1, .od-pc-offer-title-contain, .title-first-column .title-text',
  offerParts: '[class*="price" i], [id*="price" i], [class*="shop-" i], [class*="company" i]',
  listingState:
    /\biDetailConfig\s*=|\b__INIT_DATA(?:__)?\s*=|\bwindow\.context(?:Path,|\s*=)|wingxViewData\[0\]\s*=|\bofferDomain"?\s*:/,
  listingTitle: /\s-\s*阿里巴巴\s*$/,
  siteTitle: /^\s*(?:1688|阿里巴巴)[^-|]{0,40}$/,
  removedPage: '.mod-detail-offline-title',
  loginPage:
    'iframe[src*="login.taobao.com"], iframe[src*="login.1688.com"], form[action*="login.1688.com"], form[action*="login.taobao.com"]',
  loginAddresses: ['login.1688.com', 'login.taobao.com'],
};
