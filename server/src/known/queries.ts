import {
  type AnswerCause,
  isWatched,
  type KnownItem,
  type KnownList,
  recogniseAddress,
} from '@marketsafe/contract';
import { type InferResult, sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { lastSighting } from '../sightings/note.ts';

/** Most changes behind one answer. */
const PAGE = 500;

/** Claims with what devices are told of them. */
function claimsQuery(scope: Scope, organisationId: string, claimIds: readonly string[]) {
  return scope
    .selectFrom('app.claims as claim')
    .innerJoin('app.memberships as submitter', (join) =>
      join
        .onRef('submitter.organisation_id', '=', 'claim.organisation_id')
        .onRef('submitter.user_id', '=', 'claim.submitted_by'),
    )
    .innerJoin('app.claim_events as event', (join) =>
      join
        .onRef('event.organisation_id', '=', 'claim.organisation_id')
        .onRef('event.claim_id', '=', 'claim.claim_id'),
    )
    .distinctOn('claim.claim_id')
    .select([
      'claim.claim_id',
      'claim.number',
      'claim.state',
      'claim.received_at',
      'claim.marketplace',
      'claim.item_id',
      'claim.target',
      'claim.submitted_by',
      'claim.right_id',
      'claim.mandate_id',
      'submitter.name',
      'event.at as state_since',
      'event.reason_code',
      'event.reason_params',
    ])
    .select(lastSighting().as('last_seen'))
    .where('claim.organisation_id', '=', organisationId)
    .where(sql<boolean>`claim.claim_id = any(${[...claimIds]}::uuid[])`)
    .orderBy('claim.claim_id')
    .orderBy('event.sequence', 'desc');
}

function draftsQuery(scope: Scope, organisationId: string, draftIds: readonly string[]) {
  return scope
    .selectFrom('app.draft_notices as notice')
    .innerJoin('app.memberships as member', (join) =>
      join
        .onRef('member.organisation_id', '=', 'notice.organisation_id')
        .onRef('member.user_id', '=', 'notice.user_id'),
    )
    .select([
      'notice.draft_id',
      'notice.user_id',
      'notice.marketplace',
      'notice.item_id',
      'notice.scope',
      'notice.begun_at',
      'notice.ended_at',
      'member.name',
    ])
    .where('notice.organisation_id', '=', organisationId)
    .where(sql<boolean>`notice.draft_id = any(${[...draftIds]}::uuid[])`);
}

function claimItem(row: InferResult<ReturnType<typeof claimsQuery>>[number]): KnownItem {
  const { scope } = recogniseAddress(row.target.canonicalUrl) ?? {};
  const { number, cause } = row.reason_params as { number?: string; cause?: AnswerCause | null };
  return {
    kind: 'claim',
    claimId: row.claim_id,
    number: row.number,
    state: row.state,
    ...(row.reason_code === 'same-as-open-claim' && number !== undefined && { sameAs: number }),
    ...(row.reason_code === 'marketplace-answered' &&
      row.state === 'platform_rejected' &&
      cause && { cause }),
    receivedAt: row.received_at.toISOString(),
    stateSince: row.state_since.toISOString(),
    by: { userId: row.submitted_by, name: row.name },
    listing: {
      marketplace: row.marketplace,
      itemId: row.item_id,
      ...(scope !== undefined && { scope }),
    },
    ...(row.mandate_id !== null && { underRight: row.right_id }),
    ...(row.target.seller && { seller: row.target.seller }),
    ...(row.last_seen && isWatched(row.state) && { lastSeen: row.last_seen }),
  };
}

function draftItem(row: InferResult<ReturnType<typeof draftsQuery>>[number]): KnownItem {
  return {
    kind: 'draft',
    draftId: row.draft_id,
    begunAt: row.begun_at.toISOString(),
    ...(row.ended_at && { ended: true }),
    by: { userId: row.user_id, name: row.name },
    listing: {
      marketplace: row.marketplace,
      itemId: row.item_id,
      ...(row.scope !== null && { scope: row.scope }),
    },
  };
}

/** What the organisation's devices are to know after a cursor of its feed of changes, each thing once and as it is now. */
export async function knownAfter(scope: Scope, organisationId: string, cursor: number): Promise<KnownList> {
  const changes = await scope
    .selectFrom('app.changes')
    .select(['sequence', 'kind', 'entity_id'])
    .where('organisation_id', '=', organisationId)
    .where('sequence', '>', cursor)
    .orderBy('sequence')
    .limit(PAGE + 1)
    .execute();
  const page = changes.slice(0, PAGE);
  const idsOf = (kind: 'claim' | 'draft') => [
    ...new Set(page.filter((row) => row.kind === kind).map((row) => row.entity_id)),
  ];
  const [claimIds, draftIds] = [idsOf('claim'), idsOf('draft')];
  const claims = claimIds.length === 0 ? [] : await claimsQuery(scope, organisationId, claimIds).execute();
  const drafts = draftIds.length === 0 ? [] : await draftsQuery(scope, organisationId, draftIds).execute();
  return {
    items: [...claims.map(claimItem), ...drafts.map(draftItem)],
    cursor: page.at(-1)?.sequence ?? cursor,
    more: changes.length > PAGE,
  };
}
