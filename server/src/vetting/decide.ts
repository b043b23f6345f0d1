import { type ClaimEventReason, checklistFor, type RightDecision } from '@marketsafe/contract';
import { appendAudit } from '../audit/service.ts';
import { moveClaims } from '../claims/transitions.ts';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';
import { fieldsOfRight } from '../rights/columns.ts';
import { openRight, record } from '../rights/edit.ts';
import type { Actor } from '../rights/events.ts';

/** Claims that are moved at once. */
const TOGETHER = 500;

/**
 * Verifies or refuses a right, as the program's staff in the holder's organisation. Claims that waited for it go on by themselves; those of a
 * refused right stay held with the reason in their history: a holder who mends the right has them released, and nobody files them again.
 * @param isMember whether whoever decides belongs to the right's organisation: nobody verifies their own
 * @returns how many claims were moved
 * @throws HttpProblem `right-not-here`, `right-retired`, `right-changed-meanwhile`, `right-of-own-organisation`, `right-decided-already` or `checks-open`
 */
export async function decideRight(
  scope: Scope,
  target: { organisationId: string; rightId: string; actor: Actor & { userId: string } },
  decision: RightDecision,
): Promise<number> {
  const { organisationId, rightId, actor } = target;
  const { ledger, row } = await openRight(scope, target);
  const member = await scope
    .selectFrom('app.memberships')
    .select('user_id')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', actor.userId)
    .executeTakeFirst();
  if (member) throw new HttpProblem('right-of-own-organisation');
  if (row.revision !== decision.revision) throw new HttpProblem('right-changed-meanwhile');
  if (row.status !== 'unverified') throw new HttpProblem('right-decided-already');
  refuseOpenChecks(decision, row);
  const at = new Date();
  const status = decision.decision === 'verified' ? 'verified' : 'rejected';
  const refusal =
    decision.decision === 'refused'
      ? { refusal_cause: decision.cause, refusal_text: decision.text }
      : { refusal_cause: null, refusal_text: null };
  await scope
    .updateTable('app.rights')
    .set({ status, ...refusal, revision: row.revision + 1, changed_at: at })
    .set({ decided_at: at, decided_by: actor.userId, decided_by_name: actor.name })
    .where('organisation_id', '=', organisationId)
    .where('right_id', '=', rightId)
    .execute();
  await record(scope, ledger, target, {
    kind: decision.decision === 'verified' ? 'verified' : 'refused',
    text: decision.decision === 'refused' ? decision.text : null,
    status,
  });
  await appendAudit(scope, ledger, {
    action: decision.decision === 'verified' ? 'right.verified' : 'right.refused',
    at,
    actorUserId: actor.userId,
    entity: rightId,
    detail:
      decision.decision === 'verified'
        ? { checked: decision.checked.join(' '), revision: row.revision }
        : { cause: decision.cause, revision: row.revision },
  });
  const reason: ClaimEventReason =
    decision.decision === 'verified'
      ? { code: 'right-verified', params: {} }
      : { code: 'right-refused', params: { cause: decision.cause } };
  return moveHeld(scope, ledger, rightId, decision.decision === 'verified' ? 'in_review' : 'held', reason);
}

/** Everything that has to be looked at must have been. @throws HttpProblem `checks-open` */
function refuseOpenChecks(decision: RightDecision, row: Parameters<typeof fieldsOfRight>[0]): void {
  if (decision.decision !== 'verified') return;
  const open = checklistFor(fieldsOfRight(row)).filter(
    ({ check, needed }) => needed && !decision.checked.includes(check),
  );
  if (open.length > 0) {
    throw new HttpProblem('checks-open', {
      errors: open.map(({ check }) => ({ path: `/checked/${check}`, code: 'wrong-type', params: {} })),
    });
  }
}

async function moveHeld(
  scope: Scope,
  ledger: Parameters<typeof moveClaims>[1],
  rightId: string,
  to: 'in_review' | 'held',
  reason: ClaimEventReason,
): Promise<number> {
  const held = await scope
    .selectFrom('app.claims')
    .select(['claim_id', 'organisation_id'])
    .where('organisation_id', '=', ledger.organisationId)
    .where('right_id', '=', rightId)
    .where('state', '=', 'held')
    .orderBy('received_at')
    .execute();
  const server = { by: 'server', userId: null, name: null, role: 'server' } as const;
  for (let first = 0; first < held.length; first += TOGETHER) {
    const moves = held
      .slice(first, first + TOGETHER)
      .map(({ claim_id: claimId }) => ({ claimId, to, reason }));
    await moveClaims(scope, ledger, server, moves);
  }
  return held.length;
}
