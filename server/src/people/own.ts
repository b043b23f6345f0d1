import type { OwnOrganisations } from '@marketsafe/contract';
import type { Database } from '../db/database.ts';

/** The organisations that a person acts for now, in the order in which they came to them. */
export async function ownOrganisations(
  db: Database,
  userId: string,
): Promise<OwnOrganisations['organisations']> {
  const rows = await db.inOrganisation({ organisationId: '', userId }, (scope) =>
    scope
      .selectFrom('app.memberships as membership')
      .innerJoin(
        'app.organisations as organisation',
        'organisation.organisation_id',
        'membership.organisation_id',
      )
      .select(['organisation.organisation_id', 'organisation.name', 'organisation.kind', 'membership.roles'])
      .where('membership.user_id', '=', userId)
      .where('membership.ended_at', 'is', null)
      .orderBy('membership.created_at')
      .orderBy('organisation.organisation_id')
      .execute(),
  );
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    name: row.name,
    kind: row.kind,
    roles: row.roles,
  }));
}
