import { blobsOf, type ClaimSubmission, isReady, type Right, readiness } from '@marketsafe/contract';
import { unmetSentence } from '@marketsafe/words';
import { heldBlobs } from '../blobs/service.ts';
import { type CaptureSource, type ReadCapture, readCapture } from '../captures/read.ts';
import { HttpProblem } from '../problems.ts';
import { findRight } from '../rights/service.ts';
import { disagreements, wallOf } from './manifests.ts';

/** What a claim rests on, found and in agreement with it. `captures` has one entry for each piece of evidence. */
export interface Grounds {
  right: Right;
  captures: ReadCapture[];
}

/**
 * Checks everything a claim rests on: the right, the files, the manifests, and that nothing is missing.
 * @throws HttpProblem `not-ready`, `blobs-missing`, `invalid-body`, each naming all that is wrong, or `device-unknown`
 */
export async function checkClaim(source: CaptureSource, claim: ClaimSubmission): Promise<Grounds> {
  const { scope, store, organisationId } = source;
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

  const captures: ReadCapture[] = [];
  const found: (ReadCapture | null)[] = [];
  // One after another: each may be some megabytes.
  for (const item of claim.evidence) {
    const capture = await readCapture(source, item, blobs.get(item.manifestSha256));
    found.push(capture);
    if (capture) captures.push(capture);
  }
  const errors = disagreements(claim, { organisationId, captures: found, blobs });
  if (errors.length > 0) {
    throw new HttpProblem('invalid-body', { detail: 'The claim and its evidence do not agree.', errors });
  }
  if (captures.some(({ signature }) => signature === 'unknown')) {
    throw new HttpProblem('device-unknown', {
      detail:
        'Your organisation has not enrolled the device that signed the evidence. Enrol it, then hand in the claim again with the same key.',
    });
  }

  // A wall beside a capture of the listing is evidence of that day; walls alone are no listing.
  const walls = captures.map(({ manifest }) => wallOf(manifest));
  const onlyWalls = walls.every((wall) => typeof wall === 'string');
  const unmet = readiness(
    {
      ...claim,
      right,
      target: { title: claim.target.title, wall: onlyWalls ? walls[0] : undefined },
    },
    new Date().toISOString().slice(0, 10),
    claim.schema,
  );
  if (!isReady(unmet)) {
    throw new HttpProblem('not-ready', {
      detail: 'The claim still lacks something. Add it, then finish the claim again.',
      errors: unmet
        .filter((item) => item.severity === 'missing')
        .map((item) => ({
          path: `/${item.code}`,
          code: item.code,
          params: { ...item.params },
          message: unmetSentence(item, 'en'),
        })),
    });
  }
  return { right, captures };
}
