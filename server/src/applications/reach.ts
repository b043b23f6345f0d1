import { createHash, randomBytes } from 'node:crypto';
import { APPLICATION_DAYS, linkSecret } from '@marketsafe/contract';
import { type Selectable, sql } from 'kysely';
import { type AuditRecord, appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';

/** An application as its row says it. */
export type ApplicationRow = Selectable<Tables['intake.applications']>;

/** Why a link opens nothing: there is no such one (any more), its time is over, or the program is not set up yet. */
type Closed = 'unknown' | 'lapsed';

/** What came of something that an applicant wanted. */
export type Outcome<Result> = { closed: Closed } | { closed: null; result: Result };

const DAY = 24 * 60 * 60_000;

/** So many days after a point in time. */
export function daysAfter(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY);
}

/** The calendar day in UTC. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** SHA-256 of a link's secret, in hexadecimal; null for what is no secret. */
function linkHash(token: string): string | null {
  return linkSecret.safeParse(token).success ? createHash('sha256').update(token).digest('hex') : null;
}

/** When an application whose state is the applicant's own is deleted. */
export function keptUntil(at: Date, isConfirmed: boolean): Date {
  return daysAfter(at, isConfirmed ? APPLICATION_DAYS.draft : APPLICATION_DAYS.unconfirmed);
}

/**
 * Makes a link to an application, in the transaction that has to do with it. Only its hash is kept.
 * @returns its secret
 */
export async function makeLink(
  scope: Scope,
  applicationId: string,
  kind: 'page' | 'mail',
  at: Date,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const days = kind === 'page' ? 1 : APPLICATION_DAYS.link;
  await scope
    .insertInto('intake.links')
    .values({
      token_hash: createHash('sha256').update(token).digest(),
      application_id: applicationId,
      kind,
      created_at: at,
      expires_at: daysAfter(at, days),
    })
    .execute();
  return token;
}

/** The application that a link leads to, as it is read. */
export interface Shown {
  scope: Scope;
  row: ApplicationRow;
  /** `mail`: whoever shows it reads the address's mail. */
  by: 'page' | 'mail';
}

async function find(scope: Scope, token: string, lock: boolean): Promise<{ closed: Closed } | Shown> {
  const hash = linkHash(token);
  const link =
    hash === null
      ? undefined
      : await scope
          .selectFrom('intake.links')
          .select(['kind', 'expires_at'])
          .where('token_hash', '=', Buffer.from(hash, 'hex'))
          .executeTakeFirst();
  if (!link) return { closed: 'unknown' };
  let rows = scope.selectFrom('intake.applications').selectAll();
  if (lock) rows = rows.forUpdate();
  const row = await rows.executeTakeFirst();
  if (!row) return { closed: 'unknown' };
  if (link.expires_at.getTime() <= Date.now()) return { closed: 'lapsed' };
  return { scope, row, by: link.kind };
}

/** Reads at an application by its link. */
export async function readAt<Result>(
  db: Database,
  token: string,
  work: (shown: Shown) => Promise<Result>,
): Promise<Outcome<Result>> {
  const hash = linkHash(token);
  if (hash === null) return { closed: 'unknown' };
  return db.asApplicant({ link: hash }, async (scope) => {
    const found = await find(scope, token, false);
    return 'closed' in found ? found : { closed: null, result: await work(found) };
  });
}

/** What an applicant changes, in one transaction with its entry in the chain of the program's own organisation. */
export interface Change extends Shown {
  at: Date;
  audit: (action: AuditRecord['action'], detail?: AuditRecord['detail']) => Promise<void>;
}

/**
 * Changes an application by its link. The ledger is opened first, so one follows another and what is looked at holds until the commit. What
 * is done by a mailed link confirms the address.
 * @param even does it even where the link's time is over: asking for a new one
 */
export async function changeAt<Result>(
  db: Database,
  token: string,
  work: (change: Change) => Promise<Result>,
  { even = false }: { even?: boolean } = {},
): Promise<Outcome<Result>> {
  const hash = linkHash(token);
  if (hash === null) return { closed: 'unknown' };
  return db.asApplicant({ link: hash }, async (scope) => {
    const ledger = await openHost(scope);
    if (!ledger) return { closed: 'unknown' };
    let found = await find(scope, token, true);
    if ('closed' in found && found.closed === 'lapsed' && even) {
      const row = await scope.selectFrom('intake.applications').selectAll().executeTakeFirstOrThrow();
      found = { scope, row, by: 'page' };
    }
    if ('closed' in found) return found;
    const at = new Date();
    const { row } = found;
    if (found.by === 'mail' && row.confirmed_at === null) {
      row.confirmed_at = at;
      await update(scope, { confirmed_at: at });
      // Whoever typed the address may have been somebody else: from here on only its reader goes on.
      await scope.deleteFrom('intake.links').where('kind', '=', 'page').execute();
    }
    return { closed: null, result: await work({ ...found, at, audit: auditor(scope, ledger, row, at) }) };
  });
}

/** The open ledger of the program's own organisation; null before there is one. */
export async function openHost(scope: Scope): Promise<Ledger | null> {
  const { rows } = await sql<{ host: string | null }>`select app.current_organisation() as host`.execute(
    scope,
  );
  const host = rows[0]?.host ?? null;
  return host === null ? null : openLedger(scope, host);
}

/** Writes what an applicant does into the chain: what, never the words. */
export function auditor(
  scope: Scope,
  ledger: Ledger,
  { application_id: entity }: Pick<ApplicationRow, 'application_id'>,
  at: Date,
): Change['audit'] {
  return (action, detail = {}) =>
    appendAudit(scope, ledger, { action, at, actorUserId: null, entity, detail });
}

/** Changes the row of the transaction's one application. */
export async function update(
  scope: Scope,
  changed: Partial<{
    [Column in
      | 'email'
      | 'confirmed_at'
      | 'state'
      | 'state_since'
      | 'changed_at'
      | 'handed_in_at'
      | 'revision'
      | 'data'
      | 'declared'
      | 'delete_at']: Column extends 'data' | 'declared' ? string : ApplicationRow[Column];
  }>,
): Promise<void> {
  await scope.updateTable('intake.applications').set(changed).execute();
}
