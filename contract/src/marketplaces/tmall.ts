import type { MarketplaceAddresses } from './types.ts';

/** Sub-domains that are services of the site, where a shop's own name would stand. */
const SERVICE =
  '(?:www|world|m|list|detail|mdetail|chaoshi|login|buy|cart|brand|pages|page|rate|dsr|vip|food|3c|nvzhuang|nanzhuang|jia|car|' +
  'service|help|rule|zhaoshang|maintain|pass|trade|order|register|member|import|miao|yao|yiyao|maiyao|health|lp|act|temai|juhuasuan|ju|tuan|mdskip|' +
  'aldcdn|ald|itemcdn|fav|favorite|suggest|count|error|err|seller|work|shangjia|bangpai|guang|stars|fuwu|support|hdc|baby|sport)';

/**
 * Tmall, with its supermarket, its pharmacy and its pages for other countries. It shares Taobao's numbers. Medicines and medical
 * devices moved from the pharmacy's first host (95095.com, of which only `yao` belongs to it) to liangxinyao.com.
 */
export const tmall: MarketplaceAddresses = {
  id: 'tmall',
  domains: ['tmall.com', 'liangxinyao.com', 'yao.95095.com'],
  signInHost: /^(?:login|pass)(?:\.m)?\.tmall\.com$/,
  shapes: [
    {
      kind: 'listing',
      host: /^(?:detail(?:\.m)?|chaoshi\.detail)\.tmall\.com$/,
      path: /^\/item\.html?$/i,
      idParameter: 'id',
    },
    {
      kind: 'listing',
      host: /^detail(?:\.m)?\.(?:liangxinyao\.com|yao\.95095\.com)$/,
      path: /^\/item\.html?$/i,
      idParameter: 'id',
    },
    { kind: 'listing', host: /^world\.tmall\.com$/, path: /^\/item\/(\d{6,19})\.html?$/i },
    {
      kind: 'search',
      host: /^list(?:\.m)?\.tmall\.com$/,
      path: /^\/(?:search_(?:product|shopitem|page|items)\.htm)?$/,
    },
    {
      kind: 'store',
      host: new RegExp(`^(?!${SERVICE}\\.)[a-z0-9-]+(?:\\.(?:m|world))?\\.tmall\\.com$`),
      path: /^\/(?:(?:index|category(?:-\d+)?|search|view_page-\d+|shop\/(?:view_shop|shop_auction_search))\.html?)?$/,
    },
  ],
  canonicalUrl: (itemId) => `https://detail.tmall.com/item.htm?id=${itemId}`,
};
