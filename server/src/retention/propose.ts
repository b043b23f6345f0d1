import {
  type DeletionDecision,
  type DeletionProposalDetail,
  MOST_DELETED,
  type NewDeletion,
} from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { inOrganisation, refuseOwn } from './actors.ts';
import { dueOf } from './due.ts';
import { proposalIn } from './read.ts';

/**
 * Proposes that claims are deleted: exactly those that somebody saw, each of which has to be closed for long enough still and held by nobody.
 * @throws HttpProblem `retention-own-organisation` or `retention-changed`
 */
export async function proposeDeletion(
  db: Database,
  caller: Caller,
  { proposalId, organisationId, claimIds }: NewDeletion,
): Promise<DeletionProposalDetail> {
  return inOrganisation(db, caller, organisationId, async (scope) => {
    const ledger = await openLedger(scope, organisationId).catch(() => {
      throw new HttpProblem('organisation-unknown');
    });
    // The same one again: an answer may have been lost on its way.
    if (await isThere(scope, proposalId)) return proposalIn(scope, caller, proposalId);
    const wanted = [...new Set(claimIds)];
    const due = await dueOf(scope, organisationId, { claimIds: wanted, most: MOST_DELETED });
    if (due.length !== wanted.length || due.some(({ held }) => held))
      throw new HttpProblem('retention-changed');
    await refuseOwn(scope, caller.userId, [organisationId, ...due.map(({ holderId }) => holderId)]);
    const at = new Date();
    await scope
      .insertInto('app.deletion_proposals')
      .values({
        ...{
          organisation_id: organisationId,
          proposal_id: proposalId,
          state: 'proposed',
          claims: due.length,
        },
        ...{ proposed_at: at, proposed_by: caller.userId, proposed_by_name: caller.userName },
      })
      .execute();
    await scope
      .insertInto('app.deletion_claims')
      .values(
        due.map(({ claimId, number, state, since, bodySha256 }) => ({
          ...{ organisation_id: organisationId, proposal_id: proposalId, claim_id: claimId },
          ...{ number, state, state_since: since, body_sha256: bodySha256 },
        })),
      )
      .execute();
    await appendAudit(scope, ledger, {
      action: 'retention.proposed',
      ...{ at, actorUserId: caller.userId, entity: proposalId },
      detail: { claims: due.length, staff: caller.userName },
    });
    return proposalIn(scope, caller, proposalId);
  });
}

async function isThere(scope: Scope, proposalId: string): Promise<boolean> {
  const row = await scope
    .selectFrom('app.deletion_proposals')
    .select('proposal_id')
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Approves a proposal, as a second person, or refuses it; whoever proposed may take it back.
 * @throws HttpProblem `retention-unknown`, `retention-decided`, `retention-second-person` or `retention-own-organisation`
 */
export async function decideDeletion(
  db: Database,
  caller: Caller,
  { proposalId, decision }: { proposalId: string; decision: DeletionDecision },
): Promise<DeletionProposalDetail> {
  const found = await db.asStaff(caller.userId, (scope) => proposalIn(scope, caller, proposalId));
  const { organisationId } = found.organisation;
  return inOrganisation(db, caller, organisationId, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const proposal = await scope
      .selectFrom('app.deletion_proposals')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .where('proposal_id', '=', proposalId)
      .executeTakeFirstOrThrow();
    if (proposal.state !== 'proposed') throw new HttpProblem('retention-decided');
    const isOwn = proposal.proposed_by === caller.userId;
    if (decision === 'approve' && isOwn) throw new HttpProblem('retention-second-person');
    await refuseOwn(scope, caller.userId, [organisationId, ...(await holdersOf(scope, proposal))]);
    const at = new Date();
    const decided = { decided_at: at, decided_by: caller.userId, decided_by_name: caller.userName };
    await scope
      .updateTable('app.deletion_proposals')
      .set({ state: decision === 'approve' ? 'approved' : 'refused', ...decided })
      .where('organisation_id', '=', organisationId)
      .where('proposal_id', '=', proposalId)
      .execute();
    if (decision === 'refuse') {
      await scope
        .updateTable('app.deletion_claims')
        .set({ outcome: 'refused', at })
        .where('organisation_id', '=', organisationId)
        .where('proposal_id', '=', proposalId)
        .execute();
    }
    await appendAudit(scope, ledger, {
      action: decision === 'approve' ? 'retention.approved' : 'retention.refused',
      ...{ at, actorUserId: caller.userId, entity: proposalId },
      detail: { claims: proposal.claims, staff: caller.userName },
    });
    return proposalIn(scope, caller, proposalId);
  });
}

/** On whose rights the claims of a proposal rest. */
async function holdersOf(
  scope: Scope,
  { organisation_id, proposal_id }: { organisation_id: string; proposal_id: string },
): Promise<string[]> {
  const rows = await scope
    .selectFrom('app.deletion_claims as chosen')
    .innerJoin('app.claims as claim', (join) =>
      join
        .onRef('claim.organisation_id', '=', 'chosen.organisation_id')
        .onRef('claim.claim_id', '=', 'chosen.claim_id'),
    )
    .select('claim.holder_id')
    .distinct()
    .where('chosen.organisation_id', '=', organisation_id)
    .where('chosen.proposal_id', '=', proposal_id)
    .execute();
  return rows.map((row) => row.holder_id);
}
