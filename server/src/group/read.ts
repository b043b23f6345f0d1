import {
  type AddedFile,
  type DialogueStep,
  FEWEST_VOTES,
  type GroupEntry,
  type GroupTopic,
  type GroupTopicDetail,
  type MarketplaceId,
  type PollAsked,
  type TopicKind,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { type KeptMention, namesOf } from './mentions.ts';

/** Most topics of one answer. */
const MOST_TOPICS = 200;

/** What the list of topics is narrowed to. */
export interface TopicFilter {
  about?: TopicKind | undefined;
  /** Those of the library alone. */
  listed?: boolean | undefined;
  /** Those of the dialogue alone that stand at this step. */
  step?: DialogueStep | undefined;
  /** Words that stand in the title or in what was written. */
  q?: string | undefined;
}

interface TopicRow {
  topic_id: string;
  at: Date;
  last_at: Date;
  posts: number;
  organisation_id: string;
  organisation_name: string;
  author_id: string;
  author_name: string | null;
  said: {
    about: TopicKind;
    title: string;
    text: string;
    on?: string;
    poll?: PollAsked;
    files?: AddedFile[];
    mentions?: KeptMention[];
  };
  taken_back: boolean;
  listed: boolean | null;
  step: DialogueStep | null;
  step_at: Date | null;
  raised_at: Date | null;
  marketplace: MarketplaceId | null;
}

/** Of each topic what became of it: found in the order in which it was written. */
const TOPICS = sql`select topic.topic_id, topic.at, topic.organisation_id, topic.organisation_name, topic.author_id, topic.author_name,
    topic.said, later.last_at, later.posts, later.taken_back, library.listed, dialogue.step, dialogue.step_at, raised.at as raised_at,
    asked.marketplace
  from working_group.entries as topic
  cross join lateral (
    select max(at) as last_at, count(*) filter (where kind = 'post')::int as posts,
      coalesce(bool_or(kind = 'taken-back' and said ->> 'of' = topic.entry_id::text), false) as taken_back
    from working_group.entries where topic_id = topic.topic_id
  ) as later
  left join lateral (
    select (said ->> 'listed')::boolean as listed from working_group.entries
    where topic_id = topic.topic_id and kind = 'library' order by sequence desc limit 1
  ) as library on true
  left join lateral (
    select said ->> 'step' as step, at as step_at from working_group.entries
    where topic_id = topic.topic_id and kind = 'dialogue' order by sequence desc limit 1
  ) as dialogue on true
  left join lateral (
    select at from working_group.entries
    where topic_id = topic.topic_id and kind = 'dialogue' order by sequence limit 1
  ) as raised on true
  left join lateral (
    select said ->> 'marketplace' as marketplace from working_group.entries
    where topic_id = topic.topic_id and kind = 'dialogue' and said ? 'marketplace' order by sequence desc limit 1
  ) as asked on true
  where topic.kind = 'topic'`;

/** Topics that fit, those first to which something was written last. */
export async function listTopics(scope: Scope, caller: Caller, filter: TopicFilter): Promise<GroupTopic[]> {
  const { about, listed, step, q } = filter;
  const wanted = q === undefined ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<TopicRow>`select * from (${TOPICS}) as found
    where (${about ?? null}::text is null or said ->> 'about' = ${about ?? null})
      and (${listed ?? null}::boolean is null or coalesce(listed, false) = ${listed ?? null})
      and (${step ?? null}::text is null or step = ${step ?? null})
      and (${wanted}::text is null or said ->> 'title' ilike ${wanted} or exists (
        select from working_group.entries as written
        where written.topic_id = found.topic_id and written.said ->> 'text' ilike ${wanted}
          and not exists (select from working_group.entries as gone
            where gone.topic_id = written.topic_id and gone.kind = 'taken-back' and gone.said ->> 'of' = written.entry_id::text)))
    order by last_at desc, topic_id limit ${MOST_TOPICS}`.execute(scope);
  return rows.map((row) => headOf(row, caller));
}

function headOf(row: TopicRow, caller: Caller): GroupTopic {
  return {
    topicId: row.topic_id,
    about: row.said.about,
    title: row.said.title,
    author: authorOf(row, caller),
    openedAt: row.at.toISOString(),
    lastAt: row.last_at.toISOString(),
    posts: row.posts,
    on: row.said.on ?? null,
    dialogue:
      row.step && row.step_at && row.raised_at
        ? {
            ...{ step: row.step, since: row.step_at.toISOString(), raisedAt: row.raised_at.toISOString() },
            marketplace: row.marketplace,
          }
        : null,
    listed: row.listed ?? false,
    pollCloses: row.said.poll?.closesOn ?? null,
  };
}

function authorOf(
  row: { organisation_id: string; organisation_name: string; author_name: string | null },
  caller: Caller,
) {
  return {
    organisation: row.organisation_name,
    name: row.author_name,
    ours: row.organisation_id === caller.organisationId,
  };
}

/**
 * All of one topic.
 * @throws HttpProblem `topic-unknown`
 */
export async function readTopic(scope: Scope, caller: Caller, topicId: string): Promise<GroupTopicDetail> {
  const { rows } =
    await sql<TopicRow>`select * from (${TOPICS}) as found where topic_id = ${topicId}`.execute(scope);
  const [row] = rows;
  if (!row) throw new HttpProblem('topic-unknown');
  const written = await scope
    .selectFrom('working_group.entries')
    .select([
      'entry_id',
      'kind',
      'at',
      'organisation_id',
      'organisation_name',
      'author_id',
      'author_name',
      'said',
    ])
    .where('topic_id', '=', topicId)
    .where('kind', '<>', 'topic')
    .orderBy('sequence')
    .execute();
  const gone = new Set(written.flatMap(({ kind, said }) => (kind === 'taken-back' ? [said.of] : [])));
  const mentionsIn = (said: { mentions?: unknown }) => (said.mentions as KeptMention[] | undefined) ?? [];
  const kept = [row.said, ...written.map(({ said }) => said)].flatMap(mentionsIn);
  const names = await namesOf(scope, caller, kept);
  const mentionsBy = (said: { mentions?: unknown }) =>
    mentionsIn(said).flatMap(({ id }) => names.get(id) ?? []);
  return {
    ...headOf(row, caller),
    text: row.taken_back ? null : row.said.text,
    mentions: row.taken_back ? [] : mentionsBy(row.said),
    own: row.author_id === caller.userId,
    files: row.taken_back ? [] : (row.said.files ?? []),
    poll: row.said.poll ? await pollOf(scope, caller, topicId, row.said.poll) : null,
    entries: written.flatMap((one): GroupEntry[] =>
      one.kind === 'taken-back' || one.kind === 'topic'
        ? []
        : [
            {
              ...{ entryId: one.entry_id, kind: one.kind, at: one.at.toISOString() },
              author: authorOf(one, caller),
              text: gone.has(one.entry_id) ? null : ((one.said.text as string | undefined) ?? ''),
              mentions: gone.has(one.entry_id) ? [] : mentionsBy(one.said),
              step: (one.said.step as DialogueStep | undefined) ?? null,
              marketplace: (one.said.marketplace as MarketplaceId | undefined) ?? null,
              listed: (one.said.listed as boolean | undefined) ?? null,
              of: (one.said.of as string | undefined) ?? null,
              files: gone.has(one.entry_id) ? [] : ((one.said.files as AddedFile[] | undefined) ?? []),
              own: one.author_id === caller.userId,
            },
          ],
    ),
  };
}

async function pollOf(scope: Scope, caller: Caller, topicId: string, poll: PollAsked) {
  const own = await scope
    .selectFrom('working_group.votes')
    .select('option')
    .where('topic_id', '=', topicId)
    .where('organisation_id', '=', caller.organisationId)
    .executeTakeFirst();
  const { rows } = await sql<{
    result: number[] | null;
    closed: boolean;
  }>`select working_group.poll_result(${topicId}, ${FEWEST_VOTES}) as result,
    ${poll.closesOn}::date < (now() at time zone 'UTC')::date as closed`.execute(scope);
  return {
    ...poll,
    closed: rows[0]?.closed ?? false,
    chosen: own?.option ?? null,
    result: rows[0]?.result ?? null,
  };
}
