import type { ClaimSubmission, MaskedCopy, Release } from '@marketsafe/contract';
import { type Ledger, recordAudit } from '../audit/service.ts';

/** One release of a capture's whole page and how many copies went out by it. */
interface Released {
  release: Release;
  copies: number;
}

function releasesOf(masked: readonly MaskedCopy[]): Released[] {
  const found = new Map<string, Released>();
  for (const { released } of masked) {
    if (!released) continue;
    const key = `${released.at} ${released.by.userId}`;
    found.set(key, { release: released, copies: (found.get(key)?.copies ?? 0) + 1 });
  }
  return [...found.values()];
}

/**
 * Records in the audit chain who let whole pages go out, and when by their device's clock: the device states both, so the entry also
 * names who handed the claim in.
 */
export function recordReleases(
  ledger: Ledger,
  { claim, number, at, userId }: { claim: ClaimSubmission; number: string; at: Date; userId: string },
): void {
  for (const { captureId, masked } of claim.evidence) {
    for (const { release, copies } of releasesOf(masked)) {
      recordAudit(ledger, {
        action: 'capture.page-released',
        at,
        actorUserId: userId,
        entity: captureId,
        detail: { number, copies, releasedBy: release.by.userId, releasedAt: release.at },
      });
    }
  }
}
