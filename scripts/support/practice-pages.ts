import { join } from 'node:path';
import { ROOT } from './paths.ts';

const FIXTURES = join(ROOT, 'tests', 'fixtures', 'practice');

/** One page of the practice marketplace: an address as the real platform has it, and the file written by us that answers. */
interface PracticePage {
  url: string;
  file: string;
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
  search: 'https://www.aliexpress.com/w/wholesale-aurora-jacket.html',
  store: 'https://www.aliexpress.com/store/1102000001',
  alibaba1688: 'https://detail.1688.com/offer/700000000001.html',
  alibaba: 'https://www.alibaba.com/product-detail/Practice-Jacket_1600000000001.html',
} as const;

const PAGES: readonly PracticePage[] = [
  { url: PRACTICE.aliexpress, file: 'aliexpress-rendered.html' },
  { url: PRACTICE.aliexpressState, file: 'aliexpress-state.html' },
  { url: PRACTICE.spa, file: 'aliexpress-spa.html' },
  { url: PRACTICE.spaNext, file: 'aliexpress-spa.html' },
  { url: PRACTICE.captcha, file: 'aliexpress-captcha.html' },
  { url: PRACTICE.hostile, file: 'aliexpress-hostile.html' },
  { url: PRACTICE.search, file: 'aliexpress-search.html' },
  { url: PRACTICE.store, file: 'aliexpress-store.html' },
  { url: PRACTICE.alibaba1688, file: '1688-offer.html' },
  { url: PRACTICE.alibaba, file: 'alibaba-product.html' },
  { url: 'https://assets.alicdn.com/practice/market.css', file: 'market.css' },
];

/** What identifies an address for the practice site: host and path; the query is what trackers put there. */
export function pageKey(url: string): string {
  const { hostname, pathname } = new URL(url);
  return `${hostname}${pathname}`;
}

/** File of each practice page by `pageKey`. */
export function practiceFiles(): Map<string, string> {
  return new Map(PAGES.map((page) => [pageKey(page.url), join(FIXTURES, page.file)]));
}

/** Host names the practice site answers for; a browser is told to accept its certificate for them. */
export const PRACTICE_HOSTS = [
  '*.aliexpress.com',
  '*.aliexpress.us',
  '*.aliexpress.ru',
  '*.alibaba.com',
  '*.en.alibaba.com',
  '*.1688.com',
  '*.alicdn.com',
] as const;
