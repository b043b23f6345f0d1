import type { ClaimLink, ClaimState, LinkKind } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';

/** Other claims of the organisation that have to do with one, whichever of them was there before. */
export async function linksOf(scope: Scope, organisationId: string, claimId: string): Promise<ClaimLink[]> {
  const { rows } = await sql<{
    kind: LinkKind;
    earlier: boolean;
    claimId: string;
    number: string;
    state: ClaimState;
  }>`select link.kind, link.earlier, other.claim_id as "claimId", other.number, other.state
    from (
      select kind, true as earlier, earlier as other, found_at from app.claim_links
      where organisation_id = ${organisationId} and claim_id = ${claimId}
      union all
      select kind, false, claim_id, found_at from app.claim_links
      where organisation_id = ${organisationId} and earlier = ${claimId}
    ) link
    join app.claims other on other.organisation_id = ${organisationId} and other.claim_id = link.other
    order by link.earlier desc, link.found_at, other.number limit 100`.execute(scope);
  return rows;
}
