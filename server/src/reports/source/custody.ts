import { sql } from 'kysely';
import type { Scope } from '../../db/database.ts';

/** One entry of the organisation's audit chain about a claim or its captures. */
export interface CustodyEntry {
  sequence: number;
  at: string;
  action: string;
  /** Who did it; null where the program itself did. */
  actor: string | null;
  entity: string;
  /** Which document was made, or the file name of the package that was exported. */
  made: string | null;
  /** Who let a whole page go out and when, as the device stated it; null for every other entry. */
  released: { by: string; at: string } | null;
  hash: string;
}

/** Most entries that are listed: the newest. */
const MOST_ENTRIES = 300;

/**
 * What the audit chain says was done with these things, oldest first; who only looked is not in it. Files are not asked for: `app.blobs`
 * says when each arrived.
 */
export async function custodyOf(
  scope: Scope,
  organisationId: string,
  entities: readonly string[],
): Promise<CustodyEntry[]> {
  const rows = await scope
    .selectFrom('app.audit as audit')
    .leftJoin('app.memberships as actor', (join) =>
      join
        .onRef('actor.organisation_id', '=', 'audit.organisation_id')
        .on(sql<boolean>`actor.user_id::text = audit.entry ->> 'actorUserId'`),
    )
    .leftJoin('app.memberships as releaser', (join) =>
      join
        .onRef('releaser.organisation_id', '=', 'audit.organisation_id')
        .on(sql<boolean>`releaser.user_id::text = audit.entry -> 'detail' ->> 'releasedBy'`),
    )
    .select([
      'audit.sequence',
      'audit.hash',
      sql<string | null>`coalesce(actor.name, audit.entry -> 'detail' ->> 'staff')`.as('name'),
      sql<string | null>`coalesce(releaser.name, audit.entry -> 'detail' ->> 'releasedBy')`.as('releasedBy'),
      sql<string | null>`audit.entry -> 'detail' ->> 'releasedAt'`.as('releasedAt'),
      sql<string>`audit.entry ->> 'at'`.as('at'),
      sql<string>`audit.entry ->> 'action'`.as('action'),
      'audit.entity',
      sql<
        string | null
      >`coalesce(audit.entry -> 'detail' ->> 'document', audit.entry -> 'detail' ->> 'package')`.as('made'),
    ])
    .where('audit.organisation_id', '=', organisationId)
    .where(sql<boolean>`audit.entity = any(${[...entities]})`)
    .where(sql<boolean>`audit.entry ->> 'action' <> 'claim.read'`)
    .orderBy('audit.sequence', 'desc')
    .limit(MOST_ENTRIES)
    .execute();
  return rows.reverse().map((row) => ({
    sequence: row.sequence,
    at: row.at,
    action: row.action,
    actor: row.name,
    entity: row.entity,
    made: row.made,
    released:
      row.releasedBy === null || row.releasedAt === null ? null : { by: row.releasedBy, at: row.releasedAt },
    hash: row.hash.toString('hex'),
  }));
}

/** When the files of a list arrived: first and last; null where none is recorded. */
export async function arrivalOf(
  scope: Scope,
  organisationId: string,
  hashes: readonly string[],
): Promise<{ first: string; last: string; count: number } | null> {
  if (hashes.length === 0) return null;
  const row = await scope
    .selectFrom('app.blobs')
    .select(({ fn }) => [
      fn.min('stored_at').as('first'),
      fn.max('stored_at').as('last'),
      fn.countAll<string>().as('count'),
    ])
    .where('organisation_id', '=', organisationId)
    .where('sha256', 'in', hashes)
    .executeTakeFirst();
  if (!row?.first || !row.last) return null;
  return { first: row.first.toISOString(), last: row.last.toISOString(), count: Number(row.count) };
}
