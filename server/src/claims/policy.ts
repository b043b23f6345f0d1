import {
  CLAIM_STATES,
  type ClaimEventReason,
  type ClaimState,
  isParticipant,
  isProgramStaff,
  type Right,
  type Role,
} from '@marketsafe/contract';

/**
 * Who reads claims, their lists and their originals, which show the investigator's own account: everybody but the marketplace's contact,
 * who gets what is disclosed.
 */
export function worksOnClaims(roles: readonly Role[]): boolean {
  return isParticipant(roles) || isProgramStaff(roles);
}

/** States after which nothing more happens to a claim: another claim on the same listing is a new one. */
const CLOSED: ReadonlySet<ClaimState> = new Set([
  'duplicate',
  'declined',
  'removed',
  'platform_rejected',
  'conceded',
  'upheld',
  'overturned',
  'reinstated',
  'withdrawn',
]);

/** States in which a claim stands in the way of another on the same listing and right. */
export const OPEN_STATES: readonly ClaimState[] = CLAIM_STATES.filter((state) => !CLOSED.has(state));

/** Where a received claim goes first, and why. */
export function firstState(
  right: Right,
  openTwin: string | undefined,
): { state: ClaimState; reason: ClaimEventReason | null } {
  if (openTwin !== undefined)
    return { state: 'duplicate', reason: { code: 'same-as-open-claim', params: { number: openTwin } } };
  if (right.status === 'unverified')
    return { state: 'held', reason: { code: 'right-unverified', params: {} } };
  return { state: 'in_review', reason: null };
}
