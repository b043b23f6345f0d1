import { type ClaimSubmission, holdFor } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';
import { type ClaimRight, claimRightOf, rightsQuery } from '../rights/service.ts';

/** Whose right a claim rests on, and by which mandate; null where it is the organisation's own. */
export interface Holding {
  holderId: string;
  mandateId: string | null;
}

/**
 * By which mandate a claim may rest on its right, as of this moment.
 * @throws HttpProblem `mandate-without-power` or `mandate-without-marketplace`
 */
export function holdingOf({ holderId, grants }: ClaimRight, claim: ClaimSubmission): Holding {
  if (grants === null) return { holderId, mandateId: null };
  const { marketplace } = claim.target;
  const found = holdFor(grants, { today: new Date().toISOString().slice(0, 10), marketplace });
  if ('hold' in found) return { holderId, mandateId: found.hold.mandateId };
  const { trouble, holder } = found.trouble;
  const params = { holder };
  if (trouble === 'mandate-power') throw new HttpProblem('mandate-without-power', { params });
  if (trouble === 'mandate-marketplace') throw new HttpProblem('mandate-without-marketplace', { params });
  // The database gave those that hold today: the day has changed since.
  throw new HttpProblem('mandate-not-in-force', { params });
}

/**
 * Lets a claim be taken back by whom it is for: by the holder of its right, or under a mandate that says so.
 * @throws HttpProblem `mandate-without-withdrawal`
 */
export function requireWithdrawal(scope: Scope, organisationId: string, claimId: string): Promise<void> {
  return requirePower(scope, { organisationId, claimId }, 'withdraw');
}

/**
 * Lets a counter-notice to a claim be answered by whom it is for: by the holder of its right, or under a mandate that says so. As of this
 * moment, in a transaction of the organisation that filed the claim.
 * @throws HttpProblem `mandate-without-counter-notices`
 */
export function requireCounterNotices(scope: Scope, organisationId: string, claimId: string): Promise<void> {
  return requirePower(scope, { organisationId, claimId }, 'answer-counter-notices');
}

const REFUSALS = {
  withdraw: 'mandate-without-withdrawal',
  'answer-counter-notices': 'mandate-without-counter-notices',
} as const;

async function requirePower(
  scope: Scope,
  { organisationId, claimId }: { organisationId: string; claimId: string },
  power: keyof typeof REFUSALS,
): Promise<void> {
  const claim = await scope
    .selectFrom('app.claims')
    .select(['holder_id', 'right_id'])
    .where('organisation_id', '=', organisationId)
    .where('claim_id', '=', claimId)
    .executeTakeFirst();
  if (!claim || claim.holder_id === organisationId) return;
  const row = await rightsQuery(scope, organisationId, [claim.right_id]).executeTakeFirst();
  const grants = row ? (claimRightOf(row).grants ?? []) : [];
  if (grants.some(({ powers }) => powers.includes(power))) return;
  throw new HttpProblem(REFUSALS[power], { params: { holder: grants[0]?.holder ?? '' } });
}

interface Over {
  holder_name: string;
  status: 'proposed' | 'in_force' | 'refused';
  revoked_at: Date | null;
  valid_from: string;
  valid_to: string;
  covers: boolean;
}

/**
 * Why a representative may not claim under rights that it does not see: which mandates it has, or had, from their holders. Asked only where a
 * claim is refused anyway.
 * @param status with which it is refused, where that is another than a claim's
 */
export async function mandateRefusals(
  scope: Scope,
  rightIds: readonly string[],
  status?: number,
): Promise<Map<string, HttpProblem>> {
  const refusals = new Map<string, HttpProblem>();
  for (const rightId of rightIds) {
    const { rows } = await sql<Over>`select * from app.mandates_over(${rightId}::uuid)`.execute(scope);
    const refusal = refusalOf(rows, status === undefined ? {} : { status });
    if (refusal) refusals.set(rightId, refusal);
  }
  return refusals;
}

function refusalOf(rows: readonly Over[], details: { status?: number }): HttpProblem | undefined {
  const today = new Date().toISOString().slice(0, 10);
  const covering = rows.filter(({ covers }) => covers);
  const [any] = rows;
  if (!any) return undefined;
  const confirmed = covering.filter(({ status }) => status === 'in_force');
  const revoked = confirmed.find(({ revoked_at }) => revoked_at !== null);
  const ended = confirmed.find(({ revoked_at, valid_to }) => revoked_at === null && valid_to < today);
  const holder = any.holder_name;
  if (revoked?.revoked_at && !ended) {
    const day = revoked.revoked_at.toISOString().slice(0, 10);
    return new HttpProblem('mandate-revoked', { ...details, params: { holder, day } });
  }
  if (ended) return new HttpProblem('mandate-ended', { ...details, params: { holder, day: ended.valid_to } });
  return new HttpProblem(covering.length > 0 ? 'mandate-not-in-force' : 'mandate-without-right', {
    ...details,
    params: { holder },
  });
}
