import type { Wall } from '@marketsafe/contract';
import { formatSeries, m, marketplaceName } from '@marketsafe/words';
import type { PageStatus } from '../messages/messages.ts';

/** What the popup says of the page in front. */
export interface PageSummary {
  tone: 'ready' | 'neutral' | 'warning';
  heading: string;
  /** Marketplace and item number of a listing. */
  listing: { marketplace: string; itemId: string } | null;
  detail: string | null;
  /** The page keeps its capture button away. */
  buttonAbsent: boolean;
  /** It shows many listings, which the side panel lists. */
  list?: true;
  /** `no`: there is nothing to capture; `anyway`: it can be captured but will not do as evidence of the listing. */
  capture: 'yes' | 'anyway' | 'no';
}

interface WallWords {
  heading: string;
  detail: string;
}

const WALLS: Readonly<Record<Wall, () => WallWords>> = {
  captcha: () => ({ heading: m.popup_wall_captcha(), detail: m.popup_wall_captcha_detail() }),
  login: () => ({ heading: m.popup_wall_login(), detail: m.popup_wall_login_detail() }),
  region: () => ({ heading: m.popup_wall_region(), detail: m.popup_wall_region_detail() }),
  removed: () => ({ heading: m.popup_wall_removed(), detail: m.popup_wall_removed_detail() }),
  'empty-shell': () => ({ heading: m.popup_wall_empty(), detail: m.popup_wall_empty_detail() }),
};

/** Walls on an address of their own, which names no listing: there is nothing to capture. */
const WALLS_WITHOUT_LISTING: Readonly<Partial<Record<Wall, (marketplace: string) => WallWords>>> = {
  login: (marketplace) => ({
    heading: m.popup_login_page({ marketplace }),
    detail: m.popup_login_page_detail(),
  }),
  captcha: (marketplace) => ({
    heading: m.popup_captcha_page({ marketplace }),
    detail: m.popup_captcha_page_detail(),
  }),
};

/** The marketplaces that are named to somebody who is on none; all of them would be a paragraph. */
const BEST_KNOWN = ['alibaba', 'aliexpress', '1688', 'taobao', 'tmall', 'lazada'] as const;

function wallWords({ wall = 'empty-shell', marketplace, itemId }: PageStatus): WallWords {
  const alone = marketplace && itemId === undefined ? WALLS_WITHOUT_LISTING[wall] : undefined;
  return alone && marketplace ? alone(marketplaceName(marketplace)) : WALLS[wall]();
}

/** Says in plain words what a page is and whether it can be captured. */
export function summarisePage(status: PageStatus): PageSummary {
  return { ...summaryOf(status), buttonAbsent: status.button === 'absent' };
}

function summaryOf(status: PageStatus): Omit<PageSummary, 'buttonAbsent'> {
  const { kind, marketplace, itemId, shortLink } = status;
  const listing = marketplace && itemId ? { marketplace: marketplaceName(marketplace), itemId } : null;
  const nothing = { tone: 'neutral', listing: null, capture: 'no' } as const;
  if (kind === 'listing' && listing) {
    return { tone: 'ready', heading: m.popup_recognised(), listing, detail: null, capture: 'yes' };
  }
  if (kind === 'wall') {
    return {
      tone: 'warning',
      ...wallWords(status),
      listing,
      capture: listing ? 'anyway' : 'no',
    };
  }
  if (kind === 'search') {
    return { ...nothing, list: true, heading: m.popup_search(), detail: m.popup_search_detail() };
  }
  if (kind === 'store') {
    return { ...nothing, list: true, heading: m.popup_store(), detail: m.popup_store_detail() };
  }
  if (marketplace && shortLink) {
    return {
      ...nothing,
      heading: m.popup_short_link({ marketplace: marketplaceName(marketplace) }),
      detail: m.popup_short_link_detail(),
    };
  }
  if (marketplace) {
    return {
      ...nothing,
      heading: m.popup_no_listing(),
      detail: m.popup_no_listing_detail({ marketplace: marketplaceName(marketplace) }),
    };
  }
  return {
    ...nothing,
    heading: m.popup_elsewhere(),
    detail: m.popup_elsewhere_detail({
      marketplaces: formatSeries(BEST_KNOWN.map((id) => marketplaceName(id))),
    }),
  };
}
