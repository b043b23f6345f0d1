import { randomUUID } from 'node:crypto';
import { type ClaimEventReason, type ClaimState, type Mover, mayMove } from '@marketsafe/contract';
import { type Insertable, sql } from 'kysely';
import { type Ledger, ledgerWrites, recordAudit } from '../audit/service.ts';
import { recordChange } from '../changes/service.ts';
import type { Scope } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import { insertRows, lookUp, readTogether, writeTogether } from '../db/together.ts';
import { EVENT_COLUMNS } from './insert.ts';

/** Who moves claims, as their history says it. */
export interface Actor {
  by: Mover;
  /** Null where the server itself decides. */
  userId: string | null;
  name: string | null;
  role: string;
}

/** One claim's way. */
export interface Move {
  claimId: string;
  to: ClaimState;
  reason: ClaimEventReason | null;
  /** Number of the last event that whoever decided had seen; left out where what happened since does not matter. */
  seen?: number | undefined;
}

/** What became of a move. `last` is the number of the claim's last event. */
export type Moved =
  | { outcome: 'moved'; claimId: string; number: string; from: ClaimState; state: ClaimState; last: number }
  /** There is no such claim in the organisation. */
  | { outcome: 'unknown'; claimId: string }
  /** Something happened to it that whoever decided had not seen. */
  | { outcome: 'changed'; claimId: string; number: string; state: ClaimState; last: number }
  /** No way leads there from the state that it is in. */
  | { outcome: 'no-way'; claimId: string; number: string; state: ClaimState; last: number };

/**
 * Moves claims of the ledger's organisation to other states, each with its event, change and audit entry; what cannot be moved is left as it
 * is and takes none of the others along. Writes the ledger.
 * @param ledger opened in this transaction: nothing else moves these claims until it ends
 * @param at when, where that is not now: a demo program has a past
 */
export async function moveClaims(
  scope: Scope,
  ledger: Ledger,
  actor: Actor,
  moves: readonly Move[],
  at = new Date(),
): Promise<Moved[]> {
  const rows = await standingOf(scope, ledger.organisationId, moves);
  const events: EventRow[] = [];
  const moved = moves.map((move): Moved => {
    const { claimId, to, reason, seen } = move;
    const row = rows.get(claimId);
    if (!row) return { outcome: 'unknown', claimId };
    const { number, state: from, last } = row;
    if (seen !== undefined && seen !== last)
      return { outcome: 'changed', claimId, number, state: from, last };
    if (!mayMove(from, to, actor.by)) return { outcome: 'no-way', claimId, number, state: from, last };
    events.push({
      organisation_id: ledger.organisationId,
      claim_id: claimId,
      sequence: last + 1,
      event_id: randomUUID(),
      at,
      actor_user_id: actor.userId,
      actor_name: actor.name,
      actor_role: actor.role,
      from_state: from,
      to_state: to,
      reason_code: reason?.code ?? null,
      reason_params: JSON.stringify(reason?.params ?? {}),
    });
    // A claim that is named twice goes on from where it is then.
    row.state = to;
    row.last = last + 1;
    recordChange(ledger, { kind: 'claim', at, claimId, number, state: to });
    recordAudit(ledger, {
      action: 'claim.moved',
      at,
      actorUserId: actor.userId,
      entity: claimId,
      detail: { number, from, to, role: actor.role, reason: reason?.code ?? null },
    });
    return { outcome: 'moved', claimId, number, from, state: to, last: last + 1 };
  });
  if (events.length > 0) {
    await setStates(scope, ledger.organisationId, rows, at);
    await writeTogether(scope, [
      insertRows('app.claim_events', EVENT_COLUMNS, events),
      ...ledgerWrites(scope, ledger),
    ]);
  }
  return moved;
}

type EventRow = Insertable<Tables['app.claim_events']>;

interface StandingRow {
  number: string;
  state: ClaimState;
  last: number;
}

/** How claims stand, by their ids. */
async function standingOf(
  scope: Scope,
  organisationId: string,
  moves: readonly Move[],
): Promise<Map<string, StandingRow>> {
  const wanted = [...new Set(moves.map(({ claimId }) => claimId))].map((claim_id) => ({ claim_id }));
  const { claims } = await readTogether(scope, {
    claims: lookUp(scope, { claim_id: 'uuid' }, wanted, (named) =>
      scope
        .selectFrom('app.claims as claim')
        .select(['claim.claim_id', 'claim.number', 'claim.state'])
        .select(
          sql<number>`(select max(event.sequence) from app.claim_events event
            where event.organisation_id = claim.organisation_id and event.claim_id = claim.claim_id)`.as(
            'last',
          ),
        )
        .where('claim.organisation_id', '=', organisationId)
        .where('claim.claim_id', '=', named('claim_id')),
    ),
  });
  return new Map(claims.map(({ claim_id, number, state, last }) => [claim_id, { number, state, last }]));
}

async function setStates(
  scope: Scope,
  organisationId: string,
  rows: ReadonlyMap<string, StandingRow>,
  at: Date,
): Promise<void> {
  const ids = [...rows.keys()];
  const states = [...rows.values()].map(({ state }) => state);
  await sql`update app.claims claim set state = moved.state, state_since = ${at}
    from unnest(${ids}::uuid[], ${states}::text[]) as moved (claim_id, state)
    where claim.organisation_id = ${organisationId} and claim.claim_id = moved.claim_id
      and claim.state <> moved.state`.execute(scope);
}
