import { randomUUID } from 'node:crypto';
import {
  type ClaimEventReason,
  type ClaimState,
  type Decision,
  type DecisionOrder,
  type DecisionOutcome,
  isExpired,
  type ReasonCode,
  type ReviewSettings,
} from '@marketsafe/contract';
import { openLedger } from '../audit/service.ts';
import { reachClaim } from '../claims/reach.ts';
import { type Actor, moveClaims } from '../claims/transitions.ts';
import type { Database, Scope } from '../db/database.ts';
import { readTogether } from '../db/together.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { approvedBy, type HistoryEvent, historyQuery, lastDecision } from './history.ts';
import { readReviewSettings } from './settings.ts';

/** What one claim's decision is taken on. */
interface Standing {
  claimId: string;
  number: string;
  state: ClaimState;
  reason: ReasonCode;
  mark: string;
  right_status: string;
  expires_on: string | null;
  belongs: boolean;
  events: readonly HistoryEvent[];
}

/**
 * Decides about claims, each in a transaction of its own: one that cannot be decided takes none of the others along, and nothing of it is
 * half done.
 */
export async function decide(
  db: Database,
  caller: Caller,
  { decisions }: DecisionOrder,
): Promise<DecisionOutcome[]> {
  const settings = await db.asStaff(caller.userId, readReviewSettings);
  const outcomes: DecisionOutcome[] = [];
  // One after another: the ledger of an organisation is one.
  for (const one of decisions) outcomes.push(await decideOne(db, caller, settings, one));
  return outcomes;
}

/** A refusal as an order's answer holds it. */
export function refusedOutcome(claimId: string, error: unknown) {
  if (!(error instanceof HttpProblem)) throw error;
  return { outcome: 'refused' as const, claimId, problem: error.problem };
}

async function decideOne(
  db: Database,
  caller: Caller,
  settings: ReviewSettings,
  { claimId, seen, decision }: DecisionOrder['decisions'][number],
): Promise<DecisionOutcome> {
  try {
    const reached = await reachClaim(db, caller, claimId);
    if (reached?.as !== 'staff') throw new HttpProblem('claim-unknown');
    return await db.inOrganisation(reached, async (scope) => {
      const ledger = await openLedger(scope, reached.organisationId);
      const standing = await standingOf(scope, reached, claimId);
      refuseOverlooked(standing, seen);
      if (standing.belongs) throw new HttpProblem('reviewer-belongs', { params: standing });
      const { to, reason } = wayOf(standing, caller, settings, decision);
      if (decision.kind === 'ask' && reason?.code === 'asked') {
        const { questionId, cause, wanted, text } = reason.params;
        await scope
          .insertInto('app.claim_questions')
          .values({
            organisation_id: reached.organisationId,
            claim_id: claimId,
            question_id: questionId,
            sequence: seen + 1,
            asked_at: new Date(),
            asked_by: caller.userId,
            asked_by_name: caller.userName,
            cause,
            wanted: [...wanted],
            text,
          })
          .execute();
      }
      const [moved] = await moveClaims(scope, ledger, actorOf(caller), [{ claimId, to, reason, seen }]);
      if (moved?.outcome !== 'moved') throw elsewhere(standing);
      if (moved.from === moved.state) await noteChange(scope, reached.organisationId, claimId);
      return {
        outcome: 'done',
        claimId,
        number: moved.number,
        state: moved.state,
        sequence: moved.last,
        waitsForSecond: reason?.code === 'approved-by-one',
      };
    });
  } catch (error) {
    return refusedOutcome(claimId, error);
  }
}

/** Staff as a claim's history names them. */
function actorOf(caller: Caller): Actor {
  return {
    by: 'staff',
    userId: caller.userId,
    name: caller.userName,
    role: caller.roles.includes('program_lead') ? 'program_lead' : 'analyst',
  };
}

async function standingOf(scope: Scope, reached: Caller, claimId: string): Promise<Standing> {
  const { organisationId, userId } = reached;
  const found = await readTogether(scope, {
    claims: scope
      .selectFrom('app.claims as claim')
      .innerJoin('app.rights as right', (join) =>
        join
          .onRef('right.organisation_id', '=', 'claim.holder_id')
          .onRef('right.right_id', '=', 'claim.right_id'),
      )
      .select(['claim.number', 'claim.state', 'claim.reason'])
      .select(['right.mark', 'right.status as right_status', 'right.expires_on'])
      .where('claim.organisation_id', '=', organisationId)
      .where('claim.claim_id', '=', claimId),
    belonging: belongingQuery(scope, { organisationId, claimId, userId }),
    events: historyQuery(scope, [{ organisationId, claimId }]),
  });
  const [claim] = found.claims;
  if (!claim) throw new HttpProblem('claim-unknown');
  return { claimId, ...claim, belongs: found.belonging.length > 0, events: found.events };
}

/** Asks whether a person belongs to who filed a claim or to whose right it is: who does, does not decide about it. */
export function belongingQuery(
  scope: Scope,
  { organisationId, claimId, userId }: { organisationId: string; claimId: string; userId: string },
) {
  return scope
    .selectFrom('app.memberships as member')
    .innerJoin('app.claims as claim', (join) =>
      join.on((on) =>
        on.or([
          on('member.organisation_id', '=', on.ref('claim.organisation_id')),
          on('member.organisation_id', '=', on.ref('claim.holder_id')),
        ]),
      ),
    )
    .select('member.user_id')
    .where('claim.organisation_id', '=', organisationId)
    .where('claim.claim_id', '=', claimId)
    .where('member.user_id', '=', userId)
    .where('member.ended_at', 'is', null);
}

/** @throws HttpProblem where something happened that whoever decides has not seen */
function refuseOverlooked(standing: Standing, seen: number): void {
  const last = standing.events.at(-1);
  if (last && last.sequence !== seen) throw elsewhere(standing);
}

function elsewhere({ number, state, events }: Standing): HttpProblem {
  const last = events.at(-1);
  return new HttpProblem('claim-moved-on', {
    params: { number, state, name: last?.name ?? '', at: last?.at ?? '' },
  });
}

/** Where a decision brings a claim, and why. */
function wayOf(
  standing: Standing,
  caller: Caller,
  settings: ReviewSettings,
  decision: Decision,
): { to: ClaimState; reason: ClaimEventReason | null } {
  const { number, state } = standing;
  switch (decision.kind) {
    case 'approve': {
      if (state !== 'in_review') throw new HttpProblem('claim-elsewhere', { params: { number, state } });
      return approval(standing, caller, settings);
    }
    case 'decline': {
      if (!['in_review', 'needs_info', 'held'].includes(state))
        throw new HttpProblem('claim-elsewhere', { params: { number, state } });
      const { cause, text } = decision;
      return { to: 'declined', reason: { code: 'declined', params: { cause, text } } };
    }
    case 'ask': {
      if (state !== 'in_review') throw new HttpProblem('claim-elsewhere', { params: { number, state } });
      const { cause, wanted, text } = decision;
      const params = { questionId: randomUUID(), cause, wanted: [...new Set(wanted)], text };
      return { to: 'needs_info', reason: { code: 'asked', params } };
    }
    case 'undo': {
      const last = lastDecision(standing.events);
      const mine = last?.actor_user_id === caller.userId || caller.roles.includes('program_lead');
      if (!last || !mine) throw new HttpProblem('nothing-to-undo', { params: { number } });
      return { to: 'in_review', reason: { code: 'undone', params: {} } };
    }
  }
}

function approval(
  { number, mark, right_status, expires_on, reason, events }: Standing,
  caller: Caller,
  { fourEyes }: ReviewSettings,
): { to: ClaimState; reason: ClaimEventReason | null } {
  const today = new Date().toISOString().slice(0, 10);
  if (right_status !== 'verified' || isExpired({ expiresOn: expires_on }, today))
    throw new HttpProblem('right-does-not-stand', { params: { number, mark } });
  if (!fourEyes.includes(reason)) return { to: 'approved', reason: null };
  const first = approvedBy(events);
  if (!first) return { to: 'in_review', reason: { code: 'approved-by-one', params: {} } };
  if (first.userId === caller.userId) throw new HttpProblem('second-person-needed', { params: { number } });
  return { to: 'approved', reason: null };
}

async function noteChange(scope: Scope, organisationId: string, claimId: string): Promise<void> {
  await scope
    .updateTable('app.claims')
    .set({ changed_at: new Date() })
    .where('organisation_id', '=', organisationId)
    .where('claim_id', '=', claimId)
    .execute();
}
