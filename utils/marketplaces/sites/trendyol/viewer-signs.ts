import type { ViewerSigns } from '../../viewer-signs.ts';

export const trendyolViewerSigns: ViewerSigns = {
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
  addresses: ['[class*="address-selection"]', '[class*="delivery-address"]', '[class*="location-selection"]'],
  state: [],
  records: ['userInfo', '__USER__'],
};
