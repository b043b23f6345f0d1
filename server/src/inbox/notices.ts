import { MOST_NEWS, type Notices, type NoticesSeen } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { mentioning } from '../group/mentions.ts';
import type { Caller } from '../organisations/service.ts';
import { warningsSince } from '../standing/warnings.ts';

type Person = Pick<Caller, 'organisationId' | 'userId'>;

/** Mentions of a person and warnings of their organisation's standing in the last thirty days, the newest first, and what of it they have not seen. */
export function listNotices(db: Database, { organisationId, userId }: Person): Promise<Notices> {
  return db.inOrganisation({ organisationId, userId }, async (scope) => {
    const mentions = await scope
      .selectFrom('working_group.entries as entries')
      .select(['sequence', 'at', 'topic_id', 'organisation_id', 'organisation_name', 'author_name'])
      .select(
        sql<string>`(select topic.said ->> 'title' from working_group.entries as topic where topic.entry_id = entries.topic_id)`.as(
          'title',
        ),
      )
      .where(mentioning({ organisationId, userId }))
      .where('at', '>', sql<Date>`now() - interval '30 days'`)
      .orderBy('sequence', 'desc')
      .limit(MOST_NEWS)
      .execute();
    const month = sql<Date>`now() - interval '30 days'`;
    const warnings = (await warningsSince(scope, organisationId, month)).slice(0, MOST_NEWS);
    const told = await scope
      .selectFrom('app.told')
      .select(['seen_mention as mention', 'seen_warning as warning'])
      .where('organisation_id', '=', organisationId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    const seen = told ?? { mention: 0, warning: 0 };
    return {
      mentions: mentions.map((row) => ({
        ...{ sequence: row.sequence, at: row.at.toISOString(), topicId: row.topic_id, title: row.title },
        author: {
          organisation: row.organisation_name,
          name: row.author_name,
          ours: row.organisation_id === organisationId,
        },
      })),
      warnings,
      seen,
      unseen:
        mentions.filter(({ sequence }) => sequence > seen.mention).length +
        warnings.filter(({ sequence }) => sequence > seen.warning).length,
    };
  });
}

/** Notes up to where the person has seen mentions and warnings; never earlier than before, nor ahead of what there is. */
export async function noteNoticesSeen(
  db: Database,
  { organisationId, userId }: Person,
  { mention, warning }: NoticesSeen,
): Promise<void> {
  await db.inOrganisation({ organisationId, userId }, (scope) =>
    sql`insert into app.told (organisation_id, user_id, seen_mention, seen_warning)
      select ${organisationId}, ${userId},
        least(${mention}::bigint, (select coalesce(max(sequence), 0) from working_group.entries)),
        least(${warning}::bigint, (select coalesce(max(sequence), 0) from app.standing_warnings where organisation_id = ${organisationId}))
      on conflict (organisation_id, user_id) do update set
        seen_mention = greatest(told.seen_mention, excluded.seen_mention),
        seen_warning = greatest(told.seen_warning, excluded.seen_warning)`.execute(scope),
  );
}
