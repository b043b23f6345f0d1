import type { PageKind, PageReading, Wall } from '@marketsafe/contract';
import { type MarketplaceId, recogniseAddress } from '@marketsafe/contract/marketplaces';
import { openDom } from './dom.ts';
import { PAGE_SIGNS } from './page-signs.ts';
import { listingWall, otherWall } from './walls.ts';

/** What kind of page this is, without reading any fact. */
interface PageDetection {
  marketplace: MarketplaceId | null;
  kind: PageKind;
  wall?: Wall;
  itemId?: string;
  scope?: string;
  canonicalUrl?: string;
}

/**
 * Kind of a page by its address and then its document. Parses no page state and runs no page code, so the content script that is
 * on every marketplace page can call it after each navigation. Never throws.
 */
export function detectPage(url: string, document: Document): PageDetection {
  const address = recogniseAddress(url);
  if (!address) return { marketplace: null, kind: 'none' };
  const { marketplace, kind, challenge, ...identity } = address;
  if (challenge) return { marketplace, kind: 'wall', wall: challenge, ...identity };
  if (kind === 'none' || kind === 'short-link') return { marketplace, kind: 'none' };
  const dom = openDom(document);
  const wall = kind === 'listing' ? listingWall(dom, PAGE_SIGNS[marketplace]) : otherWall(dom);
  return wall ? { marketplace, kind: 'wall', wall, ...identity } : { marketplace, kind, ...identity };
}

/** What a page is, without a fact: the reading of a marketplace that is switched off. Never throws. */
export function recognisePage(url: string, document: Document): PageReading {
  return { ...detectPage(url, document), facts: {} };
}
