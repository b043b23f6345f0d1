import { listingKey, recogniseAddress } from '@marketsafe/contract';
import type { DraftRow } from '../database/draft-rows.ts';
import { isAsked } from '../drafts/asked.ts';
import { draftOfListing } from '../drafts/drafts.ts';
import { type CaptureDeps, type CaptureRequest, CaptureStopped, type TabState } from './capture-deps.ts';
import type { CapturedAddress } from './moment.ts';

/** The listing that a click is about. */
export interface ClickedListing {
  /** The tab as it stood then. */
  tab: TabState;
  listing: CapturedAddress;
  key: string;
}

/** The listing an address names. Throws `not-a-listing`. */
export function listingOf(url: string | undefined): CapturedAddress {
  const address = url === undefined ? null : recogniseAddress(url);
  // A captcha under the listing's own address has the identity too, and may be captured as the wall it is.
  if (!address?.itemId || !address.canonicalUrl) throw new CaptureStopped('not-a-listing');
  return { ...address, itemId: address.itemId, canonicalUrl: address.canonicalUrl };
}

/** Reads from the tab which listing is asked for. Throws where there is none, or another than the user was shown. */
export async function recogniseListing(deps: CaptureDeps, request: CaptureRequest): Promise<ClickedListing> {
  const tab = await deps.tab(request.tabId).catch(() => {
    throw new CaptureStopped('page-unreachable');
  });
  const listing = listingOf(tab.url);
  const key = listingKey(listing);
  if (request.listing !== undefined && request.listing !== key) throw new CaptureStopped('page-changed');
  return { tab, listing, key };
}

function hasPixels(draft: DraftRow): boolean {
  return draft.evidence.some((item) => item.files.some((file) => file.method === 'pixels'));
}

/**
 * The draft or report that a click opens instead of capturing again; undefined where it captures. A draft that has only a rendering gets
 * its real screenshot from the first click that can have one; a report of which the program asked a new capture gets it.
 */
export async function draftToOpen(
  { db }: CaptureDeps,
  request: CaptureRequest,
  key: string,
): Promise<DraftRow | undefined> {
  const earlier = await draftOfListing(db, key);
  const wantsPixels = request.grantsPixels && earlier?.state === 'draft' && !hasPixels(earlier);
  const isWanted = earlier?.question?.wanted.includes('capture') === true && isAsked(earlier);
  return request.again || wantsPixels || isWanted ? undefined : earlier;
}
