import type { MarketplaceId } from '@marketsafe/contract/marketplaces';

/** Where a marketplace's pages show who is looking. Data only. */
export interface ViewerSigns {
  /** Selector of everything that belongs to the viewer: account, delivery address, cart, messages, recently viewed. */
  areas: string;
  /** Selector of elements whose whole text names the viewer. */
  names: string;
}

const aliexpress: ViewerSigns = {
  areas:
    '[class*="my-account--"], [class*="ship-to--"], [class*="shop-cart--"], [class*="message--"], #nav-user-account, #user-benefits, .nav-cart, #switcher-info, [class*="delivery--to"], [class*="dynamic-shipping"] [class*="to--"], [class*="recently-viewed"], [class*="recentlyViewed"]',
  names:
    '[class*="my-account--userName"], [class*="my-account--name"], .user-account-info .account-name, .flyout-user-name',
};

const alibaba: ViewerSigns = {
  areas:
    '[class*="user-info"], [class*="header-account"], .tnh-ship-to, .tnh-cart, .tnh-message, [class*="ship-to"], [class*="recently-viewed"], [data-module-name*="recent"]',
  names: '[class*="user-name"], [class*="account-name"], .tnh-loggedin .tnh-user-name',
};

const alibaba1688: ViewerSigns = {
  areas:
    '#alibar, .alibar-container, [class*="alibar"], [class*="userInfo"], [class*="user-info"], [class*="receive-address"], [class*="delivery-to"], [class*="foot-print"], [class*="footprint"]',
  names: '.alibar-username, .account-signed .nick, [class*="userName"], [class*="login-name"]',
};

const taobao: ViewerSigns = {
  areas:
    '#J_SiteNavLogin, #J_SiteNavMytaobao, #J_MiniCart, #mc-menu-hd, .site-nav-login, .site-nav-user, .sn-login, .sn-cart, [class*="userInfo"], [class*="addressWrap"], [class*="deliveryAddr"], [class*="toAddress"], [class*="footprint"], #J_TabRecommends [class*="history"]',
  names:
    '.site-nav-login-info-nick, .site-nav-user a.h, .sn-login-info em, [class*="userNick"], [class*="addressText"]',
};

const goofish: ViewerSigns = {
  areas:
    '[class*="header"] [class*="user-order"], [class*="nick--"]:not([class*="item-user"]), [class*="sidebar"] [class*="message"]',
  names: 'header [class*="nick--"], [class*="header"] [class*="nick--"]',
};

const lazada: ViewerSigns = {
  areas:
    '#myAccountTrigger, #topActionUserAccont, #topActionUserAccount, .lzd-nav-cart, #topActionCartNumber, .location__address, .delivery__header, [class*="delivery-location"], [class*="recently-viewed"], .lzd-header-user',
  names: '#myAccountTrigger, .lzd-user-name, .location__address',
};

const trendyol: ViewerSigns = {
  areas:
    '.account-nav-item, .user-login-container, .account-user, .basket-item-count, [class*="delivery-address"], [class*="address-selection"], [class*="recently-viewed"], [class*="previously-visited"]',
  names:
    '.account-user .user-name, .login-register-button-container .user-name, [class*="address-selection"] [class*="name"]',
};

/** Sites that run one engine show the viewer in the same places. */
export const VIEWER_SIGNS: Readonly<Record<MarketplaceId, ViewerSigns>> = {
  alibaba,
  aliexpress,
  '1688': alibaba1688,
  taobao,
  tmall: taobao,
  'tmall-global': taobao,
  goofish,
  lazada,
  daraz: lazada,
  trendyol,
  miravia: lazada,
};
