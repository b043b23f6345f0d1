import { randomUUID } from 'node:crypto';
import { emailAddress, type Language } from '@marketsafe/contract';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import { openLedger, recordAudit } from '../audit/service.ts';
import { openInstance } from '../data-folder/instance.ts';
import { connect } from '../db/connect.ts';
import type { Scope } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import type { Tables } from '../db/tables.ts';
import type { ServerOptions } from '../index.ts';
import { openMailer } from '../mail/mail.ts';
import { reachEmbedded } from '../postgres/reach.ts';
import { usableDatabase, usableDataFolder } from '../settings/usable.ts';
import { type Invited, writeInvitation } from './invitations.ts';

/** Name of the program's organisation until its lead gives it another. */
const PROGRAM_NAME = 'MarketSafe program';

/** Why nobody was invited, in plain words. */
export class NoFirstLead extends Error {
  override name = 'NoFirstLead';
}

/** Whom to invite, and with which settings of the server. */
export interface FirstLead extends Pick<ServerOptions, 'databaseUrl' | 'authSecret' | 'mail'> {
  dataFolder: string;
  /** Address that people open, as the server says it. */
  publicUrl: string;
  email: string;
  language: Language;
}

/**
 * Invites the first lead of the program, beside a running server or without one: makes the database and the program's organisation where
 * they are not there yet, and sends the link by mail.
 * @returns the link, for whoever runs this
 * @throws NoFirstLead where there is a lead already, or the address is none
 */
export async function inviteFirstLead(wanted: FirstLead): Promise<Invited> {
  const email = emailAddress.safeParse(wanted.email);
  if (!email.success) {
    throw new NoFirstLead(`--first-lead: "${wanted.email}" is no e-mail address. Nothing was changed.`);
  }
  const { dataFolder, databaseUrl } = wanted;
  await usableDataFolder(dataFolder);
  const instance = await openInstance(dataFolder);
  const database =
    databaseUrl === undefined
      ? await reachEmbedded(dataFolder, instance)
      : { url: databaseUrl, release: async () => undefined };
  try {
    const owner = connect(database.url, '-c timezone=UTC', 2);
    try {
      if (databaseUrl !== undefined) await usableDatabase(owner, databaseUrl);
      await migrate(owner);
      const mail = openMailer({
        ...{ owner, dataFolder, secret: wanted.authSecret ?? instance.authSecret },
        settings: wanted.mail ?? {},
        // It waits in the database, and the server sends it.
        onProblem: () => undefined,
      });
      const tools = { mail, origins: () => [wanted.publicUrl] };
      const invited = await inTransaction(owner, (scope) =>
        write(scope, tools, { email: email.data, language: wanted.language }),
      );
      await mail.flush().catch(() => undefined);
      await mail.close();
      return invited;
    } finally {
      await owner.end();
    }
  } finally {
    await database.release();
  }
}

/** A transaction of the database's owner: nobody is there yet whose it could be. */
function inTransaction<Result>(owner: pg.Pool, work: (scope: Scope) => Promise<Result>): Promise<Result> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: owner }) }).transaction().execute(work);
}

async function write(
  scope: Scope,
  tools: Parameters<typeof writeInvitation>[2],
  order: { email: string; language: Language },
): Promise<Invited> {
  // Two who run this at the same time make one organisation.
  await sql`lock table app.organisations in share row exclusive mode`.execute(scope);
  const program = await scope
    .selectFrom('app.organisations')
    .select(['organisation_id', 'name'])
    .where('kind', '=', 'program')
    .orderBy('created_at')
    .executeTakeFirst();
  const organisationId = program?.organisation_id ?? randomUUID();
  await sql`select set_config('app.organisation_id', ${organisationId}, true)`.execute(scope);
  if (program) await requireNoLead(scope, program.name);
  else await register(scope, organisationId);
  const ledger = await openLedger(scope, organisationId);
  if (!program) {
    const detail = { kind: 'program' };
    const at = new Date();
    recordAudit(ledger, {
      ...{ action: 'organisation.registered', at, actorUserId: null, entity: organisationId, detail },
    });
  }
  const organisation = { organisationId, name: program?.name ?? PROGRAM_NAME };
  const nobody = { userId: null, name: null };
  return writeInvitation(scope, ledger, tools, organisation, nobody, { ...order, roles: ['program_lead'] });
}

async function requireNoLead(scope: Scope, name: string): Promise<void> {
  const lead = await scope
    .selectFrom('app.memberships')
    .select('name')
    .where('ended_at', 'is', null)
    .where('roles', '@>', sql<never>`array['program_lead']`)
    .executeTakeFirst();
  if (!lead) return;
  throw new NoFirstLead(
    `${name} has a lead already: ${lead.name}. Nothing was changed. Leads invite further leads in the console, under People.`,
  );
}

async function register(scope: Scope, organisationId: string): Promise<void> {
  await scope
    .insertInto('app.organisations')
    .values({ organisation_id: organisationId, name: PROGRAM_NAME, kind: 'program', created_at: new Date() })
    .execute();
  await scope.insertInto('app.ledger_heads').values({ organisation_id: organisationId }).execute();
}
