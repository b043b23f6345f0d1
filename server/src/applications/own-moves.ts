import {
  APPLICATION_DAYS,
  APPLICATION_DECLARATIONS,
  type ApplicationEvent,
  type ApplicationGap,
  type ApplicationMove,
  afterMove,
  applicationGaps,
  DECLARATIONS_VERSION,
  type Language,
} from '@marketsafe/contract';
import type { Database, Scope } from '../db/database.ts';
import type { Mailer } from '../mail/mail.ts';
import { documentsOf } from './documents.ts';
import { writeKeys } from './keys.ts';
import { applicationLink, letter } from './letters.ts';
import { type Change, changeAt, dayOf, daysAfter, makeLink, type Outcome, update } from './reach.ts';
import { dataOf } from './write.ts';

/** What came of a move of the applicant's. */
export type Moved =
  | 'moved'
  /** It was moved by somebody meanwhile, or its time is over. */
  | 'not-so'
  /** Only a mailed link proves that the address is the applicant's. */
  | 'unconfirmed'
  | { gaps: ApplicationGap[] };

interface MoveTools {
  db: Database;
  mail: Pick<Mailer, 'send'>;
  origins: () => string[];
}

/** What a person declares, in the words that they read. */
export interface Declaring {
  name: string;
  title: string;
  language: Language;
}

/**
 * Hands an application in, complete and by a mailed link. Every declaration was made by a person: `declaring` is who.
 */
export async function handIn(
  { db, mail, origins }: MoveTools,
  token: string,
  declaring: Declaring,
): Promise<Outcome<Moved>> {
  return changeAt(db, token, async (change) => {
    const { scope, row, at } = change;
    if (change.by !== 'mail') return 'unconfirmed';
    if (afterMove(row.state, 'hand-in') === null) return 'not-so';
    const gaps = await gapsOf(change);
    if (gaps.length > 0) return { gaps };
    const declared = {
      ...{ version: DECLARATIONS_VERSION, language: declaring.language },
      ...{ declarations: [...APPLICATION_DECLARATIONS], name: declaring.name, title: declaring.title },
      at: at.toISOString(),
    };
    await update(scope, { declared: JSON.stringify(declared), handed_in_at: at });
    await move(change, 'hand-in', null);
    const link = applicationLink(origins(), await makeLink(scope, row.application_id, 'mail', at));
    await mail.send(letter(row, { about: 'handed-in', link, at }), scope);
    return 'moved';
  });
}

/** Answers what the program asked, with words; what was changed and handed in besides stands in the application. */
export async function answer(db: Database, token: string, text: string): Promise<Outcome<Moved>> {
  return changeAt(db, token, async (change) => {
    if (afterMove(change.row.state, 'answer') === null) return 'not-so';
    if (change.by !== 'mail') return 'unconfirmed';
    const gaps = await gapsOf(change);
    if (gaps.length > 0) return { gaps };
    await move(change, 'answer', text);
    return 'moved';
  });
}

/** Takes an application back, for good. */
export async function withdraw(db: Database, token: string): Promise<Outcome<Moved>> {
  return changeAt(db, token, async (change) => {
    if (afterMove(change.row.state, 'withdraw') === null) return 'not-so';
    await move(change, 'withdraw', null);
    return 'moved';
  });
}

/** Until when an application that was declined may be appealed. */
export function appealableUntil(row: { state_since: Date }): Date {
  return daysAfter(row.state_since, APPLICATION_DAYS.appeal);
}

/** Appeals, once, within a time, with words that another person reads. */
export async function appeal(db: Database, token: string, text: string): Promise<Outcome<Moved>> {
  return changeAt(db, token, async (change) => {
    const { row, at } = change;
    if (afterMove(row.state, 'appeal') === null || appealableUntil(row) < at) return 'not-so';
    if (change.by !== 'mail') return 'unconfirmed';
    await move(change, 'appeal', text);
    return 'moved';
  });
}

async function gapsOf({ scope, row, at }: Change): Promise<ApplicationGap[]> {
  const files = await documentsOf(scope, row.application_id);
  return applicationGaps(row.kind, dataOf(row), files, dayOf(at));
}

async function move(change: Change, made: ApplicationMove, text: string | null): Promise<void> {
  const { scope, row, at, audit } = change;
  const to = afterMove(row.state, made);
  if (to === null) throw new Error(`an application ${row.state} does not ${made}`);
  const data = made === 'hand-in' || made === 'answer' ? dataOf(row) : null;
  const { sequence } = await appendEvent(scope, row.application_id, { move: made, at, text, data });
  if (data) await writeKeys(scope, row, data);
  await update(scope, {
    ...{ state: to, state_since: at, changed_at: at, revision: row.revision + 1 },
    // What closes is kept for a while, for whoever asks why.
    delete_at: to === 'withdrawn' ? daysAfter(at, APPLICATION_DAYS.closed) : null,
  });
  await audit('application.moved', { from: row.state, to, sequence });
}

/** What happened to an application, as it is added to its history. */
interface NewEvent {
  move: ApplicationMove;
  at: Date;
  text: string | null;
  data?: object | null;
  cause?: ApplicationEvent['cause'];
  actor?: { userId: string; name: string };
}

/** Adds to the history; the row of the application must be locked. */
export async function appendEvent(
  scope: Scope,
  applicationId: string,
  { move: made, at, text, data = null, cause = null, actor }: NewEvent,
): Promise<{ sequence: number }> {
  const { last } = await scope
    .selectFrom('intake.events')
    .select((select) => select.fn.max('sequence').as('last'))
    .where('application_id', '=', applicationId)
    .executeTakeFirstOrThrow();
  const sequence = Number(last ?? 0) + 1;
  await scope
    .insertInto('intake.events')
    .values({
      ...{ application_id: applicationId, sequence, at, move: made, cause, text },
      ...{ actor_user_id: actor?.userId ?? null, actor_name: actor?.name ?? null },
      data: data && JSON.stringify(data),
    })
    .execute();
  return { sequence };
}
