import type { ViewerSigns } from '../../viewer-signs.ts';

export const alibaba1688ViewerSigns: ViewerSigns = {
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
  addresses: ['[class*="recieve-address"]', '[class*="receive-address"]', '.reception-detail'],
  state: ['buyerLoginId', 'buyerNick'],
  records: ['loginUser'],
};
