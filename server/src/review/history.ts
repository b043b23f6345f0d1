import type { ClaimEventReason, ClaimState } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { lookUp } from '../db/together.ts';

/** One event of a claim as a review looks at it. */
export interface HistoryEvent {
  sequence: number;
  at: string;
  actor_user_id: string | null;
  name: string | null;
  from_state: ClaimState | null;
  to_state: ClaimState;
  reason_code: ClaimEventReason['code'] | null;
}

/** Asks for the events of claims, in their order. */
export function historyQuery(scope: Scope, claims: readonly { organisationId: string; claimId: string }[]) {
  const wanted = claims.map(({ organisationId, claimId }) => ({
    organisation_id: organisationId,
    claim_id: claimId,
  }));
  return lookUp(scope, { organisation_id: 'uuid', claim_id: 'uuid' }, wanted, (named) =>
    scope
      .selectFrom('app.claim_events as event')
      .select(['event.claim_id', 'event.sequence', 'event.actor_user_id', 'event.actor_name as name'])
      .select(['event.from_state', 'event.to_state', 'event.reason_code'])
      .select(sql<string>`to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`.as('at'))
      .where('event.organisation_id', '=', named('organisation_id'))
      .where('event.claim_id', '=', named('claim_id'))
      .orderBy('event.sequence'),
  );
}

/** Somebody who acted. */
interface Person {
  userId: string;
  name: string;
}

/** Who has approved a claim that two people have to approve, since it came into review last; null where nobody has. */
export function approvedBy(events: readonly HistoryEvent[]): Person | null {
  let first: Person | null = null;
  for (const event of events) {
    first =
      event.reason_code === 'approved-by-one' && event.actor_user_id !== null
        ? { userId: event.actor_user_id, name: event.name ?? '' }
        : null;
  }
  return first;
}

/** States that a decision brings a claim to, and from which it can be taken back. */
const DECIDED: ReadonlySet<ClaimState> = new Set(['approved', 'declined', 'needs_info']);

/** The decision that a claim's history ends with, as long as it can be taken back; undefined where there is none. */
export function lastDecision(events: readonly HistoryEvent[]): HistoryEvent | undefined {
  const last = events.at(-1);
  if (!last || last.actor_user_id === null || last.reason_code === 'undone') return undefined;
  const decided = DECIDED.has(last.to_state) && last.from_state !== last.to_state;
  return decided || last.reason_code === 'approved-by-one' ? last : undefined;
}
