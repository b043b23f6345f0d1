import { MAX_VIEWS, type SavedView } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';

type Person = Pick<Caller, 'organisationId' | 'userId'>;

/** Views that the person keeps, by name. */
export async function listViews(db: Database, { organisationId, userId }: Person) {
  const rows = await db.inOrganisation({ organisationId, userId }, (scope) =>
    scope
      .selectFrom('app.saved_views')
      .select(['view_id', 'name', 'filters'])
      .where('organisation_id', '=', organisationId)
      .where('user_id', '=', userId)
      .where('removed_at', 'is', null)
      .orderBy('name')
      .orderBy('view_id')
      .execute(),
  );
  return rows.map(({ view_id, name, filters }) => ({ viewId: view_id, name, filters }));
}

/** Keeps a view, or keeps it as it is now. Another person's under the same id stays theirs. */
export async function saveView(
  db: Database,
  { organisationId, userId }: Person,
  viewId: string,
  { name, filters }: SavedView,
): Promise<void> {
  await db.inOrganisation({ organisationId, userId }, async (scope) => {
    const { others } = await scope
      .selectFrom('app.saved_views')
      .select(sql<number>`count(*)`.as('others'))
      .where('organisation_id', '=', organisationId)
      .where('user_id', '=', userId)
      .where('removed_at', 'is', null)
      .where('view_id', '<>', viewId)
      .executeTakeFirstOrThrow();
    if (others >= MAX_VIEWS) throw new HttpProblem('too-many-views', { params: { maximum: MAX_VIEWS } });
    const kept =
      await sql`insert into app.saved_views (organisation_id, view_id, user_id, name, filters, created_at)
      values (${organisationId}, ${viewId}, ${userId}, ${name}, ${JSON.stringify(filters)}::jsonb, now())
      on conflict (organisation_id, view_id) do update
        set name = excluded.name, filters = excluded.filters, removed_at = null
        where saved_views.user_id = excluded.user_id`.execute(scope);
    if (kept.numAffectedRows === 0n) throw new HttpProblem('view-unknown');
  });
}

/** Keeps a view no longer; one that is not there is fine, too. */
export async function removeView(
  db: Database,
  { organisationId, userId }: Person,
  viewId: string,
): Promise<void> {
  await db.inOrganisation({ organisationId, userId }, (scope) =>
    scope
      .updateTable('app.saved_views')
      .set({ removed_at: new Date() })
      .where('organisation_id', '=', organisationId)
      .where('user_id', '=', userId)
      .where('view_id', '=', viewId)
      .where('removed_at', 'is', null)
      .execute(),
  );
}

/** Asks when the person last said that they have seen the list. */
export function looksQuery(scope: Scope, { organisationId, userId }: Person) {
  return scope
    .selectFrom('app.looks')
    .select(sql<string>`to_char(looked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`.as('at'))
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId);
}

/** Notes until when the person has seen the list; never earlier than before, nor ahead of now. */
export async function noteLook(db: Database, { organisationId, userId }: Person, at: string): Promise<void> {
  const looked = new Date(Math.min(Date.parse(at), Date.now()));
  await db.inOrganisation({ organisationId, userId }, (scope) =>
    sql`insert into app.looks (organisation_id, user_id, looked_at) values (${organisationId}, ${userId}, ${looked})
      on conflict (organisation_id, user_id) do update set looked_at = greatest(looks.looked_at, excluded.looked_at)`.execute(
      scope,
    ),
  );
}
