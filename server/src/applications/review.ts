import {
  APPLICATION_DAYS,
  type ApplicationDecision,
  type ApplicationDetail,
  type ApplicationLine,
  type ApplicationNote,
  afterMove,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import type { Database, Identity, Scope } from '../db/database.ts';
import type { Mailer } from '../mail/mail.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { documentBytes, documentsOf } from './documents.ts';
import { findTwins } from './keys.ts';
import { applicationLink, letter } from './letters.ts';
import { appendEvent } from './own-moves.ts';
import { type ApplicationRow, daysAfter, makeLink } from './reach.ts';
import { dataOf } from './write.ts';

/** The program's staff, in the program's own organisation. */
export function asStaffAtHome({ organisationId, userId }: Caller): Identity {
  return { organisationId, userId, as: 'staff' };
}

function lineOf(row: ApplicationRow): ApplicationLine {
  const { organisation, rights } = dataOf(row);
  return {
    applicationId: row.application_id,
    name: organisation.name,
    kind: row.kind,
    country: organisation.country,
    state: row.state,
    language: row.language,
    handedInAt: (row.handed_in_at ?? row.created_at).toISOString(),
    stateSince: row.state_since.toISOString(),
    rights: rights.length,
  };
}

/** What was handed in: what waits for staff first, the longest waiting before the others. */
export async function listApplications(db: Database, caller: Caller): Promise<ApplicationLine[]> {
  const rows = await db.asStaff(caller.userId, (scope) =>
    scope
      .selectFrom('intake.applications')
      .selectAll()
      .where('handed_in_at', 'is not', null)
      .orderBy(
        sql`case when state in ('in_review', 'appealed') then 0 when state = 'needs_info' then 1 else 2 end`,
      )
      .orderBy('state_since')
      .orderBy('application_id')
      .limit(2_000)
      .execute(),
  );
  return rows.map(lineOf);
}

/** @throws HttpProblem `application-unknown`: also of a draft, which is nobody's but its writer's */
async function requireRow(scope: Scope, applicationId: string, lock: boolean): Promise<ApplicationRow> {
  let rows = scope
    .selectFrom('intake.applications')
    .selectAll()
    .where('application_id', '=', applicationId)
    .where('handed_in_at', 'is not', null);
  if (lock) rows = rows.forUpdate();
  const row = await rows.executeTakeFirst();
  if (!row) throw new HttpProblem('application-unknown');
  return row;
}

/** One application with everything that staff look at, its notes and what has something in common with it. */
export async function readApplication(
  db: Database,
  caller: Caller,
  applicationId: string,
): Promise<ApplicationDetail> {
  return db.inOrganisation(asStaffAtHome(caller), async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const row = await requireRow(scope, applicationId, false);
    await note(scope, ledger, caller, 'application.read', applicationId, {});
    return detailOf(scope, caller, row);
  });
}

async function detailOf(scope: Scope, caller: Caller, row: ApplicationRow): Promise<ApplicationDetail> {
  const { application_id: applicationId } = row;
  const events = await scope
    .selectFrom('intake.events')
    .select(['move', 'at', 'actor_name', 'cause', 'text'])
    .where('application_id', '=', applicationId)
    .orderBy('sequence')
    .execute();
  const notes = await scope
    .selectFrom('intake.notes')
    .select(['note_id', 'at', 'author_name', 'text'])
    .where('application_id', '=', applicationId)
    .orderBy('at')
    .orderBy('note_id')
    .execute();
  const isOwnAppeal = row.state === 'appealed' && row.declined_by === caller.userId;
  const may = (move: 'ask' | 'accept' | 'decline') => afterMove(row.state, move) !== null && !isOwnAppeal;
  return {
    ...lineOf(row),
    email: row.email,
    revision: row.revision,
    data: dataOf(row),
    declared: row.declared,
    files: await documentsOf(scope, applicationId),
    events: events.map(({ move, at, actor_name: by, cause, text }) => ({
      ...{ move, at: at.toISOString(), by, cause, text },
    })),
    notes: notes.map(({ note_id: noteId, at, author_name: by, text }) => ({
      ...{ noteId, at: at.toISOString(), by, text },
    })),
    twins: await findTwins(scope, applicationId),
    organisationId: row.organisation_id,
    may: { ask: may('ask'), accept: may('accept'), decline: may('decline') },
    declinedByCaller: isOwnAppeal,
  };
}

/** Writes down what only staff read. The same id once more is the same note. */
export async function noteApplication(
  db: Database,
  caller: Caller,
  applicationId: string,
  { noteId, text }: ApplicationNote,
): Promise<ApplicationDetail> {
  return db.inOrganisation(asStaffAtHome(caller), async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const row = await requireRow(scope, applicationId, false);
    const { numInsertedOrUpdatedRows: made } = await scope
      .insertInto('intake.notes')
      .values({
        ...{ application_id: applicationId, note_id: noteId, at: new Date(), text },
        ...{ author_user_id: caller.userId, author_name: caller.userName },
      })
      .onConflict((there) => there.doNothing())
      .executeTakeFirst();
    if (made === 1n) await note(scope, ledger, caller, 'application.noted', applicationId, { note: noteId });
    return detailOf(scope, caller, row);
  });
}

function note(
  scope: Scope,
  ledger: Ledger,
  { userId: actorUserId }: Caller,
  action: 'application.read' | 'application.noted' | 'application.file-read' | 'application.moved',
  entity: string,
  detail: Record<string, string | number | null>,
): Promise<void> {
  return appendAudit(scope, ledger, { action, at: new Date(), actorUserId, entity, detail });
}

/** A document of an application, for staff; that they looked is noted. */
export async function readDocument(db: Database, caller: Caller, applicationId: string, fileId: string) {
  return db.inOrganisation(asStaffAtHome(caller), async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    await requireRow(scope, applicationId, false);
    const found = await documentBytes(scope, applicationId, fileId);
    if (!found) throw new HttpProblem('file-unknown');
    await note(scope, ledger, caller, 'application.file-read', applicationId, { sha256: found.sha256 });
    return found;
  });
}

/** What deciding needs. */
export interface DecideTools {
  db: Database;
  mail: Mailer;
  origins: () => string[];
}

/** An application that one of the staff is deciding on, locked, with the program's ledger open before it. */
export interface Deciding {
  scope: Scope;
  ledger: Ledger;
  row: ApplicationRow;
  at: Date;
}

/**
 * Locks an application for a decision.
 * @throws HttpProblem `application-unknown`, `application-changed` where it is another than was looked at, or `application-appeal-own`
 */
export async function lockForDecision(
  scope: Scope,
  caller: Caller,
  applicationId: string,
  { decision, revision }: Pick<ApplicationDecision, 'decision' | 'revision'>,
): Promise<Deciding> {
  const ledger = await openLedger(scope, caller.organisationId);
  const row = await requireRow(scope, applicationId, true);
  if (row.revision !== revision || afterMove(row.state, decision) === null)
    throw new HttpProblem('application-changed');
  if (row.state === 'appealed' && row.declined_by === caller.userId)
    throw new HttpProblem('application-appeal-own');
  return { scope, ledger, row, at: new Date() };
}

/** Writes what was decided: state, history, chain, and the mail to the applicant, in the transaction of the decision. */
export async function concludeDecision(
  { mail, origins }: Pick<DecideTools, 'mail' | 'origins'>,
  caller: Caller,
  { scope, ledger, row, at }: Deciding,
  decided: { decision: ApplicationDecision; organisationId?: string },
): Promise<void> {
  const { decision, organisationId } = decided;
  const to = afterMove(row.state, decision.decision);
  if (to === null) throw new HttpProblem('application-changed');
  const cause = decision.decision === 'decline' ? decision.cause : null;
  const accepted = decision.decision === 'accept' ? decision : null;
  const text = 'text' in decision ? decision.text : '';
  const isClosed = to === 'declined' || to === 'refused';
  const { sequence } = await appendEvent(scope, row.application_id, {
    ...{ move: decision.decision, at, text: text || null, cause },
    actor: { userId: caller.userId, name: caller.userName },
  });
  await scope
    .updateTable('intake.applications')
    .set({
      ...{ state: to, state_since: at, changed_at: at, revision: row.revision + 1 },
      ...(isClosed ? { declined_by: caller.userId } : {}),
      ...(organisationId === undefined ? {} : { organisation_id: organisationId }),
      delete_at: isClosed ? daysAfter(at, APPLICATION_DAYS.closed) : null,
    })
    .where('application_id', '=', row.application_id)
    .execute();
  await note(scope, ledger, caller, 'application.moved', row.application_id, {
    ...{ from: row.state, to, sequence },
    ...(cause === null ? {} : { cause }),
    ...(accepted?.returns ? { returns: accepted.returns } : {}),
    // Staff said that what left is another organisation.
    ...(accepted?.distinct ? { distinct: 'yes' } : {}),
  });
  const about = to === 'needs_info' ? 'asked' : to === 'in_review' ? 'handed-in' : to;
  if (about !== 'asked' && about !== 'accepted' && about !== 'declined' && about !== 'refused') return;
  const link = applicationLink(origins(), await makeLink(scope, row.application_id, 'mail', at));
  await mail.send(letter(row, { about, link, at, text, ...(cause === null ? {} : { cause }) }), scope);
}

/** Asks the applicant something, or declines; accepting is `acceptApplication`. */
export async function askOrDecline(
  tools: DecideTools,
  caller: Caller,
  applicationId: string,
  decision: Exclude<ApplicationDecision, { decision: 'accept' }>,
): Promise<ApplicationDetail> {
  await tools.db.inOrganisation(asStaffAtHome(caller), async (scope) => {
    const deciding = await lockForDecision(scope, caller, applicationId, decision);
    await concludeDecision(tools, caller, deciding, { decision });
  });
  return readApplication(tools.db, caller, applicationId);
}
