import { type DueList, MOST_DELETED, RETENTION_STATES, type RetentionState } from '@marketsafe/contract';
import { type SqlBool, sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';
import { readRetentionSettings } from './settings.ts';

/** A hold on the claim, on whose it is, or on whose right it rests on. */
const HELD = sql<boolean>`exists (
  select from app.legal_holds hold where hold.released_at is null and (
    (hold.organisation_id = claim.organisation_id and hold.claim_id = claim.claim_id)
    or (hold.claim_id is null and hold.organisation_id in (claim.organisation_id, claim.holder_id))
  )
)`;

/** Closed claims whose time is over and that no open proposal is about. In a transaction of the program's staff. */
async function dueClaims(scope: Scope) {
  const { days } = await readRetentionSettings(scope);
  return scope
    .selectFrom('app.claims as claim')
    .where('claim.state', 'in', [...RETENTION_STATES])
    .where(
      sql<SqlBool>`claim.state_since < now() - make_interval(days => (${JSON.stringify(days)}::jsonb ->> claim.state)::int)`,
    )
    .where(
      sql<SqlBool>`not exists (select from app.deletion_claims chosen
        where chosen.organisation_id = claim.organisation_id and chosen.claim_id = claim.claim_id and chosen.outcome is null)`,
    );
}

/** One claim whose time is over. */
export interface DueClaim {
  claimId: string;
  number: string;
  state: RetentionState;
  since: Date;
  bodySha256: string;
  holderId: string;
  held: boolean;
}

/** Those of an organisation, the oldest first. @param claimIds only these */
export async function dueOf(
  scope: Scope,
  organisationId: string,
  { claimIds, most }: { claimIds?: readonly string[]; most: number },
): Promise<DueClaim[]> {
  const rows = await (await dueClaims(scope))
    .select(['claim.claim_id', 'claim.number', 'claim.state', 'claim.state_since'])
    .select(['claim.body_sha256', 'claim.holder_id', HELD.as('held')])
    .where('claim.organisation_id', '=', organisationId)
    .$if(claimIds !== undefined, (query) => query.where('claim.claim_id', 'in', [...(claimIds ?? [])]))
    .orderBy('claim.state_since')
    .orderBy('claim.claim_id')
    .limit(most)
    .execute();
  return rows.flatMap((row) => {
    const state = RETENTION_STATES.find((known) => known === row.state);
    if (!state) return [];
    const { claim_id: claimId, number, state_since: since, body_sha256: bodySha256, held } = row;
    return [{ claimId, number, state, since, bodySha256, holderId: row.holder_id, held }];
  });
}

/** The list that somebody looks through before they propose. @throws HttpProblem `organisation-unknown` */
export async function listDue(scope: Scope, organisationId: string): Promise<DueList> {
  const owner = await scope
    .selectFrom('app.organisations')
    .select('name')
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  if (!owner) throw new HttpProblem('organisation-unknown');
  const due = await dueOf(scope, organisationId, { most: MOST_DELETED + 1 });
  return {
    organisation: { organisationId, name: owner.name },
    claims: due.slice(0, MOST_DELETED).map(({ claimId, number, state, since, held }) => {
      return { claimId, number, state, since: since.toISOString(), held };
    }),
    more: due.length > MOST_DELETED,
  };
}

/** How many there are, by organisation. */
export async function countDue(scope: Scope, userId: string) {
  const rows = await (await dueClaims(scope))
    .innerJoin('app.organisations as owner', 'owner.organisation_id', 'claim.organisation_id')
    .select(['owner.organisation_id', 'owner.name'])
    .select((select) => select.fn.countAll<number>().as('claims'))
    .select(sql<number>`count(*) filter (where ${HELD})`.as('held'))
    .select(
      sql<boolean>`exists (select from app.memberships own
        where own.organisation_id = owner.organisation_id and own.user_id = ${userId})`.as('belongs'),
    )
    .groupBy(['owner.organisation_id', 'owner.name'])
    .orderBy('owner.name')
    .execute();
  return rows.map(({ organisation_id: organisationId, name, claims, held, belongs }) => ({
    organisation: { organisationId, name },
    ...{ claims, held, mayPropose: !belongs },
  }));
}
