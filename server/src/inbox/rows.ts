import type { NewsItem, NewsKind } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';

/** Which changes of the feed people are told, as the index `changes_told` has it. */
const TOLD = sql<boolean>`(change.kind = 'answer'
  or (change.kind = 'claim' and change.detail->>'state' in ('needs_info', 'countered')))`;

/**
 * Asks for changes that an organisation's people are told, with the claims that they are about. What the organisation may not read any more
 * is not among them.
 */
export function newsRows(scope: Scope, organisationId: string) {
  return scope
    .selectFrom('app.changes as change')
    .innerJoin('app.claims as claim', (join) =>
      join
        .onRef('claim.organisation_id', '=', 'change.organisation_id')
        .onRef('claim.claim_id', '=', 'change.entity_id'),
    )
    .select([
      'change.sequence',
      'change.at',
      'claim.claim_id',
      'claim.number',
      'claim.state',
      'claim.submitted_by',
    ])
    .select(
      sql<NewsKind>`case when change.kind = 'answer' then 'answer'
        when change.detail->>'state' = 'needs_info' then 'question' else 'counter-notice' end`.as('news'),
    )
    .select(
      sql<NewsItem['answer']>`case when change.kind = 'answer' then change.detail->'answer' end`.as('answer'),
    )
    .where('change.organisation_id', '=', organisationId)
    .where(TOLD);
}
