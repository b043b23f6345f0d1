import { type OpenClock, PRIORITIES, type ThreadKind } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { packetDueAt } from '../packets/target.ts';
import { readReviewSettings } from '../review/settings.ts';
import { addDays } from './business-days.ts';
import { counterClockOf } from './counter-clock.ts';

/** Most clocks of one kind; those that run out first. */
const MOST = 500;
/** Days before their last on which mandates and rights begin to be listed: as early as the first alarm of a right (CLAIMS: 90, 30, 7). */
const DAYS_AHEAD = 90;
const HOUR = 3_600_000;

/** Whose clocks are listed. */
export interface ClocksAsked {
  /** Of this organisation; null for all that the transaction may read. */
  organisationId: string | null;
  /** Also what only the program's staff wait for: decisions, packets, answers in threads. The transaction has to be staff's. */
  staff: boolean;
  now: Date;
}

/**
 * The clocks that run, the one that runs out first at the top; those that have run out and still wait for somebody are among them, mandates
 * and rights that have ended are not. In a transaction that reads the organisation's rows, which is also what keeps others' away.
 */
export async function openClocks(scope: Scope, asked: ClocksAsked): Promise<OpenClock[]> {
  const found = [
    ...(await counterClocks(scope, asked)),
    ...(await mandateEnds(scope, asked)),
    ...(await rightEnds(scope, asked)),
  ];
  if (asked.staff) {
    found.push(
      ...(await reviewClocks(scope, asked)),
      ...(await packetClocks(scope, asked)),
      ...(await threadClocks(scope, asked)),
    );
  }
  const until = ({ due, dueAt }: OpenClock) => dueAt ?? `${due}T23:59:59.999Z`;
  return found.sort(
    (one, other) => until(one).localeCompare(until(other)) || one.key.localeCompare(other.key),
  );
}

async function counterClocks(scope: Scope, { organisationId }: ClocksAsked): Promise<OpenClock[]> {
  const rows = await scope
    .selectFrom('app.counter_notices as counter')
    .innerJoin('app.claims as claim', (join) =>
      join
        .onRef('claim.organisation_id', '=', 'counter.organisation_id')
        .onRef('claim.claim_id', '=', 'counter.claim_id'),
    )
    .innerJoin('app.organisations as organisation', 'organisation.organisation_id', 'counter.organisation_id')
    .select(['counter.organisation_id', 'counter.counter_id', 'counter.claim_id', 'claim.number'])
    .select(['counter.state', 'counter.received_on', 'counter.reply_by', 'counter.forwarded_on'])
    .select(['counter.proven_at', 'organisation.name'])
    .where('counter.state', 'in', ['open', 'contested'])
    .$if(organisationId !== null, (query) =>
      query.where('counter.organisation_id', '=', organisationId ?? ''),
    )
    .orderBy('counter.received_on')
    .limit(MOST)
    .execute();
  return rows.flatMap((row): OpenClock[] => {
    const clock = counterClockOf({
      state: row.state,
      receivedOn: row.received_on,
      replyBy: row.reply_by,
      forwardedOn: row.forwarded_on,
      isProven: row.proven_at !== null,
    });
    if (!clock) return [];
    const kind = clock.waitsFor === 'reply' ? 'counter-reply' : 'complaint-or-suit';
    return [
      {
        ...{ key: `${kind}:${row.counter_id}`, kind, due: clock.due, dueAt: null },
        provisional: clock.provisional,
        organisation: { organisationId: row.organisation_id, name: row.name },
        subject: { is: 'claim', claimId: row.claim_id, number: row.number },
      },
    ];
  });
}

/** Mandates that it gave or got, before their last day. */
async function mandateEnds(scope: Scope, { organisationId, now }: ClocksAsked): Promise<OpenClock[]> {
  const today = dayOf(now);
  const rows = await scope
    .selectFrom('app.mandates')
    .select(['organisation_id', 'mandate_id', 'holder_name', 'representative_name', 'valid_to'])
    .where('status', '=', 'in_force')
    .where('revoked_at', 'is', null)
    .where('valid_to', '>=', today)
    .where('valid_to', '<=', addDays(today, DAYS_AHEAD))
    .$if(organisationId !== null, (query) =>
      query.where((where) =>
        where.or([
          where('organisation_id', '=', organisationId ?? ''),
          where('representative_id', '=', organisationId ?? ''),
        ]),
      ),
    )
    .orderBy('valid_to')
    .limit(MOST)
    .execute();
  return rows.map(({ organisation_id, mandate_id, holder_name, representative_name, valid_to }) => ({
    ...{ key: `mandate-end:${mandate_id}`, kind: 'mandate-end', due: valid_to, dueAt: null },
    provisional: false,
    organisation: { organisationId: organisation_id, name: holder_name },
    subject: {
      ...{ is: 'mandate', mandateId: mandate_id, holder: holder_name },
      representative: representative_name,
    },
  }));
}

/** Its own rights, before their registration's last day; those that it only keeps or files under are their holders' to renew. */
async function rightEnds(scope: Scope, { organisationId, now }: ClocksAsked): Promise<OpenClock[]> {
  const today = dayOf(now);
  const rows = await scope
    .selectFrom('app.rights as right')
    .innerJoin('app.organisations as organisation', 'organisation.organisation_id', 'right.organisation_id')
    .select([
      'right.organisation_id',
      'right.right_id',
      'right.mark',
      'right.expires_on',
      'organisation.name',
    ])
    .where('right.retired_at', 'is', null)
    .where('right.expires_on', '>=', today)
    .where('right.expires_on', '<=', addDays(today, DAYS_AHEAD))
    .$if(organisationId !== null, (query) => query.where('right.organisation_id', '=', organisationId ?? ''))
    .orderBy('right.expires_on')
    .limit(MOST)
    .execute();
  return rows.map(({ organisation_id, right_id, mark, expires_on, name }) => ({
    ...{ key: `right-end:${right_id}`, kind: 'right-end', due: expires_on ?? today, dueAt: null },
    provisional: false,
    organisation: { organisationId: organisation_id, name },
    subject: { is: 'right', rightId: right_id, mark },
  }));
}

/** Claims that staff are to decide: of each priority those that wait longest, which is how the queue's indexes have them. */
async function reviewClocks(scope: Scope, { organisationId }: ClocksAsked): Promise<OpenClock[]> {
  const { targetHours } = await readReviewSettings(scope);
  const found: OpenClock[] = [];
  for (const [priority, name] of PRIORITIES.entries()) {
    const rows = await scope
      .selectFrom('app.claims as claim')
      .innerJoin('app.organisations as organisation', 'organisation.organisation_id', 'claim.organisation_id')
      .select(['claim.organisation_id', 'claim.claim_id', 'claim.number', 'claim.state_since'])
      .select('organisation.name')
      .where('claim.state', '=', 'in_review')
      .where(sql<boolean>`(-claim.priority) = ${-priority}::int`)
      .$if(organisationId !== null, (query) =>
        query.where('claim.organisation_id', '=', organisationId ?? ''),
      )
      .orderBy('claim.state_since')
      .limit(MOST)
      .execute();
    for (const { organisation_id, claim_id, number, state_since, name: owner } of rows) {
      found.push({
        ...{ key: `review:${claim_id}`, kind: 'review' },
        ...runsOut(new Date(state_since.getTime() + targetHours[name] * HOUR)),
        organisation: { organisationId: organisation_id, name: owner },
        subject: { is: 'claim', claimId: claim_id, number },
      });
    }
  }
  return found;
}

/** Packets that are built and have not gone. */
async function packetClocks(scope: Scope, { organisationId }: ClocksAsked): Promise<OpenClock[]> {
  const rows = await scope
    .selectFrom('app.packets as packet')
    .innerJoin('app.organisations as organisation', 'organisation.organisation_id', 'packet.organisation_id')
    .select(['packet.organisation_id', 'packet.packet_id', 'packet.number', 'packet.built_at'])
    .select(['packet.expedited', 'organisation.name'])
    .where('packet.state', 'in', ['built', 'released'])
    .$if(organisationId !== null, (query) => query.where('packet.organisation_id', '=', organisationId ?? ''))
    .orderBy('packet.built_at')
    .limit(MOST)
    .execute();
  return rows.map(({ organisation_id, packet_id, number, built_at, expedited, name }) => ({
    ...{ key: `packet:${packet_id}`, kind: 'packet' },
    ...runsOut(packetDueAt(built_at, expedited)),
    organisation: { organisationId: organisation_id, name },
    subject: { is: 'packet', packetId: packet_id, number },
  }));
}

/** Threads whose answer staff owe. */
async function threadClocks(scope: Scope, { organisationId }: ClocksAsked): Promise<OpenClock[]> {
  const rows = await scope
    .selectFrom('app.threads as thread')
    .innerJoin('app.organisations as organisation', 'organisation.organisation_id', 'thread.organisation_id')
    .leftJoin('app.claims as claim', (join) =>
      join
        .onRef('claim.organisation_id', '=', 'thread.organisation_id')
        .onRef('claim.claim_id', '=', 'thread.subject_id'),
    )
    .leftJoin('app.rights as right', 'right.right_id', 'thread.subject_id')
    .select(['thread.organisation_id', 'thread.kind', 'thread.subject_id', 'thread.due_at'])
    .select(['claim.number', 'right.mark', 'organisation.name'])
    .where('thread.due_at', 'is not', null)
    .$if(organisationId !== null, (query) => query.where('thread.organisation_id', '=', organisationId ?? ''))
    .orderBy('thread.due_at')
    .limit(MOST)
    .execute();
  return rows.flatMap(
    ({ organisation_id, kind, subject_id: id, due_at, number, mark, name }): OpenClock[] => {
      const subject = threadSubject(kind, id, number, mark);
      if (due_at === null || !subject) return [];
      const organisation = { organisationId: organisation_id, name };
      return [{ key: `thread:${id}`, kind: 'thread', ...runsOut(due_at), organisation, subject }];
    },
  );
}

function threadSubject(
  kind: ThreadKind,
  id: string,
  number: string | null,
  mark: string | null,
): OpenClock['subject'] | undefined {
  if (kind === 'claim') return number === null ? undefined : { is: 'claim', claimId: id, number };
  return mark === null ? undefined : { is: 'right', rightId: id, mark };
}

function runsOut(at: Date): Pick<OpenClock, 'due' | 'dueAt' | 'provisional'> {
  return { due: dayOf(at), dueAt: at.toISOString(), provisional: false };
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
