import type { ThreadKind } from '@marketsafe/contract';
import type { ThreadEvent } from '@marketsafe/words';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';

/** Something that somebody is to hear of by mail: a thread on a claim or right went on, or a translation is done. */
export type News =
  | { kind: 'thread'; about: ThreadKind; event: ThreadEvent; subjectId: string }
  | { kind: 'translation'; subjectId: string };

/**
 * Notes that something is to be told, in the transaction of what happened. Whom it concerns is found out when it is sent, by `sendNews`.
 * @param where the organisation that the thing is of, and who did it: they are not told
 */
export async function tellNews(
  scope: Scope,
  where: { organisationId: string; actorUserId: string },
  news: News,
): Promise<void> {
  const { about, event } = news.kind === 'thread' ? news : { about: null, event: null };
  await sql`insert into mail.news (organisation_id, kind, about, event, subject_id, actor_id)
    values (${where.organisationId}, ${news.kind}, ${about}, ${event}, ${news.subjectId}, ${where.actorUserId})`.execute(
    scope,
  );
}
