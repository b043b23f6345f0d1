import type { MarketplaceId } from '@marketsafe/contract/marketplaces';

/** Where a marketplace's pages show who is looking. Selectors and names only; each list holds the eras of a site, newest first. */
export interface ViewerSigns {
  /** Everything that belongs to the viewer: account, delivery address, cart, messages, recently viewed. */
  areas: readonly string[];
  /** Elements whose text is the viewer's name, or a greeting with it. */
  names: readonly string[];
  /** Elements whose text is the viewer's address. */
  places: readonly string[];
  /** Fields of the page's inline state that hold the viewer's name or address and nobody else's. */
  state: readonly string[];
  /** Inline variables about the viewer alone: every name in them counts, whatever its field is called. */
  records: readonly string[];
}

/** On every site. What was viewed before, what is typed of oneself, and frames of other documents about the viewer: nobody can read those. */
const EVERYWHERE: readonly string[] = [
  '[class*="recently-viewed" i]',
  '[class*="recentlyviewed" i]',
  '[class*="recently_viewed" i]',
  '[class*="recent-view" i]',
  '[class*="recentview" i]',
  '[id*="recently" i]',
  '[data-module-name*="recently" i]',
  '[data-testid*="recently" i]',
  '[class*="footprint" i]',
  'input[type="email"]',
  'input[type="tel"]',
  'iframe[src*="login" i]',
  'iframe[src*="message" i]',
  'iframe[src*="chat" i]',
  'iframe[src*="cart" i]',
];

const aliexpress: ViewerSigns = {
  areas: [
    '[class*="my-account--"]',
    '[class*="ship-to--"]',
    '[class*="shop-cart--"]',
    '[class*="message-center--"]',
    '[id*="sidecart"]',
    '.root-sidecart',
    '[class*="delivery-v2--to"]',
    '[class*="delivery--to"]',
    '[class*="shipping--to"]',
    '[class*="dynamic-shipping"] [class*="to--"]',
    '.product-delivery-to',
    '#nav-user-account',
    '.nav-user-account',
    '.nav-cart',
    '.nav-wishlist',
    '#switcher-info',
    '.switcher-shipto',
    '.ship-to',
    '.right-shopcart',
    '.unread-message-count',
    '#user-benefits',
    'a[href*="/p/shoppingcart/"]',
    'a[href*="shoppingcart.aliexpress."]',
    'a[href*="/p/message/"]',
    'a[href*="//msg.aliexpress."]',
    'a[href*="//message.aliexpress."]',
    'a[href*="//my.aliexpress."]',
    'a[href*="//trade.aliexpress."]',
    'a[href*="xlogout"]',
  ],
  names: [
    '[class*="my-account--userName"]',
    '[class*="my-account--name"]',
    '[class*="my-account--limitName"]',
    '[class*="my-account--welcome"]',
    '[data-role="flyout-welcome"]',
    '.user-account-info .account-name',
    '.flyout-user-name',
  ],
  places: ['[class*="ship-to--small"]', '[class*="delivery-v2--to"]', '[class*="delivery--to"]', '.ship-to'],
  state: [],
  records: ['userInfo'],
};

const alibaba: ViewerSigns = {
  areas: [
    '.tnh-login',
    '.tnh-loggedin',
    '.tnh-ma',
    '.tnh-cart',
    '.tnh-message',
    '.tnh-order',
    '.tnh-ship-to',
    '[class*="header-account"]',
    '[class*="ship-to"]',
    '[class*="shipTo"]',
    '.sc-hd-m-notify',
    '.J-hd-m-notify-tab',
    '.sc-hd-ship-to',
    '.message-box',
    '[data-tnhkey="cart"]',
    '[data-tnhkey="Ship to"]',
    '[data-module-name*="history"]',
    'a[href*="//message.alibaba."]',
    'a[href*="//i.alibaba."]',
    'a[href*="//my.alibaba."]',
    'a[href*="logout"]',
  ],
  names: [
    '.tnh-loggedin [class*="name"]',
    '.tnh-ma [class*="name"]',
    '.sc-hd-ms-ma [class*="name"]',
    '.sc-hd-ms-login [class*="name"]',
    '[class*="header-account"] [class*="name"]',
  ],
  places: ['.tnh-current-country', '.sc-hd-ship-to', '[class*="ship-to"] [class*="address"]'],
  state: [],
  records: ['userInfo', 'buyerInfo'],
};

const alibaba1688: ViewerSigns = {
  areas: [
    '#alibar',
    '[class*="alibar"]',
    '.account-sign-status',
    '[class*="header"] [class*="userInfo"]',
    '[class*="login-info"]',
    // As the site spells it, and as it should be spelt.
    '[class*="recieve-address"]',
    '[class*="receive-address"]',
    '.module-address-list',
    '.reception-detail',
    '.unit-detail-destination-area',
    '[class*="delivery-to"]',
    'a[href*="//cart.1688."]',
    'a[href*="//my.1688."]',
    'a[href*="//work.1688."]',
    'a[href*="//purchase.1688."]',
    'a[href*="signout"]',
  ],
  names: [
    '.account-id',
    '.alibar-username',
    '.account-signed .nick',
    '[class*="header"] [class*="userInfo"] [class*="name" i]',
    '[class*="login-name"]',
    '[class*="loginName"]',
  ],
  places: ['[class*="recieve-address"]', '[class*="receive-address"]', '.reception-detail'],
  state: ['buyerLoginId', 'buyerNick'],
  records: ['loginUser'],
};

const taobao: ViewerSigns = {
  areas: [
    '#J_SiteNavLogin',
    '#J_SiteNavMytaobao',
    '#J_SiteNavFavor',
    '#J_MiniCart',
    '#J_Tmsg',
    '#J_Toolkit',
    '#mc-menu-hd',
    '.site-nav-login',
    '.site-nav-user',
    '.site-nav-cart',
    '.site-nav-tmsg',
    '#login-info',
    '.sn-login-info',
    '.sn-cart',
    '.sn-mytaobao',
    '.mui-mbar',
    '[class*="header" i] [class*="userInfo"]',
    '[class*="addressWrap"]',
    '[class*="deliveryAddr"]',
    '[class*="toAddress"]',
    '#J-To',
    '.mui_addr_btn',
    'a[href*="//cart.taobao."]',
    'a[href*="//cart.tmall."]',
    'a[href*="//i.taobao."]',
    'a[href*="//member1.taobao."]',
    'a[href*="//buyertrade.taobao."]',
    'a[href*="logout.jhtml"]',
  ],
  names: [
    '.site-nav-login-info-nick',
    '.site-nav-user-nick',
    '.sn-user-nick',
    '.j_UserNick',
    '.j_Username',
    '[class*="header" i] [class*="userNick"]',
  ],
  places: ['[class*="addressText"]', '[class*="toAddress"]', '#J-To', '.mui_addr_btn'],
  state: ['displayNick', 'buyerNick', 'deliveryToAddr', 'trackNick'],
  records: ['__itempage_userinfo'],
};

const goofish: ViewerSigns = {
  areas: [
    '[class*="user-order-container--"]',
    '[class*="header-right--"]',
    '[class*="sidebar-item"]',
    '[class*="sidebar-container"]',
    '[class*="browse-history"]',
    'a[href$="goofish.com/personal"]',
    'a[href$="goofish.com/bought"]',
    'a[href$="goofish.com/im"]',
  ],
  names: ['[class*="user-order-container--"] [class*="nick--"]'],
  places: ['[class*="receive-address"]'],
  state: ['loginNick', 'displayNick'],
  records: ['loginUser'],
};

const lazada: ViewerSigns = {
  areas: [
    '#topActionUserAccont',
    '#topActionUserAccount',
    '#myAccountTrigger',
    '#myAccountTriggerAccLine',
    '#lzdMyAccountPop',
    '#userImg',
    '.lzd-header-user',
    '.loginContainer',
    '.lzd-nav-cart',
    '#topActionCartNumber',
    '#float-cart-root',
    '.cart-num',
    '[id*="topActionMessage"]',
    '[class*="message-center"]',
    '.location__address',
    '.delivery__header',
    '[class*="delivery-location"]',
    '[class*="delivery-address"]',
    'a[href*="//cart."]',
    'a[href*="/customer/order"]',
    'a[href*="/user/account"]',
    'a[href*="/user/profile"]',
  ],
  names: [
    '#myAccountTrigger',
    '#myAccountTriggerAccLine',
    '.lzd-user-name',
    '[class*="header-user"] [class*="name"]',
  ],
  places: ['.location__address', '[class*="delivery-location"]', '[class*="delivery-address"]'],
  state: [],
  records: ['userInfo'],
};

const trendyol: ViewerSigns = {
  areas: [
    '.account-navigation-wrapper',
    '#account-navigation-container',
    '.account-nav-item',
    '.user-login-container',
    '[class*="user-loggedin-container"]',
    '.account-user',
    '.account-basket',
    '[class*="basket-item-count"]',
    '[class*="basket-preview"]',
    '[class*="delivery-address"]',
    '[class*="address-selection"]',
    '[class*="location-selection"]',
    '[class*="notification-center"]',
    '[class*="previously-visited"]',
    '[class*="last-visited"]',
    'a[href*="/hesabim" i]',
    'a[href$="/sepet"]',
  ],
  names: [
    '[class*="user-loggedin-container"] .user-name',
    '.account-user .user-name',
    '.user-login-container .user-name',
  ],
  places: ['[class*="address-selection"]', '[class*="delivery-address"]', '[class*="location-selection"]'],
  state: [],
  records: ['userInfo', '__USER__'],
};

/** Sites that run one engine show the viewer in the same places. */
const SIGNS: Readonly<Record<MarketplaceId, ViewerSigns>> = {
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

/** A marketplace's signs together with those of every site. */
export function viewerSignsOf(marketplace: MarketplaceId): ViewerSigns {
  const signs = SIGNS[marketplace];
  return { ...signs, areas: [...signs.areas, ...EVERYWHERE] };
}
