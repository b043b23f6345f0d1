import { MARKETPLACES, type Wall } from '@marketsafe/contract';
import type { PageStatus } from '../messages.ts';

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

const WALLS: Readonly<Record<Wall, { heading: string; detail: string }>> = {
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

const MARKETPLACE_NAMES = Object.values(MARKETPLACES).map((marketplace) => marketplace.name);

function listFormat(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(names);
}

/** Name of a marketplace as users know it. */
export function marketplaceName(id: keyof typeof MARKETPLACES): string {
  return MARKETPLACES[id].name;
}

/** Says in plain words what a page is and whether it can be captured. */
export function summarisePage(status: PageStatus): PageSummary {
  const { kind, marketplace, itemId } = status;
  const listing = marketplace && itemId ? { marketplace: marketplaceName(marketplace), itemId } : null;
  const nothing = { tone: 'neutral', listing: null, capture: 'no' } as const;
  if (kind === 'listing' && listing) {
    return { tone: 'ready', heading: 'Listing recognised', listing, detail: null, capture: 'yes' };
  }
  if (kind === 'wall') {
    return {
      tone: 'warning',
      ...WALLS[status.wall ?? 'empty-shell'],
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
  if (marketplace) {
    return {
      ...nothing,
      heading: 'Not a listing',
      detail: `This page of ${marketplaceName(marketplace)} is no listing. Open the listing you want to report.`,
    };
  }
  return {
    ...nothing,
    heading: 'Not a marketplace page',
    detail: `Open a listing on ${listFormat(MARKETPLACE_NAMES)} to report it.`,
  };
}
