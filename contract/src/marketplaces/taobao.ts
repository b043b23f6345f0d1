import { GOOFISH_APP_ITEM } from './goofish.ts';
import type { MarketplaceAddresses } from './types.ts';

/**
 * Sub-domains that are services of the site, where a shop's own name would stand. A shop is known by its number, by a path that only
 * shops have, or by a name that is none of these.
 */
const SERVICE =
  '(?:www|world|tw|sea|s|m|h5|a|i|ai|re|my|item|detail|list|store|shop|search|shopsearch|cart|buy|buyertrade|trade|refund|rate|favorite|fav|jubao|uland|pub|' +
  'ju|tejia|temai|qiang|huodong|pages|market|guang|daren|we|v|zhibo|live|tui|try|paimai|sf|zc|xue|trip|open|console|seller|sell|' +
  'myseller|mai|qianniu|work|upload|fuwu|service|help|helpcenter|support|consumerservice|kefu|bbs|forum|api|log|survey|rule|' +
  'rulechannel|ipp|err|error|mm|diy|design|zhaoshang|ishop|passport|account|member|member1|reg|pay|vip|pc|app|mobile|' +
  'mdskip|detailskip|tbskip|count|suggest|ald|tds|click|simba|amos|wangwang|talent|terms|tv|game|lottery|taojinbi|coin|nanzhuang|' +
  'nvzhuang|food|car|jia|baby|sport|3c|digital|beauty|market1|subway|mos|unit|cloud|video|img|pic|music|book|card|life)';

/** Taobao, with the hosts of its mobile site and of its pages for other countries. It shares its numbers with Tmall. */
export const taobao: MarketplaceAddresses = {
  id: 'taobao',
  domains: ['taobao.com'],
  signInHost: /^(?:login(?:\.m|\.world)?|passport)\.taobao\.com$/,
  shortLinkHost: /^(?:m|e)\.tb\.cn$/,
  shapes: [
    {
      kind: 'listing',
      host: /^(?:item|detail)\.taobao\.com$/,
      path: /^\/item\.html?$/i,
      idParameter: 'id',
    },
    { kind: 'listing', host: /^(?:world|tw)\.taobao\.com$/, path: /^\/item\/(\d{6,19})\.html?$/i },
    { kind: 'listing', host: /^a\.m\.taobao\.com$/, path: /^\/i(\d{6,19})\.html?$/i },
    {
      kind: 'listing',
      host: /^h5\.m\.taobao\.com$/,
      path: /^\/awp\/core\/detail\.html?$/i,
      idParameter: 'id',
    },
    {
      kind: 'listing',
      host: /^market\.m\.taobao\.com$/,
      path: /^\/app\/(?:dinamic\/h5-tb-detail|mtb\/h5-tb-detail-old)\/index\.html$/,
      idParameter: 'id',
    },
    {
      kind: 'listing',
      host: /^market\.m\.taobao\.com$/,
      path: GOOFISH_APP_ITEM,
      idParameter: 'id',
      guest: 'goofish',
    },
    {
      kind: 'listing',
      host: /^main\.m\.taobao\.com$/,
      path: /^\/(?:detail\/index\.html|security-h5-detail\/home|app\/ltao-fe\/we-detail\/home\.html)$/,
      idParameter: 'id',
    },
    {
      kind: 'listing',
      host: /^pages-(?:g|fast)\.m\.taobao\.com$/,
      path: /^\/wow\/z\/app\/detail-next\/item\/index$/,
      idParameter: 'id',
    },
    {
      kind: 'listing',
      host: /^m\.intl\.taobao\.com$/,
      path: /^\/detail\/detail\.html$/,
      idParameter: 'id',
    },
    { kind: 'search', host: /^s\.taobao\.com$/, path: /^\/(?:search|list)$/ },
    { kind: 'search', host: /^list\.taobao\.com$/, path: /^\/(?:itemlist|browse)\// },
    { kind: 'search', host: /^(?:shopsearch|ai|re)\.taobao\.com$/, path: /^\/(?:search|browse)/ },
    { kind: 'search', host: /^uland\.taobao\.com$/, path: /^\/sem\// },
    {
      kind: 'search',
      host: /^(?:(?:s|main|world)\.m|m\.intl|world)\.taobao\.com$/,
      path: /^\/search\/(?:search|index)\.html?$/,
    },
    { kind: 'store', host: /^(?:store|shop\.m)\.taobao\.com$/, path: /^\/(?:shop\/|search\.htm)/ },
    {
      kind: 'store',
      host: /^shop\d+(?:\.(?:m|world))?\.taobao\.com$/,
      path: /^\/(?:(?:index|search|category(?:-\d+)?|view_page-\d+|shop\/view_shop|p\/[\w-]+)\.html?)?$/,
    },
    {
      kind: 'store',
      host: new RegExp(`^(?!${SERVICE}\\.)[a-z0-9-]+(?:\\.(?:m|world))?\\.taobao\\.com$`),
      path: /^\/(?:index|category(?:-\d+)?|search|view_page-\d+|shop\/view_shop)\.html?$/,
    },
    {
      kind: 'store',
      host: new RegExp(`^(?!${SERVICE}\\.)[a-z0-9-]+\\.taobao\\.com$`),
      path: /^\/$/,
    },
  ],
  canonicalUrl: (itemId) => `https://item.taobao.com/item.htm?id=${itemId}`,
};
