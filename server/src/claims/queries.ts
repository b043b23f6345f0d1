import type {
  ClaimDetail,
  ClaimEventReason,
  ClaimReceipt,
  ClaimSummary,
  FoundClaim,
} from '@marketsafe/contract';
import { type InferResult, sql } from 'kysely';
import { findingsOf } from '../captures/findings.ts';
import type { Identity, Scope } from '../db/database.ts';
import { lookUp } from '../db/together.ts';
import { linksOf } from './links.ts';
import { questionsOf } from './questions.ts';
import { FIELD_COLUMNS, fieldGroupsOf } from './stored-fields.ts';

/** Asks for the claims among these that are here already; `receiptOf` reads its rows. */
export function receiptsQuery(scope: Scope, organisationId: string, claimIds: readonly string[]) {
  const ids = claimIds.map((claim_id) => ({ claim_id }));
  return lookUp(scope, { claim_id: 'uuid' }, ids, (wanted) =>
    scope
      .selectFrom('app.claims')
      .select(['claim_id', 'number', 'state', 'body_sha256'])
      // As the contract writes times, because rows go through JSON.
      .select(
        sql<string>`to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`.as('received'),
      )
      .where('organisation_id', '=', organisationId)
      .where('claim_id', '=', wanted('claim_id')),
  );
}

/** Answer to a claim that is here already, with what is needed to tell whether it is the same. */
export function receiptOf(row: InferResult<ReturnType<typeof receiptsQuery>>[number]): ClaimReceipt {
  return {
    claimId: row.claim_id,
    number: row.number,
    state: row.state,
    receivedAt: row.received,
    bodySha256: row.body_sha256,
  };
}

/** Position in the list, newest first, after which a page begins. */
export interface ListPosition {
  receivedAt: Date;
  claimId: string;
}

/** Claims with what a row of the list shows: an organisation's, or for the program's staff those of all. */
export function summaries(scope: Scope, organisationId: string | null) {
  return (
    scope
      .selectFrom('app.claims as claim')
      .innerJoin('app.rights as right', (join) =>
        join
          .onRef('right.organisation_id', '=', 'claim.holder_id')
          .onRef('right.right_id', '=', 'claim.right_id'),
      )
      .innerJoin('app.organisations as organisation', 'organisation.organisation_id', 'claim.organisation_id')
      .leftJoin('app.mandates as mandate', (join) =>
        join
          .onRef('mandate.organisation_id', '=', 'claim.holder_id')
          .onRef('mandate.mandate_id', '=', 'claim.mandate_id'),
      )
      .innerJoin('app.memberships as submitter', (join) =>
        join
          .onRef('submitter.organisation_id', '=', 'claim.organisation_id')
          .onRef('submitter.user_id', '=', 'claim.submitted_by'),
      )
      .select([
        'claim.claim_id',
        'claim.number',
        'claim.state',
        'claim.received_at',
        'claim.target',
        'claim.reason',
        'claim.submitted_by',
        'submitter.name as submitter_name',
        'claim.holder_id',
        'mandate.holder_name',
        'organisation.organisation_id as owner_id',
        'organisation.name as owner_name',
        'right.right_id',
        'right.brand',
        'right.mark',
        'right.type',
        'right.place',
        'right.number as right_number',
      ])
      // The first picture of what the screen showed of the listing. File lists are ours to read: their texts are checked to be plain.
      .select(
        sql<string | null>`(select file.value ->> 'sha256' from app.claim_evidence evidence
        cross join json_array_elements(evidence.files) with ordinality as file(value, number)
        where evidence.organisation_id = claim.organisation_id and evidence.claim_id = claim.claim_id
          and evidence.wall is null and file.value ->> 'method' = 'pixels' and file.value ->> 'type' like 'image/%'
        order by evidence.position, file.number limit 1)`.as('screenshot'),
      )
      .$if(organisationId !== null, (query) => query.where('claim.organisation_id', '=', organisationId))
  );
}

export type SummaryRow = Awaited<ReturnType<ReturnType<typeof summaries>['executeTakeFirstOrThrow']>>;

/** @param staff whether its reader belongs to another organisation, and so has to be told whose it is */
export function summaryOf(row: SummaryRow, staff: boolean): ClaimSummary {
  return {
    claimId: row.claim_id,
    number: row.number,
    state: row.state,
    receivedAt: row.received_at.toISOString(),
    target: row.target,
    reason: row.reason,
    right: {
      rightId: row.right_id,
      brand: row.brand,
      mark: row.mark,
      type: row.type,
      place: row.place,
      number: row.right_number,
    },
    submittedBy: { userId: row.submitted_by, name: row.submitter_name },
    ...(row.holder_name !== null && { holder: { organisationId: row.holder_id, name: row.holder_name } }),
    ...(staff && { organisation: { organisationId: row.owner_id, name: row.owner_name } }),
    ...(row.screenshot === null ? {} : { screenshot: row.screenshot }),
  };
}

/**
 * Up to `limit` claims, newest first, after a position.
 * @param organisationId null for those of all organisations, in a transaction of the program's staff
 */
export async function listClaims(
  scope: Scope,
  organisationId: string | null,
  after: ListPosition | null,
  limit: number,
): Promise<ClaimSummary[]> {
  let query = summaries(scope, organisationId)
    .orderBy('claim.received_at', 'desc')
    .orderBy('claim.claim_id', 'desc')
    .limit(limit);
  if (after) {
    query = query.where(
      sql<boolean>`(claim.received_at, claim.claim_id) < (${after.receivedAt}, ${after.claimId}::uuid)`,
    );
  }
  return (await query.execute()).map((row) => summaryOf(row, organisationId === null));
}

/** Claims by their ids with when each last changed, in this order; those of other organisations only to staff. */
export async function claimsOf(
  scope: Scope,
  organisationId: string | null,
  claimIds: readonly string[],
): Promise<FoundClaim[]> {
  const rows = await summaries(scope, organisationId)
    .select(
      sql<Date | null>`(select event.at from app.claim_events event
        where event.organisation_id = claim.organisation_id and event.claim_id = claim.claim_id
        order by event.sequence desc limit 1)`.as('changed_at'),
    )
    .where(sql<boolean>`claim.claim_id = any(${[...claimIds]}::uuid[])`)
    .execute();
  const byId = new Map(
    rows.map((row) => [
      row.claim_id,
      {
        ...summaryOf(row, organisationId === null),
        changedAt: (row.changed_at ?? row.received_at).toISOString(),
      },
    ]),
  );
  return claimIds.flatMap((claimId) => byId.get(claimId) ?? []);
}

/**
 * One claim with its evidence and history, or undefined when the organisation has none of this id.
 * @param as how its reader comes to it
 */
export async function findClaim(
  scope: Scope,
  organisationId: string,
  claimId: string,
  as?: Identity['as'],
): Promise<ClaimDetail | undefined> {
  const row = await summaries(scope, organisationId)
    .select(FIELD_COLUMNS.map((column) => `claim.${column}` as const))
    .select(['claim.body_sha256', 'claim.declared_in'])
    .where('claim.claim_id', '=', claimId)
    .executeTakeFirst();
  if (!row) return undefined;

  const evidence = await scope
    .selectFrom('app.claim_evidence')
    .select(['capture_id', 'manifest_sha256', 'signature', 'captured_at', 'files', 'masked'])
    .select(['facts', 'source_url', 'wall'])
    .where('organisation_id', '=', organisationId)
    .where('claim_id', '=', claimId)
    .orderBy('position')
    .execute();
  const captureIds = evidence.map(({ capture_id }) => capture_id);
  const findings = await findingsOf(scope, organisationId, captureIds);
  const events = await scope
    .selectFrom('app.claim_events as event')
    .leftJoin('app.memberships as actor', (join) =>
      join
        .onRef('actor.organisation_id', '=', 'event.organisation_id')
        .onRef('actor.user_id', '=', 'event.actor_user_id'),
    )
    .select([
      'event.event_id',
      'event.sequence',
      'event.at',
      'event.actor_user_id',
      'event.actor_role',
      'event.from_state',
      'event.to_state',
      'event.actor_name',
      'event.reason_code',
      'event.reason_params',
      'actor.name as member_name',
    ])
    .where('event.organisation_id', '=', organisationId)
    .where('event.claim_id', '=', claimId)
    .orderBy('event.sequence')
    .execute();

  return {
    ...summaryOf(row, as !== undefined),
    ...fieldGroupsOf(row),
    ...(row.declared_in && { declaredIn: row.declared_in }),
    evidence: evidence.map((item) => ({
      captureId: item.capture_id,
      manifestSha256: item.manifest_sha256,
      capturedAt: item.captured_at.toISOString(),
      signature: item.signature,
      files: item.files,
      masked: item.masked,
      facts: item.facts,
      sourceUrl: item.source_url,
      ...(item.wall === null ? {} : { wall: item.wall }),
      findings: findings.get(item.capture_id) ?? [],
    })),
    questions: await questionsOf(scope, organisationId, claimId, events),
    links: await linksOf(scope, organisationId, claimId),
    events: events.map((event) => ({
      eventId: event.event_id,
      sequence: event.sequence,
      at: event.at.toISOString(),
      actor: {
        userId: event.actor_user_id,
        name: event.actor_name ?? event.member_name,
        role: event.actor_role,
      },
      from: event.from_state,
      to: event.to_state,
      // The route's schema checks the reason against the contract before it leaves.
      reason:
        event.reason_code && ({ code: event.reason_code, params: event.reason_params } as ClaimEventReason),
    })),
    bodySha256: row.body_sha256,
  };
}
