import type { MarketplaceId } from '@marketsafe/contract/marketplaces';
import { alibaba1688Signs } from './sites/1688/signs.ts';
import { alibabaSigns } from './sites/alibaba/signs.ts';
import { aliexpressSigns } from './sites/aliexpress/signs.ts';
import { goofishSigns } from './sites/goofish/signs.ts';
import { lazadaSigns } from './sites/lazada/signs.ts';
import { taobaoSigns } from './sites/taobao/signs.ts';
import { trendyolSigns } from './sites/trendyol/signs.ts';

/**
 * How a listing of one marketplace is told from a page that stands in its place. Data only: it is part of the script that runs on
 * every marketplace page, so it is kept small.
 */
export interface PageSigns {
  /** Selector of elements that only a rendered listing has: its title. */
  listingParts: string;
  /** Selector of elements that hold a price or the seller. */
  offerParts: string;
  /** Pieces of page state that only a listing's scripts assign. */
  listingState: RegExp;
  /** A title element that only a listing has. */
  listingTitle: RegExp;
  /** A share title that names the site and no item. */
  siteTitle: RegExp;
  /** Selector of elements that only the marketplace's page for a removed item has. */
  removedPage?: string;
  /** Sentences for a removed item beside those that `walls.ts` knows. */
  removedText?: RegExp;
  /** Selector of elements that only the marketplace's sign-in has. */
  loginPage?: string;
  /** Addresses to which a page's small script leads somebody who is not signed in. */
  loginAddresses?: readonly string[];
}

/** One set of signs for each engine: sites that run the same one show the same pages. */
export const PAGE_SIGNS: Readonly<Record<MarketplaceId, PageSigns>> = {
  alibaba: alibabaSigns,
  aliexpress: aliexpressSigns,
  '1688': alibaba1688Signs,
  taobao: taobaoSigns,
  tmall: taobaoSigns,
  'tmall-global': taobaoSigns,
  goofish: goofishSigns,
  lazada: lazadaSigns,
  daraz: lazadaSigns,
  trendyol: trendyolSigns,
  miravia: lazadaSigns,
};
