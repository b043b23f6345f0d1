import {
  type CaptureManifest,
  type ClaimSubmission,
  type EvidenceItem,
  type Problem,
  recogniseAddress,
} from '@marketsafe/contract';
import { canonicalJson } from '@marketsafe/evidence';
import type { StoredBlob } from '../blobs/service.ts';
import type { ReadCapture } from '../captures/read.ts';
import { particularFaults } from './added.ts';
import { maskedFaults } from './masked.ts';

type Errors = NonNullable<Problem['errors']>;

/** What a claim is held against. */
export interface Held {
  organisationId: string;
  /** By position of the evidence; null where the blob is no manifest. */
  captures: readonly (ReadCapture | null)[];
  blobs: ReadonlyMap<string, StoredBlob>;
}

/**
 * What does not agree between a claim, the manifests its captures rest on, and the blobs that are here. The hash fixes the
 * manifest, so the manifest is what happened and the claim must say the same.
 */
export function disagreements(claim: ClaimSubmission, held: Held): Errors {
  const errors: Errors = [];
  const say = (path: string, message: string) => {
    errors.push({ path, message });
  };
  checkTarget(claim, say);
  particularFaults(claim, held.blobs, say);
  claim.evidence.forEach((item, index) => {
    const path = `/evidence/${index}`;
    const capture = held.captures[index];
    if (!capture) {
      say(`${path}/manifestSha256`, 'names a file that is no capture manifest');
      return;
    }
    checkItem({ claim, item, path, capture, held }, say);
    maskedFaults(item, path, held.blobs, say);
  });
  return errors;
}

type Say = (path: string, message: string) => void;

function checkTarget({ target }: ClaimSubmission, say: Say): void {
  const address = recogniseAddress(target.canonicalUrl);
  if (
    address?.kind !== 'listing' ||
    address.marketplace !== target.marketplace ||
    address.itemId !== target.itemId ||
    address.canonicalUrl !== target.canonicalUrl
  ) {
    say('/target/canonicalUrl', 'is not the canonical address of the listing that the claim names');
  }
}

function checkItem(
  {
    claim,
    item,
    path,
    capture: { manifest, signature, contradicts },
    held,
  }: { claim: ClaimSubmission; item: EvidenceItem; path: string; capture: ReadCapture; held: Held },
  say: Say,
): void {
  const { target } = claim;
  if (manifest.captureId !== item.captureId) say(`${path}/captureId`, 'is not the one in the manifest');
  if (contradicts)
    say(`${path}/manifestSha256`, 'is not the record under which this capture is here already');
  if (claim.evidence.some((other) => other !== item && other.captureId === item.captureId)) {
    say(`${path}/captureId`, 'is named more than once');
  }
  if (
    manifest.listing.marketplace !== target.marketplace ||
    manifest.listing.itemId !== target.itemId ||
    manifest.request.canonicalUrl !== target.canonicalUrl
  ) {
    say(path, 'is a capture of another listing than the claim names');
  }
  if (manifest.operator !== null && manifest.operator.organisationId !== held.organisationId) {
    say(path, 'was captured for another organisation than yours');
  }
  if (signature === 'wrong') say(`${path}/signature`, 'was not made by the device that the manifest names');
  if (canonicalJson(manifest.files) !== canonicalJson(item.files)) {
    say(`${path}/files`, 'are not the files that the manifest lists');
  }
  if (item.capturedAt < manifest.time.start || item.capturedAt > manifest.time.end) {
    say(`${path}/capturedAt`, 'lies outside the time of the capture that the manifest gives');
  }
  item.files.forEach((file, position) => {
    const blob = held.blobs.get(file.sha256);
    if (blob && (blob.bytes !== file.bytes || blob.type !== file.type)) {
      say(`${path}/files/${position}`, 'was handed in with another size or type');
    }
  });
}

/**
 * The wall that a capture shows in the listing's place: as its manifest names it, or as the page's own address does; undefined
 * where it shows the listing.
 */
export function wallOf({ listing, request }: CaptureManifest): string | undefined {
  if (listing.wall !== undefined) return listing.wall;
  return listing.kind === 'wall' ? 'unknown' : recogniseAddress(request.url)?.challenge;
}
