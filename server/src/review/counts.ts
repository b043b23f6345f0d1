import { PRIORITIES, type ReviewCounts, type ReviewSettings } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { asQuery, readTogether } from '../db/together.ts';
import { staffQuery } from './queue.ts';

/** Most of a kind that there is to narrow the queue to. */
const MOST_CHOICES = 100;

/** Asks for the kept numbers of claims in review, summed up. */
function inReview(scope: Scope) {
  return scope
    .selectFrom('app.queue_numbers as number')
    .where('number.state', '=', 'in_review')
    .having(sql<number>`sum(number.claims)`, '>', 0);
}

const count = sql<number>`sum(number.claims)::int`.as('count');

/** How much of what lies in the queue: numbers that are kept, but for the caller's own and for those that are still in time. */
export async function queueCounts(
  scope: Scope,
  userId: string,
  { targetHours }: ReviewSettings,
): Promise<ReviewCounts> {
  const priorities = PRIORITIES.map((_, at) => at);
  const hours = PRIORITIES.map((name) => targetHours[name]);
  const found = await readTogether(scope, {
    states: scope
      .selectFrom('app.queue_numbers as number')
      .select(['number.state', count])
      .groupBy('number.state'),
    urgency: inReview(scope)
      .select(sql<number>`sum(number.claims) filter (where not number.assigned)::int`.as('nobody'))
      .select(['number.priority', count])
      .groupBy('number.priority'),
    mine: scope
      .selectFrom('app.claims as claim')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('claim.state', '=', 'in_review')
      .where('claim.assignee', '=', userId),
    // Where very many wait, few of them are still in time.
    inTime: asQuery(
      scope,
      sql<{ priority: number; count: number }>`select priority, (select count(*)::int from app.claims claim
        where claim.state = 'in_review' and (-claim.priority) = (-wanted.priority)
          and claim.state_since >= now() - wanted.hours * interval '1 hour') as count
      from unnest(${priorities}::int[], ${hours}::int[]) as wanted (priority, hours)`,
    ),
    organisations: inReview(scope)
      .innerJoin('app.organisations as owner', 'owner.organisation_id', 'number.organisation_id')
      .select(['owner.organisation_id as organisationId', 'owner.name', count])
      .groupBy(['owner.organisation_id', 'owner.name'])
      .orderBy('count', 'desc')
      .limit(MOST_CHOICES),
    marketplaces: inReview(scope)
      .select(['number.marketplace', count])
      .groupBy('number.marketplace')
      .orderBy('count', 'desc'),
    rights: inReview(scope)
      .innerJoin('app.rights as right', (join) =>
        join
          .onRef('right.organisation_id', '=', 'number.holder_id')
          .onRef('right.right_id', '=', 'number.right_id'),
      )
      .select(['right.right_id as rightId', 'right.mark', 'right.place', count])
      .groupBy(['right.right_id', 'right.mark', 'right.place'])
      .orderBy('count', 'desc')
      .limit(MOST_CHOICES),
    staff: staffQuery(scope),
  });
  const countOf = (state: string) => found.states.find((row) => row.state === state)?.count ?? 0;
  const ofPriority = (priority: number) => found.urgency.find((row) => row.priority === priority);
  const inTimeOf = (priority: number) => found.inTime.find((row) => row.priority === priority)?.count ?? 0;
  const overdue = priorities.map((priority) => (ofPriority(priority)?.count ?? 0) - inTimeOf(priority));
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return {
    states: {
      in_review: countOf('in_review'),
      needs_info: countOf('needs_info'),
      held: countOf('held'),
    },
    mine: found.mine[0]?.count ?? 0,
    nobody: sum(found.urgency.map(({ nobody }) => nobody ?? 0)),
    urgent: ofPriority(PRIORITIES.indexOf('urgent'))?.count ?? 0,
    overdue: sum(overdue),
    organisations: found.organisations,
    marketplaces: found.marketplaces,
    rights: found.rights.map(({ rightId, mark, place, count }) => ({
      rightId,
      name: `${mark} · ${place}`,
      count,
    })),
    staff: found.staff.map(({ user_id, name }) => ({ userId: user_id, name })),
  };
}
