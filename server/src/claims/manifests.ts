import {
  type CaptureManifest,
  type ClaimSubmission,
  captureManifest,
  type EvidenceFile,
  type Problem,
  recogniseAddress,
} from '@marketsafe/contract';
import type { StoredBlob } from '../blobs/service.ts';

/** Largest manifest that is read, in bytes: twice what the limits of its facts add up to. */
export const MANIFEST_LIMIT = 4 * 1024 * 1024;

type Errors = NonNullable<Problem['errors']>;

/** Reads a capture manifest from the bytes of its blob; null when they are none. */
export function parseManifest(bytes: Buffer): CaptureManifest | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const parsed = captureManifest.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * What does not agree between a claim, the manifests its captures rest on, and the blobs that are here. The hash fixes the
 * manifest, so the manifest is what happened and the claim must say the same.
 * @param manifests by position of the evidence; null where the blob is no manifest
 */
export function disagreements(
  claim: ClaimSubmission,
  manifests: readonly (CaptureManifest | null)[],
  blobs: ReadonlyMap<string, StoredBlob>,
): Errors {
  const errors: Errors = [];
  const say = (path: string, message: string) => errors.push({ path, message });

  const { target } = claim;
  const address = recogniseAddress(target.canonicalUrl);
  if (
    address?.kind !== 'listing' ||
    address.marketplace !== target.marketplace ||
    address.itemId !== target.itemId ||
    address.canonicalUrl !== target.canonicalUrl
  ) {
    say('/target/canonicalUrl', 'is not the canonical address of the listing that the claim names');
  }

  claim.evidence.forEach((item, index) => {
    const path = `/evidence/${index}`;
    const manifest = manifests[index];
    if (!manifest) {
      say(`${path}/manifestSha256`, 'names a file that is no capture manifest');
      return;
    }
    if (manifest.captureId !== item.captureId) say(`${path}/captureId`, 'is not the one in the manifest');
    if (
      manifest.listing.marketplace !== target.marketplace ||
      manifest.listing.itemId !== target.itemId ||
      manifest.request.canonicalUrl !== target.canonicalUrl
    ) {
      say(path, 'is a capture of another listing than the claim names');
    }
    if (fingerprint(manifest.files) !== fingerprint(item.files)) {
      say(`${path}/files`, 'are not the files that the manifest lists');
    }
    if (item.capturedAt < manifest.time.start || item.capturedAt > manifest.time.end) {
      say(`${path}/capturedAt`, 'lies outside the time of the capture that the manifest gives');
    }
    item.files.forEach((file, position) => {
      const blob = blobs.get(file.sha256);
      if (blob && (blob.bytes !== file.bytes || blob.type !== file.type)) {
        say(`${path}/files/${position}`, 'was handed in with another size or type');
      }
    });
  });
  return errors;
}

/**
 * The wall that a capture shows in the listing's place: as its manifest names it, or as the page's own address does; undefined
 * where it shows the listing.
 */
export function wallOf({ listing, request }: CaptureManifest): string | undefined {
  if (listing.wall !== undefined) return listing.wall;
  return listing.kind === 'wall' ? 'unknown' : recogniseAddress(request.url)?.challenge;
}

/** Files in an order of their own, to compare two lists. */
function fingerprint(files: readonly EvidenceFile[]): string {
  return JSON.stringify(
    files
      .map(({ path, sha256, bytes, type, role, method }) => [path, sha256, bytes, type, role, method])
      .sort(),
  );
}
