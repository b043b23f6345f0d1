import { join } from 'node:path';
import { MARKETPLACES, recogniseAddress } from '@marketsafe/contract/marketplaces';
import { ROOT } from './paths.ts';

const FIXTURES = join(ROOT, 'tests', 'fixtures', 'practice');

/** One page of the practice marketplace: an address as the real platform has it, and the file written by us that answers. */
interface PracticePage {
  url: string;
  file: string;
}

/** Addresses that only lead to another one, with status 302. */
const REDIRECTS: Readonly<Record<string, string>> = {
  'https://www.aliexpress.com/i/1005006000000001.html':
    'https://www.aliexpress.com/item/1005006000000001.html?from=practice',
};

/** Where an address leads; undefined where it answers itself. */
export function practiceRedirect(url: string): string | undefined {
  return REDIRECTS[url];
}

/** Addresses of the practice marketplace by what they are for. Item ids are made up. */
export const PRACTICE = {
  /** AliExpress as it is rendered today: no page state but pictures, facts in the document and JSON-LD. */
  aliexpress: 'https://www.aliexpress.com/item/1005006000000001.html',
  /** AliExpress with the whole page state in the document. */
  aliexpressState: 'https://www.aliexpress.com/item/1005006000000002.html',
  /** A listing from which one moves to the next without a page load, and whose page state stays the first item's. */
  spa: 'https://www.aliexpress.com/item/1005006000000003.html',
  spaNext: 'https://www.aliexpress.com/item/1005006000000004.html',
  /** A captcha wall under an unchanged listing address. */
  captcha: 'https://www.aliexpress.com/item/1005006000000005.html',
  /** Scripts in the text, clobbered names, a title of ten million characters, a flood of messages. */
  hostile: 'https://www.aliexpress.com/item/1005006000000006.html',
  /** The first of them by an address that redirects to it. */
  redirecting: 'https://www.aliexpress.com/i/1005006000000001.html',
  /** A page of known pixels, as long and as difficult as its query asks. */
  long: 'https://www.aliexpress.com/item/1005006000000007.html',
  search: 'https://www.aliexpress.com/w/wholesale-aurora-jacket.html',
  store: 'https://www.aliexpress.com/store/1102000001',
  alibaba1688: 'https://detail.1688.com/offer/700000000001.html',
  alibaba: 'https://www.alibaba.com/product-detail/Practice-Jacket_1600000000001.html',
  /** Taobao, Tmall and Tmall Global as their server draws them since 2024, with the page's state in the document. */
  taobao: 'https://item.taobao.com/item.htm?id=710000000001',
  tmall: 'https://detail.tmall.com/item.htm?id=720000000001',
  tmallGlobal: 'https://detail.tmall.hk/hk/item.htm?id=730000000001',
  /** Goofish, which draws itself some time after it has loaded and keeps no state in the document. */
  goofish: 'https://www.goofish.com/item?id=740000000001',
  lazada: 'https://www.lazada.sg/products/aurora-hiking-jacket-i3750000001-s21500000001.html',
  daraz: 'https://www.daraz.pk/products/aurora-trekking-backpack-i476000001-s2176000001.html',
  trendyol: 'https://www.trendyol.com/aurora/erkek-su-gecirmez-outdoor-mont-p-877000001',
  miravia: 'https://www.miravia.es/p/aurora-chaqueta-i1368100000000001.html',
  taobaoSearch: 'https://s.taobao.com/search?q=aurora',
  tmallSearch: 'https://list.tmall.com/search_product.htm?q=aurora',
  tmallGlobalSearch: 'https://list.tmall.hk/search_product.htm?q=aurora',
  goofishSearch: 'https://www.goofish.com/search?q=aurora',
  lazadaSearch: 'https://www.lazada.sg/catalog/?q=aurora',
  darazSearch: 'https://www.daraz.pk/catalog/?q=aurora',
  trendyolSearch: 'https://www.trendyol.com/sr?q=aurora',
  miraviaSearch: 'https://www.miravia.es/search?q=aurora',
  /** Captchas under the listings' own addresses. */
  taobaoCaptcha: 'https://item.taobao.com/item.htm?id=710000000002',
  lazadaCaptcha: 'https://www.lazada.sg/products/aurora-hiking-jacket-i3750000002.html',
  /** Where the search page's link to sign in leads. */
  taobaoLogin: 'https://login.taobao.com/member/login.jhtml',
  /** Answers with a page of its own instead of redirecting, as it does where no app takes it over. */
  shortLink: 'https://m.tb.cn/h.Practice',
} as const;

const PAGES: readonly PracticePage[] = [
  { url: PRACTICE.aliexpress, file: 'aliexpress-rendered.html' },
  { url: PRACTICE.aliexpressState, file: 'aliexpress-state.html' },
  { url: PRACTICE.spa, file: 'aliexpress-spa.html' },
  { url: PRACTICE.spaNext, file: 'aliexpress-spa.html' },
  { url: PRACTICE.captcha, file: 'captcha.html' },
  { url: PRACTICE.hostile, file: 'aliexpress-hostile.html' },
  { url: PRACTICE.long, file: 'long-page.html' },
  { url: PRACTICE.search, file: 'aliexpress-search.html' },
  { url: PRACTICE.store, file: 'aliexpress-store.html' },
  { url: PRACTICE.alibaba1688, file: '1688-offer.html' },
  { url: PRACTICE.alibaba, file: 'alibaba-product.html' },
  { url: PRACTICE.taobao, file: 'taobao-item.html' },
  { url: PRACTICE.tmall, file: 'tmall-item.html' },
  { url: PRACTICE.tmallGlobal, file: 'tmall-global-item.html' },
  { url: PRACTICE.goofish, file: 'goofish-item.html' },
  { url: PRACTICE.lazada, file: 'lazada-product.html' },
  { url: PRACTICE.daraz, file: 'daraz-product.html' },
  { url: PRACTICE.trendyol, file: 'trendyol-product.html' },
  { url: PRACTICE.miravia, file: 'miravia-product.html' },
  { url: PRACTICE.taobaoSearch, file: 'taobao-search.html' },
  { url: PRACTICE.tmallSearch, file: 'taobao-search.html' },
  { url: PRACTICE.tmallGlobalSearch, file: 'taobao-search.html' },
  { url: PRACTICE.goofishSearch, file: 'goofish-search.html' },
  { url: PRACTICE.lazadaSearch, file: 'lazada-search.html' },
  { url: PRACTICE.darazSearch, file: 'daraz-search.html' },
  { url: PRACTICE.trendyolSearch, file: 'trendyol-search.html' },
  { url: PRACTICE.miraviaSearch, file: 'miravia-search.html' },
  { url: PRACTICE.taobaoCaptcha, file: 'captcha.html' },
  { url: PRACTICE.lazadaCaptcha, file: 'captcha.html' },
  { url: PRACTICE.taobaoLogin, file: 'taobao-login.html' },
  { url: PRACTICE.shortLink, file: 'short-link.html' },
  { url: 'https://assets.alicdn.com/practice/market.css', file: 'market.css' },
];

/**
 * What identifies an address for the practice site: host, path, and the listing's number where the query names it. The rest of the query
 * is what trackers put there.
 */
export function pageKey(url: string): string {
  const { hostname, pathname } = new URL(url);
  const itemId = recogniseAddress(url)?.itemId;
  const isInPath = itemId === undefined || pathname.includes(itemId);
  return `${hostname}${pathname}${isInPath ? '' : `?${itemId}`}`;
}

/** File of each practice page by `pageKey`. */
export function practiceFiles(): Map<string, string> {
  return new Map(PAGES.map((page) => [pageKey(page.url), join(FIXTURES, page.file)]));
}

/** Domains whose hosts hold the marketplaces' pictures and styles. */
const PICTURE_DOMAINS = ['alicdn.com', 'lazcdn.com', 'dsmcdn.com'];

/** True for hosts that draw practice pictures. */
export function isPictureHost(host: string): boolean {
  return PICTURE_DOMAINS.some((domain) => host.endsWith(`.${domain}`));
}

/** Host names the practice site answers for; a browser is told to accept its certificate for them. */
export const PRACTICE_HOSTS: readonly string[] = [
  ...Object.values(MARKETPLACES).flatMap(({ domains }) => domains.flatMap((name) => [name, `*.${name}`])),
  // A wildcard stands for one label.
  '*.en.alibaba.com',
  '*.m.goofish.com',
  ...PICTURE_DOMAINS.map((domain) => `*.${domain}`),
];
