import {
  type DialogueStep,
  isProgramStaff,
  type NewGroupEntry,
  nextSteps,
  type PollAsked,
  RIGHTS_KEEPERS,
  type TopicKind,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { filesToWrite } from './files.ts';
import { mentionsOf } from './mentions.ts';

/**
 * Those who answer for a participant write, and the program's people; investigators read.
 * @throws HttpProblem `not-your-role`
 */
export function asGroupWriter(caller: Caller): Caller {
  if (isProgramStaff(caller.roles) || RIGHTS_KEEPERS.some((role) => caller.roles.includes(role)))
    return caller;
  throw new HttpProblem('not-your-role');
}

/**
 * Adds an entry to the working group. The same entry once more changes nothing.
 * @param at when it was written, where that is not now: the demo program's
 * @throws HttpProblem `not-your-role` where only staff may, `topic-unknown`, `dialogue-went-on`, `poll-closed`, `agenda-item-done`, `mention-unknown`, `not-yours-to-take-back`, and of a file that is not there whole
 */
export async function writeToGroup(
  { db, store }: { db: Database; store: BlobStore },
  caller: Caller,
  written: NewGroupEntry,
  at = new Date(),
): Promise<void> {
  refuseRole(caller, written);
  const given = 'files' in written ? written.files : undefined;
  const files = given && (await filesToWrite({ db, store }, caller, given));
  const entry = files ? { ...written, files } : written;
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const before = await scope
      .selectFrom('working_group.entries')
      .select('entry_id')
      .where('entry_id', '=', entry.entryId)
      .executeTakeFirst();
    if (before) return;
    const topicId = entry.kind === 'topic' ? entry.entryId : entry.topicId;
    await refuseUntimely(scope, caller, entry, at);
    const mentions = MENTIONING.has(entry.kind) && 'text' in entry ? await mentionsOf(scope, entry.text) : [];
    const { named, ...spoken } = saidBy(entry);
    const said = mentions.length > 0 ? { ...spoken, mentions } : spoken;
    await scope
      .insertInto('working_group.entries')
      .values({
        ...{ entry_id: entry.entryId, topic_id: topicId, kind: entry.kind, at },
        ...{ organisation_id: caller.organisationId, organisation_name: caller.organisationName },
        ...{ author_id: caller.userId, author_name: named ? caller.userName : null },
        said: JSON.stringify(said),
      })
      .execute();
    await appendAudit(scope, ledger, {
      action: 'group.written',
      at,
      actorUserId: caller.userId,
      entity: topicId,
      detail: { entry: entry.kind, entryId: entry.entryId },
    });
  });
}

/** Kinds of entries that mention others. */
const MENTIONING: ReadonlySet<NewGroupEntry['kind']> = new Set(['topic', 'post', 'minutes']);

/** What of an entry is kept as it was said, and whether its writer is named. */
function saidBy(entry: NewGroupEntry): { named: boolean } & Record<string, unknown> {
  const { entryId, kind, ...said } = entry;
  return { named: false, ...said };
}

function refuseRole({ roles }: Caller, entry: NewGroupEntry): void {
  const staffOnly =
    entry.kind === 'minutes' ||
    entry.kind === 'agenda-done' ||
    entry.kind === 'library' ||
    (entry.kind === 'dialogue' && entry.step !== 'raised') ||
    (entry.kind === 'topic' && entry.about === 'meeting');
  if (staffOnly && !isProgramStaff(roles)) throw new HttpProblem('only-for-staff');
}

/** Refuses what the topic, as it stands now, has no place for. */
async function refuseUntimely(scope: Scope, caller: Caller, entry: NewGroupEntry, at: Date): Promise<void> {
  if (entry.kind === 'topic') {
    if (entry.poll && entry.poll.closesOn < at.toISOString().slice(0, 10))
      throw new HttpProblem('poll-closed');
    return;
  }
  // Until the end of the transaction: of two steps at the same time the second sees the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`group ${entry.topicId}`}, 0))`.execute(scope);
  const { about } = await topicOf(scope, entry.topicId);
  if (entry.kind === 'agenda' && about !== 'meeting') throw new HttpProblem('topic-unknown');
  if (entry.kind === 'agenda-done') await refuseDone(scope, entry);
  if (entry.kind === 'dialogue') {
    const step = await stepOf(scope, entry.topicId);
    if (!nextSteps(step).includes(entry.step)) throw new HttpProblem('dialogue-went-on');
  }
  if (entry.kind === 'taken-back') {
    const own = await scope
      .selectFrom('working_group.entries')
      .select('entry_id')
      .where('entry_id', '=', entry.of)
      .where('topic_id', '=', entry.topicId)
      .where('author_id', '=', caller.userId)
      .where('kind', 'in', ['topic', 'post', 'agenda'])
      .executeTakeFirst();
    if (!own) throw new HttpProblem('not-yours-to-take-back');
  }
}

/** Refuses minutes of an item that is not on the agenda, or has them. */
async function refuseDone(
  scope: Scope,
  { topicId, of }: Extract<NewGroupEntry, { kind: 'agenda-done' }>,
): Promise<void> {
  const about = await scope
    .selectFrom('working_group.entries')
    .select('kind')
    .where('topic_id', '=', topicId)
    .where((is) => is.or([is('entry_id', '=', of), is(sql`said ->> 'of'`, '=', of)]))
    .execute();
  if (!about.some(({ kind }) => kind === 'agenda')) throw new HttpProblem('topic-unknown');
  if (about.length > 1) throw new HttpProblem('agenda-item-done');
}

async function topicOf(scope: Scope, topicId: string): Promise<{ about?: TopicKind; poll?: PollAsked }> {
  const topic = await scope
    .selectFrom('working_group.entries')
    .select('said')
    .where('entry_id', '=', topicId)
    .where('kind', '=', 'topic')
    .executeTakeFirst();
  if (!topic) throw new HttpProblem('topic-unknown');
  return topic.said;
}

async function stepOf(scope: Scope, topicId: string): Promise<DialogueStep | null> {
  const last = await scope
    .selectFrom('working_group.entries')
    .select(sql<DialogueStep>`said ->> 'step'`.as('step'))
    .where('topic_id', '=', topicId)
    .where('kind', '=', 'dialogue')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.step ?? null;
}

/**
 * Gives the organisation's one vote, in the place of the one it gave before.
 * @throws HttpProblem `topic-unknown` also where the topic has no such option, `poll-closed`
 */
export async function vote(db: Database, caller: Caller, topicId: string, option: number): Promise<void> {
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const { poll } = await topicOf(scope, topicId);
    if (!poll || option >= poll.options.length) throw new HttpProblem('topic-unknown');
    const at = new Date();
    if (poll.closesOn < at.toISOString().slice(0, 10)) throw new HttpProblem('poll-closed');
    const given = { option, voted_by: caller.userId, at };
    await scope
      .insertInto('working_group.votes')
      .values({ topic_id: topicId, organisation_id: caller.organisationId, ...given })
      .onConflict((conflict) => conflict.columns(['topic_id', 'organisation_id']).doUpdateSet(given))
      .execute();
    await appendAudit(scope, ledger, {
      action: 'group.voted',
      at,
      actorUserId: caller.userId,
      entity: topicId,
      detail: { option },
    });
  });
}
