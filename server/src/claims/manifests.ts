import {
  type CaptureManifest,
  type ClaimSubmission,
  type EvidenceItem,
  recogniseAddress,
} from '@marketsafe/contract';
import { canonicalJson } from '@marketsafe/evidence';
import type { StoredBlob } from '../blobs/service.ts';
import type { ReadCapture } from '../captures/read.ts';
import type { FieldError } from '../problems.ts';
import { particularFaults } from './added.ts';
import { maskedFaults, type Say } from './masked.ts';

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
export function disagreements(claim: ClaimSubmission, held: Held): FieldError[] {
  const errors: FieldError[] = [];
  const say: Say = (path, code) => {
    errors.push({ path, code, params: {} });
  };
  checkTarget(claim, say);
  particularFaults(claim, held.blobs, say);
  claim.evidence.forEach((item, index) => {
    const path = `/evidence/${index}`;
    const capture = held.captures[index];
    if (!capture) {
      say(`${path}/manifestSha256`, 'no-record');
      return;
    }
    checkItem({ claim, item, path, capture, held }, say);
    maskedFaults({ item, path }, held, say);
  });
  return errors;
}

function checkTarget({ target }: ClaimSubmission, say: Say): void {
  const address = recogniseAddress(target.canonicalUrl);
  if (
    address?.kind !== 'listing' ||
    address.marketplace !== target.marketplace ||
    address.itemId !== target.itemId ||
    address.canonicalUrl !== target.canonicalUrl
  ) {
    say('/target/canonicalUrl', 'not-canonical-address');
  }
}

function checkItem(
  {
    claim,
    item,
    path,
    capture: { manifest, signature, broken, contradicts },
    held,
  }: { claim: ClaimSubmission; item: EvidenceItem; path: string; capture: ReadCapture; held: Held },
  say: Say,
): void {
  const { target } = claim;
  if (manifest.captureId !== item.captureId) say(`${path}/captureId`, 'other-capture');
  if (broken) say(`${path}/manifestSha256`, 'text-broken');
  if (contradicts) say(`${path}/manifestSha256`, 'other-record');
  if (claim.evidence.some((other) => other !== item && other.captureId === item.captureId)) {
    say(`${path}/captureId`, 'named-twice');
  }
  if (
    manifest.listing.marketplace !== target.marketplace ||
    manifest.listing.itemId !== target.itemId ||
    manifest.request.canonicalUrl !== target.canonicalUrl
  ) {
    say(path, 'other-listing');
  }
  if (manifest.operator !== null && manifest.operator.organisationId !== held.organisationId) {
    say(path, 'other-organisation');
  }
  if (signature === 'wrong') say(`${path}/signature`, 'signature-wrong');
  if (canonicalJson(manifest.files) !== canonicalJson(item.files)) {
    say(`${path}/files`, 'other-files');
  }
  if (item.capturedAt < manifest.time.start || item.capturedAt > manifest.time.end) {
    say(`${path}/capturedAt`, 'outside-capture');
  }
  item.files.forEach((file, position) => {
    const blob = held.blobs.get(file.sha256);
    if (blob && blob.bytes !== file.bytes) {
      say(`${path}/files/${position}`, 'other-size-or-type');
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
