import type { Scope } from '../db/database.ts';

/**
 * Whether a person belongs, or belonged, to one of these organisations: who does decides nothing about them for the program. In a transaction
 * of the program's staff.
 */
export async function belongsToAny(
  scope: Scope,
  userId: string,
  organisationIds: readonly string[],
): Promise<boolean> {
  const member = await scope
    .selectFrom('app.memberships')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('organisation_id', 'in', [...organisationIds])
    .limit(1)
    .executeTakeFirst();
  return member !== undefined;
}

/** The organisations that a person belongs, or belonged, to. In a transaction of the program's staff. */
export async function organisationsOf(scope: Scope, userId: string): Promise<ReadonlySet<string>> {
  const rows = await scope
    .selectFrom('app.memberships')
    .select('organisation_id')
    .where('user_id', '=', userId)
    .execute();
  return new Set(rows.map(({ organisation_id }) => organisation_id));
}
