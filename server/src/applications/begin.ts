import { type ApplicantKind, emptyPart, type Language } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Database, Scope } from '../db/database.ts';
import type { Mailer } from '../mail/mail.ts';
import { HttpProblem } from '../problems.ts';
import type { Counts } from '../processes/counts.ts';
import { applicationLink, letter } from './letters.ts';
import {
  auditor,
  type Change,
  changeAt,
  keptUntil,
  makeLink,
  type Outcome,
  openHost,
  update,
} from './reach.ts';

/** Most drafts of addresses that nobody has confirmed, at a time, of everybody together. */
const MOST_UNCONFIRMED = 5_000;
/** Mails with a link that one address gets in a day: whoever types another's address does not fill their letter box. */
const LINKS_A_DAY = { most: 5, window: 24 * 60 * 60_000 };

/** What beginning and mailing need. */
export interface BeginTools {
  db: Database;
  mail: Pick<Mailer, 'send'>;
  counts: Pick<Counts, 'take'>;
  /** The first is the address that people open. */
  origins: () => string[];
  rateLimit: boolean;
}

/** What somebody says who begins. The id comes from the form that they were shown: the same form twice is one application. */
export interface Beginning {
  applicationId: string;
  kind: ApplicantKind;
  language: Language;
  email: string;
}

/**
 * Begins an application and mails its link. Whether anybody knows the address, or has applied with it, makes no difference to what is answered.
 * @returns the secret of a link for this browser, for a day; null before the program has an organisation of its own
 * @throws HttpProblem `applications-full`
 */
export async function beginApplication(tools: BeginTools, beginning: Beginning): Promise<string | null> {
  const { db } = tools;
  const { applicationId, kind, language, email } = beginning;
  const { unconfirmed } = await kept(db);
  if (unconfirmed >= MOST_UNCONFIRMED) throw new HttpProblem('applications-full', { retryAfter: 3_600 });
  const mayMail = await mayWriteTo(tools, email);
  return db.asApplicant({ begins: applicationId }, async (scope) => {
    const ledger = await openHost(scope);
    if (!ledger) return null;
    const at = new Date();
    const data = {
      organisation: emptyPart('organisation'),
      contact: emptyPart('contact'),
      reach: emptyPart('reach'),
      holders: [],
      rights: [],
    };
    const { numInsertedOrUpdatedRows: made } = await scope
      .insertInto('intake.applications')
      .values({
        ...{ application_id: applicationId, kind, language, email, state: 'draft', revision: 1 },
        ...{ created_at: at, changed_at: at, state_since: at, data: JSON.stringify(data) },
        delete_at: keptUntil(at, false),
      })
      .onConflict((there) => there.doNothing())
      .executeTakeFirst();
    const token = await makeLink(scope, applicationId, 'page', at);
    if (made !== 1n) return token;
    const audit = auditor(scope, ledger, { application_id: applicationId }, at);
    await audit('application.begun', { kind });
    if (mayMail) await writeLink(scope, tools, { applicationId, email, language }, at);
    return token;
  });
}

/** How much is kept of people who are nobody yet: drafts that nobody confirmed, and bytes of documents of what was not accepted. */
export async function kept(db: Database): Promise<{ unconfirmed: number; bytes: number }> {
  const { rows } = await db.asNobody((scope) =>
    sql<{ unconfirmed: string; bytes: string }>`select * from intake.kept()`.execute(scope),
  );
  return { unconfirmed: Number(rows[0]?.unconfirmed ?? 0), bytes: Number(rows[0]?.bytes ?? 0) };
}

async function mayWriteTo({ counts, rateLimit }: BeginTools, email: string): Promise<boolean> {
  return !rateLimit || (await counts.take([{ name: `application mail ${email}`, ...LINKS_A_DAY }])) === 0;
}

async function writeLink(
  scope: Scope,
  { mail, origins }: Pick<BeginTools, 'mail' | 'origins'>,
  to: { applicationId: string; email: string; language: Language },
  at: Date,
): Promise<void> {
  const token = await makeLink(scope, to.applicationId, 'mail', at);
  await mail.send(letter(to, { about: 'begun', link: applicationLink(origins(), token), at }), scope);
}

/**
 * Mails a new link to the address of the application, by any link of it, also one whose time is over. The answer is the same whether a mail
 * was due or there had been too many.
 */
export async function mailLink(tools: BeginTools, token: string): Promise<Outcome<void>> {
  const address = await changeAt(tools.db, token, async ({ row }) => row.email, { even: true });
  if (address.closed !== null) return address;
  if (!(await mayWriteTo(tools, address.result))) return { closed: null, result: undefined };
  return changeAt(tools.db, token, (change) => sendLink(tools, change, change.row.email), { even: true });
}

async function sendLink(tools: BeginTools, { scope, row, at, audit }: Change, email: string): Promise<void> {
  await writeLink(scope, tools, { applicationId: row.application_id, email, language: row.language }, at);
  await audit('application.link-sent');
}

/**
 * Changes the address of an application that nobody has confirmed yet, such as one with a slip of the pen, and mails the link there. What
 * was mailed before leads nowhere any more.
 * @returns false where it is confirmed
 */
export async function changeAddress(
  tools: BeginTools,
  token: string,
  email: string,
): Promise<Outcome<boolean>> {
  const mayMail = await mayWriteTo(tools, email);
  return changeAt(tools.db, token, async (change) => {
    if (change.row.confirmed_at !== null || change.by === 'mail') return false;
    await update(change.scope, { email, changed_at: change.at });
    await change.scope.deleteFrom('intake.links').where('kind', '=', 'mail').execute();
    if (mayMail) await sendLink(tools, change, email);
    return true;
  });
}
