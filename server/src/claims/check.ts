import {
  blobsOf,
  type ClaimSubmission,
  fieldByName,
  isReady,
  type Right,
  readiness,
  type Unmet,
} from '@marketsafe/contract';
import type { StoredBlob } from '../blobs/service.ts';
import type { ReadCapture } from '../captures/read.ts';
import { HttpProblem } from '../problems.ts';
import type { ClaimRight } from '../rights/service.ts';
import { holdingOf } from './holding.ts';
import { disagreements, wallOf } from './manifests.ts';

/** What a claim rests on, as it is here. */
export interface Found {
  organisationId: string;
  right: ClaimRight | undefined;
  /** Why the right is not seen, where that is known better than that it is not. */
  refusal: HttpProblem | undefined;
  /** Of the files that the claim names, those that are really here, by their hash. */
  blobs: ReadonlyMap<string, StoredBlob>;
  /** By position of the evidence; null where the blob is no manifest. */
  captures: readonly (ReadCapture | null)[];
}

/** What a claim rests on, in agreement with it. `captures` has one entry for each piece of evidence. */
export interface Grounds {
  right: Right;
  captures: ReadCapture[];
}

/**
 * Checks everything a claim rests on: the right, the files, the manifests, and that nothing is missing.
 * @throws HttpProblem `not-ready`, `blobs-missing`, `invalid-body`, each naming all that is wrong, or `device-unknown`
 */
export function checkClaim(claim: ClaimSubmission, found: Found): Grounds {
  const { organisationId, blobs } = found;
  const usable = usableRight(found.right, found.refusal);
  holdingOf(usable, claim);
  const { right } = usable;

  const missing = blobsOf(claim).filter((sha256) => !blobs.has(sha256));
  if (missing.length > 0) throw new HttpProblem('claim-files-missing', { missing });

  const captures = found.captures.filter((capture) => capture !== null);
  const errors = disagreements(claim, { organisationId, captures: found.captures, blobs });
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
  if (!isReady(unmet)) throw incomplete(unmet);
  return { right, captures };
}

/**
 * The right of a claim, where anything may rest on it.
 * @throws HttpProblem `right-unknown`, one of a mandate’s, or `right-retired`
 */
function usableRight(found: ClaimRight | undefined, refusal: HttpProblem | undefined): ClaimRight {
  if (!found) {
    if (refusal) throw refusal;
    throw new HttpProblem('right-unknown', {
      errors: [{ path: '/rightId', code: 'right-not-registered', params: {} }],
    });
  }
  if (found.isRetired) throw new HttpProblem('right-retired');
  return found;
}

/**
 * Refuses a claim whose right was taken out of use, or refused by the program, after the claim was looked at.
 * @throws HttpProblem `right-unknown`, `right-retired` or `claim-incomplete`
 */
export function rightUnderLedger(
  found: ClaimRight | undefined,
  refusal: HttpProblem | undefined,
): ClaimRight {
  const usable = usableRight(found, refusal);
  if (usable.right.status === 'rejected')
    throw incomplete([{ code: 'right-rejected', severity: 'missing', params: { field: 'rightId' } }]);
  return usable;
}

function incomplete(unmet: readonly Unmet[]): HttpProblem {
  return new HttpProblem('claim-incomplete', {
    errors: unmet
      .filter((item) => item.severity === 'missing')
      .map((item) => ({
        path: pathOf(item),
        code: 'unmet' as const,
        params: { requirement: item.code, ...item.params },
      })),
  });
}

/** Where an unmet requirement is mended: a particular by its field, anything else by the requirement itself. */
function pathOf({ code, params: { field } }: Unmet): string {
  const group = field && fieldByName(field).group;
  return group === 'particulars' ? `/${group}/${field}` : `/${code}`;
}
