import type { RightFields } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';

/** What tells one registration from another. */
type Identity = Pick<RightFields, 'place' | 'type' | 'number'>;

/** A right that is registered already. */
interface Twin {
  rightId: string;
  mark: string;
  number: string;
}

/** One of those asked about. */
export interface Sameness {
  /** The same for all that are one registration, however it is written. */
  key: string;
  /** The right of the organisation, in use, that is the same registration. */
  twin: Twin | null;
}

/**
 * Looks each of these up among the organisation's rights in use; answers in their order. Numbers are made alike before they are compared:
 * row-level security keeps an index from being asked for what a function of ours still has to compute.
 */
export async function findTwins(
  scope: Scope,
  organisationId: string,
  wanted: readonly Identity[],
): Promise<Sameness[]> {
  const { rows } = await sql<{
    key: string;
    right_id: string | null;
    mark: string | null;
    number: string | null;
  }>`
    with wanted as materialized (
      select given.*, app.normal_number(given.place, given.number) as normal
      from unnest(
        ${wanted.map(({ place }) => place)}::text[],
        ${wanted.map(({ type }) => type)}::text[],
        ${wanted.map(({ number }) => number)}::text[]
      ) with ordinality as given (place, type, number, position)
    )
    select concat_ws('/', wanted.place, wanted.type, wanted.normal) as key, twin.right_id, twin.mark, twin.number
    from wanted
    left join lateral (
      select one.right_id, one.mark, one.number from app.rights one
      where one.organisation_id = ${organisationId}::uuid and one.place = wanted.place and one.type = wanted.type
        and one.number_normal = wanted.normal and one.retired_at is null
      order by one.created_at, one.right_id limit 1
    ) twin on true
    order by wanted.position`.execute(scope);
  return rows.map(({ key, right_id, mark, number }) => ({
    key,
    twin: right_id === null ? null : { rightId: right_id, mark: mark ?? '', number: number ?? '' },
  }));
}

/**
 * Refuses a registration that the organisation has already, and names that one.
 * @param except the right itself, when it is changed
 * @throws HttpProblem `right-registered-already`
 */
export async function refuseTwin(
  scope: Scope,
  organisationId: string,
  wanted: Identity,
  except?: string,
): Promise<void> {
  const [found] = await findTwins(scope, organisationId, [wanted]);
  if (!found?.twin || found.twin.rightId === except) return;
  const { mark, number } = found.twin;
  throw new HttpProblem('right-registered-already', {
    errors: [{ path: '/number', code: 'right-there', params: { mark, number } }],
  });
}
