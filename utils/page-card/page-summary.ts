import { MARKETPLACES, type Wall } from '@marketsafe/contract';
import type { PageStatus } from '../messages/messages.ts';

/** What the popup says of the page in front. */
export interface PageSummary {
  tone: 'ready' | 'neutral' | 'warning';
  heading: string;
  /** Marketplace and item number of a listing. */
  listing: { marketplace: string; itemId: string } | null;
  detail: string | null;
  /** `no`: there is nothing to capture; `anyway`: it can be captured but will not do as evidence of the listing. */
  capture: 'yes' | 'anyway' | 'no';
}

interface WallWords {
  heading: string;
  detail: string;
}

const WALLS: Readonly<Record<Wall, WallWords>> = {
  captcha: {
    heading: 'A captcha stands in front of the listing',
    detail: 'Solve the captcha so that the listing shows, then capture it.',
  },
  login: {
    heading: 'A sign-in page stands in front of the listing',
    detail: 'Sign in to the marketplace so that the listing shows, then capture it.',
  },
  region: {
    heading: 'The marketplace does not show this listing in your region',
    detail: 'Choose another delivery region on the marketplace, then capture the listing.',
  },
  removed: {
    heading: 'The marketplace says that this listing is gone',
    detail: 'There is no listing left to report. A capture only records that it was gone.',
  },
  'empty-shell': {
    heading: 'The listing has not loaded',
    detail: 'Wait until the page shows the listing or reload it, then capture it.',
  },
};

/** Walls on an address of their own, which names no listing: there is nothing to capture. */
const WALLS_WITHOUT_LISTING: Readonly<Partial<Record<Wall, (marketplace: string) => WallWords>>> = {
  login: (marketplace) => ({
    heading: `This is the sign-in page of ${marketplace}`,
    detail: 'It stands in front of the page that was asked for. Sign in, open the listing, then capture it.',
  }),
  captcha: (marketplace) => ({
    heading: `This is a captcha of ${marketplace}`,
    detail: 'It stands in front of the page that was asked for. Solve it, open the listing, then capture it.',
  }),
};

/** The marketplaces that are named to somebody who is on none; all of them would be a paragraph. */
const BEST_KNOWN = ['alibaba', 'aliexpress', '1688', 'taobao', 'tmall', 'lazada'] as const;
const ELSEWHERE = `Open a listing on ${BEST_KNOWN.map((id) => MARKETPLACES[id].name).join(', ')} or another marketplace of the program to report it.`;

function wallWords({ wall = 'empty-shell', marketplace, itemId }: PageStatus): WallWords {
  const alone = marketplace && itemId === undefined ? WALLS_WITHOUT_LISTING[wall] : undefined;
  return alone && marketplace ? alone(MARKETPLACES[marketplace].name) : WALLS[wall];
}

/** Says in plain words what a page is and whether it can be captured. */
export function summarisePage(status: PageStatus): PageSummary {
  const { kind, marketplace, itemId, shortLink } = status;
  const listing = marketplace && itemId ? { marketplace: MARKETPLACES[marketplace].name, itemId } : null;
  const nothing = { tone: 'neutral', listing: null, capture: 'no' } as const;
  if (kind === 'listing' && listing) {
    return { tone: 'ready', heading: 'Listing recognised', listing, detail: null, capture: 'yes' };
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
    return { ...nothing, heading: 'Search results', detail: 'Open one of the listings to capture it.' };
  }
  if (kind === 'store') {
    return { ...nothing, heading: 'Store front', detail: 'Open one of its listings to capture it.' };
  }
  if (marketplace && shortLink) {
    return {
      ...nothing,
      heading: `A short link of ${MARKETPLACES[marketplace].name}`,
      detail:
        'It leads to a listing or another page, and does not say to which. Open the page behind it, then capture the listing there.',
    };
  }
  if (marketplace) {
    return {
      ...nothing,
      heading: 'Not a listing',
      detail: `This page of ${MARKETPLACES[marketplace].name} is no listing. Open the listing you want to report.`,
    };
  }
  return {
    ...nothing,
    heading: 'Not a marketplace page',
    detail: ELSEWHERE,
  };
}
