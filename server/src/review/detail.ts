import type { ClaimTarget, EarlierClaim, ReviewDetail } from '@marketsafe/contract';
import { sql } from 'kysely';
import { findClaim } from '../claims/queries.ts';
import { reachClaim } from '../claims/reach.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { readBook } from '../procedures/queries.ts';
import { filesOfRight } from '../rights/files.ts';
import { belongingQuery } from './decide.ts';
import { eventsOf, predictionsOf, reviewRows, reviewStandingOf, rightOfRow } from './queue.ts';
import { readReviewSettings } from './settings.ts';

/** Most earlier claims that are shown with one. */
const MOST_EARLIER = 30;

/**
 * All that is looked at to decide about a claim.
 * @throws HttpProblem `claim-unknown`
 */
export async function reviewOf(
  db: Database,
  caller: Caller,
  claimId: string,
): Promise<{ organisationId: string; detail: ReviewDetail }> {
  const reached = await reachClaim(db, caller, claimId);
  if (reached?.as !== 'staff') throw new HttpProblem('claim-unknown');
  const { organisationId } = reached;
  const detail = await db.inOrganisation(reached, async (scope) => {
    const settings = await readReviewSettings(scope);
    const claim = await findClaim(scope, organisationId, claimId, 'staff');
    const row = await reviewRows(scope)
      .where('claim.organisation_id', '=', organisationId)
      .where('claim.claim_id', '=', claimId)
      .executeTakeFirst();
    if (!claim || !row) return undefined;
    const events = await eventsOf(scope, [{ organisationId, claimId }]);
    const belonging = await belongingQuery(scope, {
      organisationId,
      claimId,
      userId: caller.userId,
    }).execute();
    return {
      claim,
      standing: reviewStandingOf(row, events.get(claimId) ?? [], settings),
      right: rightOfRow(row),
      certificate: await filesOfRight(scope, { organisationId: row.holder_id, rightId: row.right_id }),
      predictions: predictionsOf(row, (await readBook(scope)).book, new Date().toISOString().slice(0, 10)),
      ...(await earlierClaims(scope, organisationId, claimId)),
      belongs: belonging.length > 0,
      fourEyes: settings.fourEyes.includes(claim.reason),
    };
  });
  if (!detail) throw new HttpProblem('claim-unknown');
  return { organisationId, detail };
}

/** What of a claim's listing, seller and pictures came before, with whatever organisation. */
async function earlierClaims(
  scope: Scope,
  organisationId: string,
  claimId: string,
): Promise<Pick<ReviewDetail, 'earlier' | 'earlierCounts'>> {
  const { rows: counts } = await sql<{ kind: 'listing' | 'seller' | 'picture'; count: number }>`
    select own.kind, count(distinct other.claim_id)::int as count
    from app.claim_traces own
    join app.claim_traces other on other.kind = own.kind and other.value = own.value and other.claim_id <> own.claim_id
    where own.organisation_id = ${organisationId} and own.claim_id = ${claimId}
    group by own.kind`.execute(scope);
  const countOf = (kind: string) => counts.find((row) => row.kind === kind)?.count ?? 0;
  const { rows } = await sql<
    Omit<EarlierClaim, 'title' | 'receivedAt'> & { target: ClaimTarget; receivedAt: Date }
  >`
    select claim.claim_id as "claimId", claim.number, claim.state, claim.received_at as "receivedAt",
      claim.marketplace, claim.item_id as "itemId", claim.target, owner.name as organisation,
      claim_right.mark, shared.shares
    from (
      select other.organisation_id, other.claim_id, array_agg(distinct other.kind) as shares
      from app.claim_traces own
      join app.claim_traces other on other.kind = own.kind and other.value = own.value and other.claim_id <> own.claim_id
      where own.organisation_id = ${organisationId} and own.claim_id = ${claimId}
      group by other.organisation_id, other.claim_id
    ) shared
    join app.claims claim on claim.organisation_id = shared.organisation_id and claim.claim_id = shared.claim_id
    join app.organisations owner on owner.organisation_id = claim.organisation_id
    join app.rights claim_right on claim_right.organisation_id = claim.holder_id and claim_right.right_id = claim.right_id
    order by claim.received_at desc, claim.claim_id limit ${MOST_EARLIER}`.execute(scope);
  return {
    earlier: rows.map(({ target: { title }, receivedAt, ...row }) => ({
      ...row,
      receivedAt: receivedAt.toISOString(),
      ...(title !== undefined && { title }),
    })),
    earlierCounts: { listing: countOf('listing'), seller: countOf('seller'), picture: countOf('picture') },
  };
}
