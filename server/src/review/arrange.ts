import {
  type ArrangedOutcome,
  type AssignmentOrder,
  PRIORITIES,
  type PriorityOrder,
} from '@marketsafe/contract';
import { type AuditRecord, appendAudit, openLedger } from '../audit/service.ts';
import { reachClaim } from '../claims/reach.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { belongingQuery, refusedOutcome } from './decide.ts';
import { staffQuery } from './queue.ts';

/**
 * Gives claims to somebody of the staff, or to nobody; each by itself. One that has changed hands meanwhile stays where it is.
 * @throws HttpProblem `assignee-unknown` where the one to have them is no active analyst or program lead
 */
export async function assign(
  db: Database,
  caller: Caller,
  { claims, to }: AssignmentOrder,
): Promise<ArrangedOutcome[]> {
  const staff = await db.asStaff(caller.userId, (scope) => staffQuery(scope).execute());
  const assignee = to === null ? null : staff.find(({ user_id }) => user_id === to);
  if (assignee === undefined) throw new HttpProblem('assignee-unknown');
  return each(claims, ({ claimId, from }) =>
    arrange(db, caller, claimId, async (scope, reached, row) => {
      if (row.assignee !== from && row.assignee !== to) {
        const params = { number: row.number, name: row.assignee_name ?? '' };
        throw new HttpProblem('assigned-meanwhile', { params });
      }
      const { organisationId } = reached;
      if (to !== null) await refuseBelonging(scope, { organisationId, claimId, userId: to }, row);
      return {
        set: { assignee: to, assignee_name: assignee?.name ?? null },
        action: 'claim.assigned' as const,
        detail: { number: row.number, from: row.assignee, to },
      };
    }),
  );
}

/** Says how soon claims are to be looked at, and why; nobody does of claims of an organisation that they belong to. */
export async function prioritise(
  db: Database,
  caller: Caller,
  { claimIds, priority, reason }: PriorityOrder,
): Promise<ArrangedOutcome[]> {
  return each(
    claimIds.map((claimId) => ({ claimId })),
    ({ claimId }) =>
      arrange(db, caller, claimId, async (_scope, _reached, { number }) => ({
        set: { priority: PRIORITIES.indexOf(priority), priority_reason: reason },
        action: 'claim.prioritised' as const,
        detail: { number, priority },
      })),
  );
}

/** @throws HttpProblem `reviewer-belongs` where somebody belongs to who filed a claim or to whose right it is */
async function refuseBelonging(
  scope: Scope,
  somebody: Parameters<typeof belongingQuery>[1],
  { number }: Pick<Row, 'number'>,
): Promise<void> {
  const belonging = await belongingQuery(scope, somebody).execute();
  if (belonging.length > 0) throw new HttpProblem('reviewer-belongs', { params: { number } });
}

async function each<Named extends { claimId: string }>(
  claims: readonly Named[],
  work: (one: Named) => Promise<ArrangedOutcome>,
): Promise<ArrangedOutcome[]> {
  const outcomes: ArrangedOutcome[] = [];
  for (const one of claims) {
    outcomes.push(await work(one).catch((error: unknown) => refusedOutcome(one.claimId, error)));
  }
  return outcomes;
}

interface Row {
  number: string;
  assignee: string | null;
  assignee_name: string | null;
}

interface Arrangement extends Pick<AuditRecord, 'action' | 'detail'> {
  set:
    | { assignee: string | null; assignee_name: string | null }
    | { priority: number; priority_reason: string };
}

async function arrange(
  db: Database,
  caller: Caller,
  claimId: string,
  how: (scope: Scope, reached: Caller, row: Row) => Promise<Arrangement>,
): Promise<ArrangedOutcome> {
  const reached = await reachClaim(db, caller, claimId);
  if (reached?.as !== 'staff') throw new HttpProblem('claim-unknown');
  const { organisationId } = reached;
  return db.inOrganisation(reached, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const row = await scope
      .selectFrom('app.claims')
      .select(['number', 'assignee', 'assignee_name'])
      .where('organisation_id', '=', organisationId)
      .where('claim_id', '=', claimId)
      .executeTakeFirst();
    if (!row) throw new HttpProblem('claim-unknown');
    await refuseBelonging(scope, { organisationId, claimId, userId: caller.userId }, row);
    const { set, action, detail } = await how(scope, reached, row);
    const at = new Date();
    await scope
      .updateTable('app.claims')
      .set({ ...set, changed_at: at })
      .where('organisation_id', '=', organisationId)
      .where('claim_id', '=', claimId)
      .execute();
    await appendAudit(scope, ledger, { action, at, actorUserId: caller.userId, entity: claimId, detail });
    return { outcome: 'done', claimId, number: row.number };
  });
}
