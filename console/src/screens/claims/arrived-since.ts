import type { ClaimSummary } from '@marketsafe/contract';

/** How many claims stand before the first one known, in a list that is newest first: those that arrived since. */
export function arrivedSince(
  known: ReadonlySet<string>,
  claims: readonly Pick<ClaimSummary, 'claimId'>[],
): number {
  const firstKnown = claims.findIndex((claim) => known.has(claim.claimId));
  return firstKnown === -1 ? claims.length : firstKnown;
}
