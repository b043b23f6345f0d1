import {
  blobsOf,
  type CaptureManifest,
  type ClaimSubmission,
  isReady,
  type Right,
  readiness,
} from '@marketsafe/contract';
import { heldBlobs } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';
import { findRight } from '../rights/service.ts';
import { disagreements, MANIFEST_LIMIT, parseManifest, wallOf } from './manifests.ts';

/** What a claim rests on, found and in agreement with it. `manifests` has one entry for each piece of evidence. */
export interface Grounds {
  right: Right;
  manifests: (CaptureManifest | null)[];
}

/**
 * Checks everything a claim rests on: the right, the files, the manifests, and that nothing is missing.
 * @throws HttpProblem `not-ready`, `blobs-missing` or `invalid-body`, each naming all that is wrong
 */
export async function checkClaim(
  scope: Scope,
  store: BlobStore,
  organisationId: string,
  claim: ClaimSubmission,
): Promise<Grounds> {
  const right = await findRight(scope, organisationId, claim.rightId);
  if (!right) {
    throw new HttpProblem('not-ready', {
      detail: 'The claim names a right that your organisation has not registered.',
      errors: [{ path: '/rightId', message: 'Choose a right out of the list of your organisation.' }],
    });
  }

  const hashes = blobsOf(claim);
  const blobs = await heldBlobs(scope, store, organisationId, hashes);
  const missing = hashes.filter((sha256) => !blobs.has(sha256));
  if (missing.length > 0) {
    throw new HttpProblem('blobs-missing', {
      detail: 'Hand in the missing files, then the claim again with the same key.',
      missing,
    });
  }

  const manifests = await Promise.all(
    claim.evidence.map(async ({ manifestSha256 }) => {
      if ((blobs.get(manifestSha256)?.bytes ?? 0) > MANIFEST_LIMIT) return null;
      const bytes = await store.read(organisationId, manifestSha256);
      return bytes && parseManifest(bytes);
    }),
  );
  const errors = disagreements(claim, manifests, blobs);
  if (errors.length > 0) {
    throw new HttpProblem('invalid-body', { detail: 'The claim and its evidence do not agree.', errors });
  }

  // A wall beside a capture of the listing is evidence of that day; walls alone are no listing.
  const walls = manifests.map((manifest) => manifest && wallOf(manifest));
  const onlyWalls = walls.every((wall) => typeof wall === 'string');
  const unmet = readiness(
    {
      ...claim,
      right,
      target: { title: claim.target.title, wall: onlyWalls ? (walls[0] ?? undefined) : undefined },
    },
    new Date().toISOString().slice(0, 10),
  );
  if (!isReady(unmet)) {
    throw new HttpProblem('not-ready', {
      detail: 'The claim still lacks something. Add it, then finish the claim again.',
      errors: unmet
        .filter((item) => item.severity === 'missing')
        .map((item) => ({ path: `/${item.code}`, message: item.sentence })),
    });
  }
  return { right, manifests };
}
