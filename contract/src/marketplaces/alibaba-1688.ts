import type { MarketplaceAddresses } from './types.ts';

/** Hosts of the site itself whose names are long enough to be a shop's. Shops choose theirs; a host that is not known is no proof of one. */
const SITE_HOSTS =
  'alimebot|aliance|appgzt|assets|caigou|design|detail|dmtracking|exodus|factory|fangzhi|fuzhuang|global|guanjia|hezuo|huopin|industry|jiadian|jiazhuang|jingxi|jinkou|laputa|marketing|member|mingqi|muying|p4psearch|passport|peixun|pindao|purchase|rights|rongzi|search|suggest|superstore|support|survey|toutiao|tradeconfig|wangwang|widget|xinyong';

/** 1688.com, the group's wholesale site for China. */
export const alibaba1688: MarketplaceAddresses = {
  id: '1688',
  domains: ['1688.com'],
  signInHost: /^(?:login|passport)\.1688\.com$/,
  // The app's share texts: `https://qr.1688.com/s/A4vbPK9P`.
  shortLinkHost: /^qr\.1688\.com$/,
  shapes: [
    {
      kind: 'listing',
      host: /^(?:detail|m|detail\.m|wap)\.1688\.com$/,
      path: /^\/offer\/(\d{6,16})(?:\.html?)?\/?$/i,
    },
    {
      kind: 'listing',
      host: /^detail\.m\.1688\.com$/,
      path: /^\/page\/index\.html?$/,
      idParameter: 'offerId',
    },
    {
      kind: 'search',
      host: /^s\.1688\.com$/,
      path: /^\/(?:selloffer|openservice|company|collaboration|youyuan|caigou|newbuyoffer)\//,
    },
    {
      kind: 'search',
      host: /^(?:m|search\.m|s\.m)\.1688\.com$/,
      path: /^\/(?:offer_search|page\/offerSearch|offer_search\.htm)/,
    },
    { kind: 'search', host: /^www\.1688\.com$/, path: /^\/(?:chanpin|huo|jiage|pingpai|zhuti|gongsi)\/./ },
    { kind: 'store', host: /^winport\.m\.1688\.com$/, path: /^\/page\/index\.html?$/ },
    { kind: 'store', host: /^m\.1688\.com$/, path: /^\/winport\// },
    { kind: 'store', host: /^(?:www|m)\.1688\.com$/, path: /^\/factory\/b2b-/ },
    {
      kind: 'store',
      host: /^(?!(?:www|s|m|detail|offer|login|cart|trade|work|member|page|show|air|dj|search|rule|club|cxt|levit|exodus|order|widget|detail\.m|login\.m)\.)[a-z0-9-]+\.1688\.com$/,
      path: /^\/(?:page\/(?:offerlist(?:_\d+)?|creditdetail|contactinfo|index|shopdynamic|companyinfo|merchants|tradeHistory)\.html?)$/,
    },
    { kind: 'store', host: /^shop[a-z0-9]+\.1688\.com$/, path: /^\/?$/ },
    {
      kind: 'store',
      host: new RegExp(`^(?!(?:${SITE_HOSTS})\\.)[a-z0-9-]{6,}\\.1688\\.com$`),
      path: /^\/?$/,
    },
  ],
  canonicalUrl: (itemId) => `https://detail.1688.com/offer/${itemId}.html`,
};
