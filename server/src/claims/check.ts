import {
  blobsOf,
  type ClaimSubmission,
  fieldByName,
  isReady,
  type Right,
  readiness,
  type Unmet,
} from '@marketsafe/contract';
import { heldBlobs } from '../blobs/service.ts';
import { type CaptureSource, type ReadCapture, readCapture } from '../captures/read.ts';
import { HttpProblem } from '../problems.ts';
import { findRight } from '../rights/service.ts';
import { disagreements, wallOf } from './manifests.ts';
import { findClaimOfOrder } from './orders.ts';

/** What a claim rests on, found and in agreement with it. `captures` has one entry for each piece of evidence. */
export interface Grounds {
  right: Right;
  captures: ReadCapture[];
}

/**
 * Checks everything a claim rests on: the right, the files, the manifests, that nothing is missing, and that its order supports no other
 * claim.
 * @throws HttpProblem `not-ready`, `blobs-missing`, `invalid-body`, each naming all that is wrong, or `device-unknown`
 */
export async function checkClaim(source: CaptureSource, claim: ClaimSubmission): Promise<Grounds> {
  const { scope, store, organisationId } = source;
  const right = await findRight(scope, organisationId, claim.rightId);
  if (!right) {
    throw new HttpProblem('right-unknown', {
      errors: [{ path: '/rightId', code: 'right-not-registered', params: {} }],
    });
  }

  const hashes = blobsOf(claim);
  const blobs = await heldBlobs(scope, store, organisationId, hashes);
  const missing = hashes.filter((sha256) => !blobs.has(sha256));
  if (missing.length > 0) throw new HttpProblem('claim-files-missing', { missing });

  const captures: ReadCapture[] = [];
  const found: (ReadCapture | null)[] = [];
  // One after another: each may be some megabytes.
  for (const item of claim.evidence) {
    const capture = await readCapture(source, item, blobs.get(item.manifestSha256));
    found.push(capture);
    if (capture) captures.push(capture);
  }
  const errors = disagreements(claim, { organisationId, captures: found, blobs });
  if (errors.length > 0) throw new HttpProblem('claim-contradicts-evidence', { errors });
  if (captures.some(({ signature }) => signature === 'unknown')) throw new HttpProblem('device-not-enrolled');

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
    throw new HttpProblem('claim-incomplete', {
      errors: unmet
        .filter((item) => item.severity === 'missing')
        .map((item) => ({
          path: pathOf(item),
          code: 'unmet' as const,
          params: { requirement: item.code, ...item.params },
        })),
    });
  }
  const used = await findClaimOfOrder(scope, organisationId, claim);
  if (used !== undefined) {
    throw new HttpProblem('claim-incomplete', {
      errors: [{ path: '/particulars/testBuyOrder', code: 'order-used', params: { number: used } }],
    });
  }
  return { right, captures };
}

/** Where an unmet requirement is mended: a particular by its field, anything else by the requirement itself. */
function pathOf({ code, params: { field } }: Unmet): string {
  const group = field && fieldByName(field).group;
  return group === 'particulars' ? `/${group}/${field}` : `/${code}`;
}
