import { type GroupMention, type GroupMentioned, mentionedIn } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';

/** Whom an entry mentions, as it is kept: `userId` null for the organisation as a whole. */
export interface KeptMention {
  id: string;
  organisationId: string;
  userId: string | null;
}

interface Row {
  mention_id: string;
  organisation_id: string;
  organisation: string;
  user_id: string | null;
  name: string | null;
}

async function mentionableRows(scope: Scope): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select * from working_group.mentionable() order by organisation, name nulls first, mention_id`.execute(
      scope,
    );
  return rows;
}

/** Whoever can be mentioned now, by organisation: it as a whole, then those of its people who chose to be named. */
export async function listMentionable(scope: Scope, caller: Caller): Promise<GroupMention[]> {
  return (await mentionableRows(scope)).map(({ mention_id: id, organisation, name, organisation_id }) => ({
    ...{ id, organisation, name, ours: organisation_id === caller.organisationId },
  }));
}

/**
 * Whom a text mentions, each once.
 * @throws HttpProblem `mention-unknown` where one of them is not there, or reads the group no more
 */
export async function mentionsOf(scope: Scope, text: string): Promise<KeptMention[]> {
  const ids = mentionedIn(text);
  if (ids.length === 0) return [];
  // Until the end of the transaction, so that mentions are committed in the order of their sequence: what was seen is kept by it.
  await sql`select pg_advisory_xact_lock(hashtextextended('group mentions', 0))`.execute(scope);
  const known = new Map((await mentionableRows(scope)).map((row) => [row.mention_id, row]));
  return ids.map((id) => {
    const row = known.get(id);
    if (!row) throw new HttpProblem('mention-unknown');
    return { id, organisationId: row.organisation_id, userId: row.user_id };
  });
}

/** Whom entries mention, under the names that they last wrote under; also those who have left since. */
export async function namesOf(
  scope: Scope,
  caller: Caller,
  kept: readonly KeptMention[],
): Promise<ReadonlyMap<string, GroupMentioned>> {
  if (kept.length === 0) return new Map();
  const { rows } = await sql<{ id: string; organisation: string; name: string | null }>`
    select kept.id, (select organisation_name from working_group.entries
        where organisation_id = kept."organisationId" order by sequence desc limit 1) as organisation,
      (select author_name from working_group.entries
        where organisation_id = kept."organisationId" and author_id = kept."userId" and author_name is not null
        order by sequence desc limit 1) as name
    from json_to_recordset(${JSON.stringify(kept)}::json) as kept(id text, "organisationId" uuid, "userId" uuid)`.execute(
    scope,
  );
  const shown = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    kept.flatMap(({ id, organisationId, userId }) => {
      const row = shown.get(id);
      const ours = organisationId === caller.organisationId;
      const me = ours && (userId === null || userId === caller.userId);
      return row ? [[id, { ...row, ours, me }] as const] : [];
    }),
  );
}

/** Of entries those that mention somebody, or their organisation, are not their own, and were not taken back. */
export function mentioning({ organisationId, userId }: Pick<Caller, 'organisationId' | 'userId'>) {
  const [whole, person] = [null, userId].map((one) => JSON.stringify([{ organisationId, userId: one }]));
  return sql<boolean>`said ? 'mentions' and (said -> 'mentions' @> ${whole}::jsonb or said -> 'mentions' @> ${person}::jsonb)
    and author_id <> ${userId} and not exists (select from working_group.entries as gone
      where gone.topic_id = entries.topic_id and gone.kind = 'taken-back' and gone.said ->> 'of' = entries.entry_id::text)`;
}
