import {
  DELETION_OUTCOMES,
  type DeletionProposal,
  type DeletionProposalDetail,
  type LegalHold,
  type RetentionOverview,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { countDue } from './due.ts';
import { readRetentionSettings } from './settings.ts';

/** Most proposals and holds that are listed. */
const MOST = 200;

/** All that the screen begins with. In a transaction of the program's staff. */
export async function retentionOverviewOf(scope: Scope, caller: Caller): Promise<RetentionOverview> {
  return {
    settings: await readRetentionSettings(scope),
    due: await countDue(scope, caller.userId),
    proposals: await proposalsIn(scope, caller),
    holds: await holdsIn(scope),
  };
}

/** Proposals: what waits first, then the newest. @param proposalId only this one */
async function proposalsIn(
  scope: Scope,
  { userId }: Caller,
  proposalId?: string,
): Promise<DeletionProposal[]> {
  const rows = await scope
    .selectFrom('app.deletion_proposals as proposal')
    .innerJoin('app.organisations as owner', 'owner.organisation_id', 'proposal.organisation_id')
    .selectAll('proposal')
    .select('owner.name')
    .select(
      sql<boolean>`exists (select from app.memberships own
        where own.organisation_id = owner.organisation_id and own.user_id = ${userId})`.as('belongs'),
    )
    .select(
      sql<Record<string, number>>`(select coalesce(json_object_agg(outcome, number), '{}') from (
        select outcome, count(*) as number from app.deletion_claims chosen
        where chosen.organisation_id = proposal.organisation_id and chosen.proposal_id = proposal.proposal_id
          and outcome is not null
        group by outcome) fared)`.as('outcomes'),
    )
    .$if(proposalId !== undefined, (query) => query.where('proposal.proposal_id', '=', proposalId ?? ''))
    .orderBy(sql`proposal.state = 'proposed'`, 'desc')
    .orderBy(sql`proposal.state = 'approved'`, 'desc')
    .orderBy('proposal.proposed_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => {
    const isOpen = row.state === 'proposed' && !row.belongs;
    return {
      proposalId: row.proposal_id,
      organisation: { organisationId: row.organisation_id, name: row.name },
      ...{ state: row.state, claims: row.claims },
      proposed: { name: row.proposed_by_name, at: row.proposed_at.toISOString() },
      decided: somebody(row.decided_by_name, row.decided_at),
      doneAt: row.done_at?.toISOString() ?? null,
      outcomes: outcomesOf(row.outcomes),
      may: { approve: isOpen && row.proposed_by !== userId, refuse: isOpen },
    };
  });
}

function outcomesOf(counted: Record<string, number>): DeletionProposal['outcomes'] {
  const [deleted = 0, held = 0, moved = 0, named = 0, refused = 0] = DELETION_OUTCOMES.map(
    (outcome) => counted[outcome],
  );
  return { deleted, held, moved, named, refused };
}

/** One proposal with its claims. @throws HttpProblem `retention-unknown` */
export async function proposalIn(
  scope: Scope,
  caller: Caller,
  proposalId: string,
): Promise<DeletionProposalDetail> {
  const [proposal] = await proposalsIn(scope, caller, proposalId);
  if (!proposal) throw new HttpProblem('retention-unknown');
  const rows = await scope
    .selectFrom('app.deletion_claims')
    .select(['claim_id', 'number', 'state', 'state_since', 'outcome'])
    .where('organisation_id', '=', proposal.organisation.organisationId)
    .where('proposal_id', '=', proposalId)
    .orderBy('state_since')
    .orderBy('claim_id')
    .execute();
  return {
    ...proposal,
    list: rows.map(({ claim_id: claimId, number, state, state_since: since, outcome }) => {
      return { claimId, number, state, since: since.toISOString(), outcome };
    }),
  };
}

/** Legal holds: what holds first, then the newest. @param holdId only this one */
export async function holdsIn(scope: Scope, holdId?: string): Promise<LegalHold[]> {
  const rows = await scope
    .selectFrom('app.legal_holds as hold')
    .innerJoin('app.organisations as owner', 'owner.organisation_id', 'hold.organisation_id')
    .selectAll('hold')
    .select('owner.name')
    .$if(holdId !== undefined, (query) => query.where('hold.hold_id', '=', holdId ?? ''))
    .orderBy(sql`hold.released_at is null`, 'desc')
    .orderBy('hold.placed_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    holdId: row.hold_id,
    organisation: { organisationId: row.organisation_id, name: row.name },
    claim:
      row.claim_id === null || row.number === null ? null : { claimId: row.claim_id, number: row.number },
    reason: row.reason,
    placed: { name: row.placed_by_name, at: row.placed_at.toISOString() },
    released: somebody(row.released_by_name, row.released_at),
  }));
}

function somebody(name: string | null, at: Date | null): DeletionProposal['decided'] {
  return name === null || at === null ? null : { name, at: at.toISOString() };
}
