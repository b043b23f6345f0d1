import {
  isProgramStaff,
  type NewThreadEntry,
  type Role,
  type RootCause,
  type TroubleLevel,
  type TroubleSettings,
} from '@marketsafe/contract';
import type { ThreadEvent } from '@marketsafe/words';
import { appendAudit, openLedger } from '../audit/service.ts';
import { staffDetail } from '../audit/staff-detail.ts';
import type { Database, Scope } from '../db/database.ts';
import { tellNews } from '../news/tell.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { readTroubleSettings } from './settings.ts';
import { reachSubject, type Subject, subjectOf } from './subject.ts';

const HOUR = 60 * 60 * 1_000;

/** How a thread stands before an entry. */
interface Standing {
  level: TroubleLevel;
  due_at: Date | null;
  closed_at: Date | null;
  cause: RootCause | null;
}

/**
 * Adds an entry to the thread on a claim or right; the first opens it, and whoever writes to a closed one opens it again. The same entry
 * once more changes nothing.
 * @throws HttpProblem `thread-unknown`, `only-for-staff` or `only-for-lead`
 */
export async function writeEntry(
  db: Database,
  caller: Caller,
  subject: Subject,
  entry: NewThreadEntry,
): Promise<void> {
  refuseRole(caller.roles, entry);
  const reached = await reachSubject(db, caller, subject);
  const { organisationId } = reached;
  await db.inOrganisation(reached, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const { state } = await subjectOf(scope, organisationId, subject);
    if (await isThere(scope, organisationId, entry.entryId)) return;
    const at = new Date();
    const before = await standingOf(scope, organisationId, subject);
    // There is nothing yet to bring to somebody else, or to close.
    if (!before && entry.kind !== 'message' && entry.kind !== 'note') throw new HttpProblem('thread-unknown');
    // Participants do not see notes, whose numbers are taken all the same.
    const sequence = (before?.entries ?? 0) + 1;
    const { targetHours } = await readTroubleSettings(scope);
    const next = after(before, { roles: caller.roles, targetHours }, entry, at);
    await keepStanding(scope, organisationId, subject, { isNew: !before, next, at, sequence });
    await insertEntry(scope, { organisationId, caller, state, at, sequence }, subject, entry);
    await appendAudit(scope, ledger, {
      action: 'thread.written',
      at,
      actorUserId: caller.userId,
      entity: subject.subjectId,
      detail: { kind: subject.kind, entry: entry.kind, ...staffDetail({ ...caller, as: reached.as }) },
    });
    const event = eventOf(before, entry);
    if (event) {
      await tellNews(
        scope,
        { organisationId, actorUserId: caller.userId },
        { kind: 'thread', about: subject.kind, subjectId: subject.subjectId, event },
      );
    }
  });
}

function refuseRole(roles: readonly Role[], entry: NewThreadEntry): void {
  if ((entry.kind === 'note' || entry.kind === 'closed') && !isProgramStaff(roles)) {
    throw new HttpProblem('only-for-staff');
  }
  if (entry.kind === 'escalated' && entry.level === 'liaison' && !roles.includes('program_lead')) {
    throw new HttpProblem('only-for-lead');
  }
}

/** What is told of an entry by mail: of what staff note for themselves, nothing. */
function eventOf(before: Standing | undefined, { kind }: NewThreadEntry): ThreadEvent | null {
  if (kind === 'note') return null;
  if (kind !== 'message') return kind;
  return before && before.closed_at === null ? 'answered' : 'opened';
}

/** How a thread stands after an entry: whose turn it is, and until when. */
function after(
  before: Standing | undefined,
  by: { roles: readonly Role[] } & TroubleSettings,
  entry: NewThreadEntry,
  at: Date,
): Standing {
  const due = (level: TroubleLevel) => new Date(at.getTime() + by.targetHours[level] * HOUR);
  const open = { level: before?.level ?? 'analyst', closed_at: null, cause: null };
  switch (entry.kind) {
    case 'closed':
      return { ...open, due_at: null, closed_at: at, cause: entry.cause };
    case 'escalated':
      return { ...open, level: entry.level, due_at: due(entry.level) };
    case 'note':
      return before ?? { ...open, due_at: due('analyst') };
    case 'message': {
      // Staff have answered: it is the participant's turn. A participant who asks again does not move the time.
      if (isProgramStaff(by.roles)) return { ...open, due_at: null };
      const level = before?.closed_at ? 'analyst' : open.level;
      return { ...open, level, due_at: (before?.closed_at ? null : before?.due_at) ?? due(level) };
    }
  }
}

async function isThere(scope: Scope, organisationId: string, entryId: string): Promise<boolean> {
  const row = await scope
    .selectFrom('app.thread_entries')
    .select('sequence')
    .where('organisation_id', '=', organisationId)
    .where('entry_id', '=', entryId)
    .executeTakeFirst();
  return row !== undefined;
}

function standingOf(
  scope: Scope,
  organisationId: string,
  { kind, subjectId }: Subject,
): Promise<(Standing & { entries: number }) | undefined> {
  return scope
    .selectFrom('app.threads')
    .select(['level', 'due_at', 'closed_at', 'cause', 'entries'])
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst();
}

async function keepStanding(
  scope: Scope,
  organisationId: string,
  { kind, subjectId }: Subject,
  { isNew, next, at, sequence }: { isNew: boolean; next: Standing; at: Date; sequence: number },
): Promise<void> {
  const { level, due_at, closed_at, cause } = next;
  const standing = { level, due_at, closed_at, cause, last_at: at, entries: sequence };
  if (isNew) {
    await scope
      .insertInto('app.threads')
      .values({
        ...{ organisation_id: organisationId, kind, subject_id: subjectId },
        ...{ ...standing, opened_at: at },
      })
      .execute();
    return;
  }
  await scope
    .updateTable('app.threads')
    .set(standing)
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .execute();
}

async function insertEntry(
  scope: Scope,
  written: { organisationId: string; caller: Caller; state: string; at: Date; sequence: number },
  { kind, subjectId }: Subject,
  entry: NewThreadEntry,
): Promise<void> {
  const { organisationId, caller, state, at, sequence } = written;
  await scope
    .insertInto('app.thread_entries')
    .values({
      ...{ organisation_id: organisationId, kind, subject_id: subjectId, sequence },
      ...{ entry_id: entry.entryId, entry: entry.kind, at, text: entry.text, subject_state: state },
      ...{
        author_id: caller.userId,
        author_name: caller.userName,
        author_role: caller.roles[0] ?? 'investigator',
      },
      level: entry.kind === 'escalated' ? entry.level : null,
      cause: entry.kind === 'closed' ? entry.cause : null,
    })
    .execute();
}
