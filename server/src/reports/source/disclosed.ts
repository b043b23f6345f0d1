import type { ClaimDetail, EvidenceFile, Limitation, MaskedCopy, Right } from '@marketsafe/contract';
import {
  type DisclosedParts,
  dayOf,
  disclosedCopies,
  disclosedName,
  disclosedParts,
  folderOf,
} from '@marketsafe/evidence';
import type { BlobStore } from '../../blobs/store.ts';
import type { CheckedFile } from './check-files.ts';
import { compareFiles } from './check-files.ts';
import type { ReportSource } from './gather.ts';

/** What a reader of the pictures has to know about them, and nothing about who made them or how. */
const ABOUT_THE_PICTURES: readonly Limitation[] = [
  'facts-changed',
  'page-silent',
  'page-late',
  'height-capped',
  'width-cut',
  'content-clipped',
  'page-grew',
  'slices-alike',
  'pinned-hidden',
  'images-unfinished',
];
const ENDED_EARLY: readonly Limitation[] = [
  'partial-cancelled',
  'partial-interrupted',
  'partial-moved',
  'partial-storage',
];

export interface DisclosedCapture {
  /** Day of the capture in UTC, by the device's clock. */
  day: string;
  signed: boolean;
  received: boolean;
  timeStamped: boolean;
  limitations: Limitation[];
  endedEarly: boolean;
  pictures: { name: string; checked: CheckedFile; derivedFrom: string[]; shows?: MaskedCopy['shows'] }[];
}

/**
 * What a disclosure report is made from: built up from what may go out, never a claim less some fields. It holds the day and no time,
 * and no name of a person, device or organisation but the owner of the right.
 */
export interface DisclosedClaim extends DisclosedParts {
  number: string;
  reason: ClaimDetail['reason'];
  right: Right;
  captures: DisclosedCapture[];
  /** Midnight, UTC, of the day it was made. */
  madeOn: Date;
}

/** Picks out of a claim what may go to the marketplace, and compares its copies with their hashes. */
export async function disclosed(source: ReportSource, store: BlobStore): Promise<DisclosedClaim> {
  const { claim, right, madeAt } = source;
  const captures: DisclosedCapture[] = [];
  for (const [index, { item, manifest, seal, receivedAt, signatureHolds }] of source.captures.entries()) {
    const copies = disclosedCopies(item.masked);
    const checked = await compareFiles(store, source.organisationId, copies);
    const limitations = manifest?.limitations ?? [];
    captures.push({
      day: dayOf(manifest?.time.start ?? item.capturedAt),
      signed: signatureHolds === true,
      received: receivedAt !== null,
      timeStamped: seal?.timeStamp.state === 'stamped',
      limitations: limitations.filter((code) => ABOUT_THE_PICTURES.includes(code)),
      endedEarly: limitations.some((code) => ENDED_EARLY.includes(code)),
      pictures: checked.map(({ file, comparison }, position) => ({
        name: `${folderOf(index)}/${disclosedName(position, file.type)}`,
        // The device chose the copy's name, and a name can say something.
        checked: { file: nameless(file), comparison },
        derivedFrom: file.derivedFrom ?? [],
        ...(file.shows && { shows: file.shows }),
      })),
    });
  }
  return {
    number: claim.number,
    reason: claim.reason,
    ...disclosedParts(claim),
    right,
    captures,
    madeOn: new Date(`${dayOf(madeAt.toISOString())}T00:00:00.000Z`),
  };
}

function nameless({ sha256, bytes, type, role, method, area, derivedFrom }: EvidenceFile): EvidenceFile {
  return {
    ...{ path: 'copy', sha256, bytes, type, role, method },
    ...(area && { area }),
    ...(derivedFrom && { derivedFrom }),
  };
}
