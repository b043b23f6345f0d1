import {
  type ClaimTarget,
  type ListingFacts,
  PRIORITIES,
  predictRejections,
  type ReviewCounts,
  type ReviewFilter,
  type ReviewRow,
  type ReviewSettings,
  type ReviewStanding,
} from '@marketsafe/contract';
import { type ProcedureBook, placesOf } from '@marketsafe/contract/procedures';
import { sql } from 'kysely';
import { OPEN_STATES } from '../claims/policy.ts';
import { type SummaryRow, summaries, summaryOf } from '../claims/queries.ts';
import type { Scope } from '../db/database.ts';
import { procedureOf, readBook } from '../procedures/queries.ts';
import { rightOf } from '../rights/service.ts';
import { approvedBy, type HistoryEvent, historyQuery } from './history.ts';

/** Position in the queue after which a page begins: how urgent, since when, which. */
export interface QueuePosition {
  priority: number;
  stateSince: Date;
  claimId: string;
}

/** Asks for the program's active staff. */
export function staffQuery(scope: Scope) {
  return scope
    .selectFrom('app.memberships as member')
    .innerJoin('app.organisations as own', 'own.organisation_id', 'member.organisation_id')
    .select(['member.user_id', 'member.name'])
    .distinctOn('member.user_id')
    .where('own.kind', '=', 'program')
    .where('member.ended_at', 'is', null)
    .where(sql<boolean>`member.roles && array['analyst', 'program_lead']`)
    .orderBy('member.user_id');
}

/** Claims with what a review shows of each. */
export function reviewRows(scope: Scope) {
  return (
    summaries(scope, null)
      .select([
        'claim.organisation_id',
        'claim.holder_id',
        'claim.state_since',
        'claim.changed_at',
        'claim.priority',
      ])
      .select(['claim.priority_reason', 'claim.assignee', 'claim.assignee_name', 'claim.right_id'])
      .select(['claim.explanation', 'claim.particulars', 'right.owner', 'right.nice_classes', 'right.status'])
      .select(['right.expires_on', 'right.number as number_of_right'])
      // Its last day; of one that was revoked, the day before.
      .select(
        sql<
          string | null
        >`(select least(mandate.valid_to, mandate.revoked_at::date - 1)::text from app.mandates mandate
        where mandate.mandate_id = claim.mandate_id)`.as('mandate_until'),
      )
      // Texts of pages are read here, not by the database: it takes no U+0000, which json may hold.
      .select(
        sql<ListingFacts | null>`(select evidence.facts from app.claim_evidence evidence
        where evidence.organisation_id = claim.organisation_id and evidence.claim_id = claim.claim_id
        order by evidence.position desc limit 1)`.as('facts'),
      )
      .select(
        sql<{ number: string; target: ClaimTarget }[] | null>`(
        select json_agg(json_build_object('number', found.number, 'target', found.target)) from (
          select twin.number, twin.target from app.claims twin
          where twin.organisation_id = claim.organisation_id and twin.marketplace = claim.marketplace
            and twin.item_id = claim.item_id and twin.right_id = claim.right_id and twin.claim_id <> claim.claim_id
            and twin.received_at <= claim.received_at and twin.state = any(${[...OPEN_STATES]}::text[])
          order by twin.received_at limit 5
        ) found)`.as('twins'),
      )
  );
}

/** One row of `reviewRows`. */
export type FoundRow = SummaryRow &
  Awaited<ReturnType<ReturnType<typeof reviewRows>['executeTakeFirstOrThrow']>>;

/** The claim's right as it stands now. */
export function rightOfRow(row: FoundRow) {
  return rightOf({ ...row, number: row.number_of_right });
}

/** What of a claim marketplaces are likely to refuse it for. */
export function predictionsOf(row: FoundRow, book: ProcedureBook, today: string) {
  return predictRejections(
    {
      reason: row.reason,
      places: placesOf(procedureOf(row.target, book)),
      title: row.target.title,
      explanation: row.explanation,
      particulars: row.particulars,
      category: row.facts?.category?.value,
      right: rightOfRow(row),
      mandateUntil: row.mandate_until ?? undefined,
      openTwin: row.twins?.find(({ target }) => target.canonicalUrl === row.target.canonicalUrl)?.number,
    },
    today,
  );
}

const HOUR = 3_600_000;

/** How a review of the claim stands. */
export function reviewStandingOf(
  row: FoundRow,
  events: readonly HistoryEvent[],
  { targetHours }: ReviewSettings,
): ReviewStanding {
  const priority = PRIORITIES[row.priority] ?? 'normal';
  return {
    organisation: { organisationId: row.organisation_id, name: row.owner_name },
    assignee:
      row.assignee === null ? null : { userId: row.assignee, name: row.assignee_name ?? row.assignee },
    priority,
    priorityReason: row.priority_reason,
    stateSince: row.state_since.toISOString(),
    changedAt: row.changed_at.toISOString(),
    dueAt:
      row.state === 'in_review'
        ? new Date(row.state_since.getTime() + targetHours[priority] * HOUR).toISOString()
        : null,
    sequence: events.at(-1)?.sequence ?? 1,
    approvedBy: approvedBy(events),
  };
}

/** A page of the queue: the most urgent first, then those that wait longest. */
export async function queuePage(
  scope: Scope,
  userId: string,
  filter: ReviewFilter,
  settings: ReviewSettings,
  { after, limit }: { after: QueuePosition | null; limit: number },
): Promise<ReviewRow[]> {
  const { assigned, state, marketplace, organisation, right } = filter;
  const rows = await reviewRows(scope)
    .where('claim.state', '=', state)
    .$if(assigned === 'mine', (query) => query.where('claim.assignee', '=', userId))
    .$if(assigned === 'nobody', (query) => query.where('claim.assignee', 'is', null))
    .$if(marketplace !== undefined, (query) =>
      query.where('claim.marketplace', '=', marketplace ?? 'alibaba'),
    )
    .$if(organisation !== undefined, (query) => query.where('claim.organisation_id', '=', organisation ?? ''))
    .$if(right !== undefined, (query) => query.where('claim.right_id', '=', right ?? ''))
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(-claim.priority, claim.state_since, claim.claim_id) > (${-(after?.priority ?? 0)}::int, ${after?.stateSince ?? null}::timestamptz, ${after?.claimId ?? null}::uuid)`,
      ),
    )
    .orderBy('claim.priority', 'desc')
    .orderBy('claim.state_since')
    .orderBy('claim.claim_id')
    .limit(limit)
    .execute();
  const byClaim = await eventsOf(
    scope,
    rows.map((row) => ({ organisationId: row.organisation_id, claimId: row.claim_id })),
  );
  const today = new Date().toISOString().slice(0, 10);
  const { book } = await readBook(scope);
  return rows.map((row) => ({
    ...summaryOf(row, false),
    ...reviewStandingOf(row, byClaim.get(row.claim_id) ?? [], settings),
    predicted: predictionsOf(row, book, today).map(({ code }) => code),
  }));
}

/** Events of claims, by the claim. */
export async function eventsOf(
  scope: Scope,
  claims: readonly { organisationId: string; claimId: string }[],
): Promise<ReadonlyMap<string, HistoryEvent[]>> {
  const found = new Map<string, HistoryEvent[]>();
  if (claims.length === 0) return found;
  const { rows } = await scope.executeQuery<HistoryEvent & { claim_id: string }>(
    historyQuery(scope, claims).compile(),
  );
  for (const event of rows) found.set(event.claim_id, [...(found.get(event.claim_id) ?? []), event]);
  return found;
}

/** Most of a kind that there is to narrow the queue to. */
const MOST_CHOICES = 100;

/** How much of what lies in the queue. */
export async function queueCounts(
  scope: Scope,
  userId: string,
  { targetHours }: ReviewSettings,
): Promise<ReviewCounts> {
  const number = sql<number>`count(*)::int`.as('count');
  const inReview = () => scope.selectFrom('app.claims as claim').where('claim.state', '=', 'in_review');
  const states = await scope
    .selectFrom('app.claims as claim')
    .select(['claim.state', number])
    .where('claim.state', 'in', ['in_review', 'needs_info', 'held'])
    .groupBy('claim.state')
    .execute();
  const hours = PRIORITIES.map((name) => targetHours[name]);
  const mine = await inReview()
    .select([
      sql<number>`count(*) filter (where claim.assignee = ${userId}::uuid)::int`.as('mine'),
      sql<number>`count(*) filter (where claim.assignee is null)::int`.as('nobody'),
      sql<number>`count(*) filter (where claim.priority = 2)::int`.as('urgent'),
      sql<number>`count(*) filter (where claim.state_since
        + (${hours}::int[])[claim.priority + 1] * interval '1 hour' < now())::int`.as('overdue'),
    ])
    .executeTakeFirstOrThrow();
  const organisations = await inReview()
    .innerJoin('app.organisations as owner', 'owner.organisation_id', 'claim.organisation_id')
    .select(['owner.organisation_id as organisationId', 'owner.name', number])
    .groupBy(['owner.organisation_id', 'owner.name'])
    .orderBy('count', 'desc')
    .limit(MOST_CHOICES)
    .execute();
  const marketplaces = await inReview()
    .select(['claim.marketplace', number])
    .groupBy('claim.marketplace')
    .orderBy('count', 'desc')
    .execute();
  const rights = await inReview()
    .innerJoin('app.rights as right', (join) =>
      join
        .onRef('right.organisation_id', '=', 'claim.holder_id')
        .onRef('right.right_id', '=', 'claim.right_id'),
    )
    .select(['right.right_id as rightId', 'right.mark', 'right.place', number])
    .groupBy(['right.right_id', 'right.mark', 'right.place'])
    .orderBy('count', 'desc')
    .limit(MOST_CHOICES)
    .execute();
  const staff = await staffQuery(scope).execute();
  const countOf = (state: string) => states.find((row) => row.state === state)?.count ?? 0;
  return {
    states: {
      in_review: countOf('in_review'),
      needs_info: countOf('needs_info'),
      held: countOf('held'),
    },
    ...mine,
    organisations,
    marketplaces,
    rights: rights.map(({ rightId, mark, place, count }) => ({ rightId, name: `${mark} · ${place}`, count })),
    staff: staff.map(({ user_id, name }) => ({ userId: user_id, name })),
  };
}
