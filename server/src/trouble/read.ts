import {
  type CausesOverTime,
  isProgramStaff,
  type Thread,
  type ThreadCounts,
  type ThreadStanding,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { type Reached, reachSubject, type Subject, subjectOf } from './subject.ts';

/** Most threads that are listed. */
const MOST = 200;

/** A thread of notes alone is none for a participant. */
const IS_SHOWN = sql<boolean>`exists (select from app.thread_entries entry where entry.organisation_id = thread.organisation_id
  and entry.kind = thread.kind and entry.subject_id = thread.subject_id)`;

/** The thread on a claim or right as the caller sees it, and in whose chain reading it stands. */
export async function readThread(
  db: Database,
  caller: Caller,
  subject: Subject,
): Promise<{ reached: Reached; thread: Thread }> {
  const reached = await reachSubject(db, caller, subject);
  const { organisationId } = reached;
  const thread = await db.inOrganisation(reached, async (scope) => {
    await subjectOf(scope, organisationId, subject);
    const standings = await standingsQuery(scope)
      .where('thread.organisation_id', '=', organisationId)
      .where('thread.kind', '=', subject.kind)
      .where('thread.subject_id', '=', subject.subjectId)
      .execute();
    const rows = await scope
      .selectFrom('app.thread_entries')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .where('kind', '=', subject.kind)
      .where('subject_id', '=', subject.subjectId)
      .orderBy('sequence')
      .execute();
    return {
      // A thread of notes alone is none for a participant.
      standing: rows.length > 0 && standings[0] ? standingOf(standings[0], reached.as === 'staff') : null,
      entries: rows.map((row) => ({
        entryId: row.entry_id,
        kind: row.entry,
        at: row.at.toISOString(),
        author: { name: row.author_name, role: row.author_role },
        text: row.text,
        subjectState: row.subject_state,
        level: row.level,
        cause: row.cause,
      })),
    };
  });
  return { reached, thread };
}

/** Threads that are open, the most urgent first, then the latest that were closed: the caller's own, for staff everybody's. */
export async function listThreads(db: Database, caller: Caller): Promise<ThreadStanding[]> {
  const staff = isProgramStaff(caller.roles);
  const find = async (scope: Scope) => {
    const rows = await standingsQuery(scope)
      .$if(!staff, (query) =>
        query.where('thread.organisation_id', '=', caller.organisationId).where(IS_SHOWN),
      )
      .orderBy(sql`thread.closed_at is not null`)
      .orderBy(sql`thread.due_at nulls last`)
      .orderBy('thread.last_at', 'desc')
      .limit(MOST)
      .execute();
    return rows.map((row) => standingOf(row, staff));
  };
  return staff ? db.asStaff(caller.userId, find) : db.inOrganisation(caller, find);
}

/** How many open threads are overdue, and how many wait for the caller's side. */
export async function countThreads(db: Database, caller: Caller): Promise<ThreadCounts> {
  const staff = isProgramStaff(caller.roles);
  const find = (scope: Scope) =>
    scope
      .selectFrom('app.threads as thread')
      .select([
        sql<number>`count(*) filter (where thread.due_at < now())::int`.as('late'),
        sql<number>`count(*) filter (where (thread.due_at is not null) = ${staff})::int`.as('yours'),
      ])
      .where('thread.closed_at', 'is', null)
      .$if(!staff, (query) =>
        query.where('thread.organisation_id', '=', caller.organisationId).where(IS_SHOWN),
      )
      .executeTakeFirstOrThrow();
  return staff ? db.asStaff(caller.userId, find) : db.inOrganisation(caller, find);
}

/** What was at the bottom of the threads that were closed within a year, by month. Staff's to know. */
export async function causesOf(db: Database, { userId }: Caller): Promise<CausesOverTime> {
  const rows = await db.asStaff(userId, (scope) =>
    scope
      .selectFrom('app.threads')
      .select([
        sql<string>`to_char(closed_at at time zone 'UTC', 'YYYY-MM')`.as('month'),
        'cause',
        sql<number>`count(*)::int`.as('count'),
      ])
      .where('closed_at', '>', sql<Date>`now() - interval '1 year'`)
      .groupBy(['month', 'cause'])
      .orderBy('month', 'desc')
      .orderBy('count', 'desc')
      .execute(),
  );
  const months = [...new Set(rows.map(({ month }) => month))];
  return {
    months: months.map((month) => ({
      month,
      causes: rows.flatMap(({ month: of, cause, count }) =>
        of === month && cause !== null ? [{ cause, count }] : [],
      ),
    })),
  };
}

function standingsQuery(scope: Scope) {
  return scope
    .selectFrom('app.threads as thread')
    .innerJoin('app.organisations as owner', 'owner.organisation_id', 'thread.organisation_id')
    .leftJoin('app.claims as claim', (join) =>
      join
        .onRef('claim.organisation_id', '=', 'thread.organisation_id')
        .onRef('claim.claim_id', '=', 'thread.subject_id'),
    )
    .leftJoin('app.rights as right', (join) =>
      join
        .onRef('right.organisation_id', '=', 'thread.organisation_id')
        .onRef('right.right_id', '=', 'thread.subject_id'),
    )
    .select(['thread.kind', 'thread.subject_id', 'thread.level', 'thread.opened_at', 'thread.last_at'])
    .select([
      'thread.due_at',
      'thread.closed_at',
      'thread.cause',
      'owner.organisation_id',
      'owner.name as owner',
    ])
    .select(sql<string>`coalesce(claim.number, "right".mark, '')`.as('subject'))
    .select(sql<string>`coalesce(claim.state, "right".status, '')`.as('subject_state'));
}

type Row = Awaited<ReturnType<ReturnType<typeof standingsQuery>['executeTakeFirstOrThrow']>>;

function standingOf(row: Row, staff: boolean): ThreadStanding {
  return {
    ...{ kind: row.kind, subjectId: row.subject_id, subject: row.subject, subjectState: row.subject_state },
    ...(staff && { organisation: { organisationId: row.organisation_id, name: row.owner } }),
    ...{ level: row.level, openedAt: row.opened_at.toISOString(), lastAt: row.last_at.toISOString() },
    ...{
      dueAt: row.due_at?.toISOString() ?? null,
      closedAt: row.closed_at?.toISOString() ?? null,
      cause: row.cause,
    },
  };
}
