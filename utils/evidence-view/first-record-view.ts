import type { PageArea } from '@marketsafe/contract';
import {
  claimedSentence,
  clockSentence,
  firstRecordLines,
  firstRecordSentence,
  formatLocalTime,
  networkLines,
  noUpperBound,
  pictureLabel,
  profileName,
  windowLine,
} from '@marketsafe/words';
import { limitationSentences } from './capture-views.ts';
import {
  type EvidenceSource,
  type EvidenceView,
  fileViews,
  listingName,
  recordView,
} from './evidence-view.ts';
import { factRows } from './fact-rows.ts';
import type { FirstRecord } from './first-records.ts';

/** What the window showed, which the pictures of such a capture are of. */
function areaOf({ page, env }: FirstRecord): PageArea | null {
  return page && env ? { ...page.scroll, ...env.viewport } : null;
}

/**
 * Works out the screen of a capture of schema 1: what its record has, and first among what could not be had that it was not signed. No
 * copy of its pictures goes out: it cannot be handed in.
 */
export function firstRecordView({ capture, draft, held }: EvidenceSource, record: FirstRecord): EvidenceView {
  const area = areaOf(record);
  const { listing, target } = { listing: record.listing, target: draft.target };
  return {
    captureId: capture.captureId,
    draftId: draft.draftId,
    title: target.title ?? null,
    listing: listingName(listing ?? target),
    capturedAt: formatLocalTime(capture.capturedAt),
    profile: profileName('quick'),
    coverage: [],
    // Nothing can be painted for handing in, so nothing is there to be edited.
    isFinished: true,
    pictures: record.files.flatMap((file) => {
      if (!area || (file.method !== 'pixels' && file.method !== 'rendered')) return [];
      const { path, sha256 } = file;
      return [
        {
          path,
          label: pictureLabel(file),
          area,
          regions: [],
          listing: [],
          goesOut: false,
          held: held.has(sha256),
        },
      ];
    }),
    boxes: [],
    releasedAt: null,
    window: {
      line: windowLine({ notBefore: null, notAfter: [] }),
      notBefore: null,
      notAfter: [],
      waiting: noUpperBound(),
      authority: null,
      claimed: record.time ? claimedSentence(record.time) : formatLocalTime(capture.capturedAt),
      clock: clockSentence(null),
    },
    limitations: [firstRecordSentence(), ...limitationSentences(record.limitations, { wall: listing?.wall })],
    facts: factRows(listing?.facts ?? {}),
    network: networkLines(record.request),
    device: firstRecordLines(record),
    files: [recordView(capture, held), ...fileViews(record.files, held)],
  };
}
