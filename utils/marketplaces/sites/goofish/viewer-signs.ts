import type { ViewerSigns } from '../../viewer-signs.ts';

export const goofishViewerSigns: ViewerSigns = {
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
  addresses: ['[class*="receive-address"]'],
  state: ['loginNick', 'displayNick'],
  records: ['loginUser'],
};
