import { type ClaimEventReason, openChecks, type RightDecision } from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import { moveClaims } from '../claims/transitions.ts';
import type { Database, Scope } from '../db/database.ts';
import { belongsToAny } from '../people/belonging.ts';
import { HttpProblem } from '../problems.ts';
import { fieldsOfRight } from '../rights/columns.ts';
import { openRight, record } from '../rights/edit.ts';
import type { Actor } from '../rights/events.ts';

/** Claims that are moved at once. */
const TOGETHER = 500;

/**
 * Verifies or refuses a right, as the program's staff in the holder's organisation. Claims that waited for it go on by themselves; those of a
 * refused right stay held with the reason in their history: a holder who mends the right has them released, and nobody files them again.
 * Nobody decides on a right of an organisation that they belong to, nor of one that a representative of theirs has a mandate over.
 * @throws HttpProblem `right-not-here`, `right-retired`, `right-changed-meanwhile`, `right-of-own-organisation`, `right-decided-already` or `checks-open`
 */
export async function decideRight(db: Database, target: Decided, decision: RightDecision): Promise<void> {
  const onward: Onward =
    decision.decision === 'verified'
      ? { to: 'in_review', reason: { code: 'right-verified', params: {} } }
      : { to: 'held', reason: { code: 'right-refused', params: { cause: decision.cause } } };
  const { organisationId, actor } = target;
  await db.inOrganisation({ organisationId, userId: actor.userId, as: 'staff' }, async (scope) => {
    const ledger = await decide(scope, target, decision);
    await moveHeld(scope, ledger, target.rightId, onward);
  });
  await moveHeldOfOthers(db, actor.userId, target, onward);
}

/** A right, and who of the program's staff decides on it. */
interface Decided {
  organisationId: string;
  rightId: string;
  actor: Actor & { userId: string };
}

/** Where claims go that waited, and why. */
interface Onward {
  to: 'in_review' | 'held';
  reason: ClaimEventReason;
}

async function decide(scope: Scope, target: Decided, decision: RightDecision): Promise<Ledger> {
  const { organisationId, rightId, actor } = target;
  const { ledger, row } = await openRight(scope, target);
  const concerned = [organisationId, ...(await representativesOver(scope, target))];
  if (await belongsToAny(scope, actor.userId, concerned)) throw new HttpProblem('right-of-own-organisation');
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
    looked: decision.decision === 'verified' ? decision : undefined,
  });
  await appendAudit(scope, ledger, {
    action: decision.decision === 'verified' ? 'right.verified' : 'right.refused',
    at,
    actorUserId: actor.userId,
    entity: rightId,
    detail:
      decision.decision === 'verified'
        ? {
            ...{ checked: decision.checked.join(' '), setAside: decision.setAside.join(' ') },
            revision: row.revision,
          }
        : { cause: decision.cause, revision: row.revision },
  });
  return ledger;
}

/** Representatives that have a mandate over a right, in force or to come. */
async function representativesOver(
  scope: Scope,
  { organisationId, rightId }: Pick<Decided, 'organisationId' | 'rightId'>,
): Promise<string[]> {
  const rows = await scope
    .selectFrom('app.mandates')
    .select('representative_id')
    .distinct()
    .where('organisation_id', '=', organisationId)
    .where('status', '<>', 'refused')
    .where('revoked_at', 'is', null)
    .where(
      sql<boolean>`valid_to >= current_date and (right_ids is null or ${rightId}::uuid = any(right_ids))`,
    )
    .execute();
  return rows.map((row) => row.representative_id);
}

/** Everything that has to be looked at must have been. @throws HttpProblem `checks-open` */
function refuseOpenChecks(decision: RightDecision, row: Parameters<typeof fieldsOfRight>[0]): void {
  if (decision.decision !== 'verified') return;
  const open = openChecks(fieldsOfRight(row), decision.checked, decision.setAside);
  if (open.length > 0) {
    throw new HttpProblem('checks-open', {
      errors: open.map(({ check }) => ({ path: `/checked/${check}`, code: 'wrong-type', params: {} })),
    });
  }
}

/**
 * Moves the claims of the ledger's organisation that wait for a right.
 * @returns how many they were
 */
async function moveHeld(
  scope: Scope,
  ledger: Ledger,
  rightId: string,
  { to, reason }: Onward,
): Promise<number> {
  const held = await scope
    .selectFrom('app.claims')
    .select('claim_id')
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

/** Moves what representatives filed under a right and what waits for it, each organisation's in a transaction of its own. */
async function moveHeldOfOthers(
  db: Database,
  userId: string,
  { organisationId, rightId }: { organisationId: string; rightId: string },
  onward: Onward,
): Promise<void> {
  const filers = await db.asStaff(userId, (scope) =>
    scope
      .selectFrom('app.claims')
      .select('organisation_id')
      .distinct()
      .where('right_id', '=', rightId)
      .where('state', '=', 'held')
      .where('organisation_id', '<>', organisationId)
      .execute(),
  );
  for (const { organisation_id: filer } of filers) {
    await db.inOrganisation({ organisationId: filer, userId, as: 'staff' }, async (scope) => {
      await moveHeld(scope, await openLedger(scope, filer), rightId, onward);
    });
  }
}
