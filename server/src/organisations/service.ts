import type { LanguageSetting, OrganisationKind, Role } from '@marketsafe/contract';
import type pg from 'pg';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Agency, Database, Visit } from '../db/database.ts';

/** Who is calling: a signed-in user and the organisation they act for. */
export interface Caller {
  userId: string;
  userName: string;
  email: string;
  organisationId: string;
  organisationName: string;
  organisationKind: OrganisationKind;
  /** Whether it has left the program: its people read, take along what is theirs, and write nothing. Known of whoever sends a request. */
  organisationLeft?: boolean;
  roles: Role[];
  /** Null until they have chosen one. */
  language: LanguageSetting | null;
  /** As the program's staff, as a visitor, or as an agent, in an organisation that is not theirs. */
  as?: 'staff' | 'visitor' | 'agent' | undefined;
  visit?: Visit | undefined;
  agency?: Agency | undefined;
}

/**
 * The organisation a user acts for, or null when they act for none (any more).
 * @param actingFor the one that their session names, if it names one
 */
export async function findMembership(
  db: Database,
  userId: string,
  actingFor: string | null,
): Promise<Omit<Caller, 'userId' | 'email' | 'as' | 'visit' | 'agency'> | null> {
  const row = await db.findMembership(userId, actingFor);
  return row
    ? {
        organisationId: row.organisation_id,
        organisationName: row.organisation_name,
        organisationKind: row.kind,
        organisationLeft: row.has_left,
        userName: row.name,
        roles: row.roles,
        language: languageOf(row),
      }
    : null;
}

function languageOf(row: {
  language: LanguageSetting['choice'] | null;
  language_chosen_at: Date | null;
}): LanguageSetting | null {
  const { language: choice, language_chosen_at: at } = row;
  return choice && at && { choice, chosenAt: at.toISOString() };
}

/**
 * Keeps the language that a person has chosen, unless they chose another one later. A time that lies ahead counts as now: a wrong
 * clock must not outdo every later choice.
 * @returns the choice that holds
 */
export async function chooseLanguage(
  db: Database,
  { organisationId, userId }: Pick<Caller, 'organisationId' | 'userId'>,
  { choice, chosenAt }: LanguageSetting,
): Promise<LanguageSetting> {
  const at = new Date(Math.min(Date.parse(chosenAt), Date.now()));
  return db.inOrganisation({ organisationId, userId }, async (scope) => {
    await scope
      .updateTable('app.memberships')
      .set({ language: choice, language_chosen_at: at })
      .where('user_id', '=', userId)
      .where((where) =>
        where.or([where('language_chosen_at', 'is', null), where('language_chosen_at', '<', at)]),
      )
      .execute();
    const row = await scope
      .selectFrom('app.memberships')
      .select(['language', 'language_chosen_at'])
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow();
    return languageOf(row) ?? { choice, chosenAt: at.toISOString() };
  });
}

/** Whether the organisation is one of the demo program's. */
export async function isDemo(
  db: Database,
  { organisationId, userId }: Pick<Caller, 'organisationId' | 'userId'>,
): Promise<boolean> {
  const row = await db.inOrganisation({ organisationId, userId }, (scope) =>
    scope
      .selectFrom('app.organisations')
      .select('demo')
      .where('organisation_id', '=', organisationId)
      .executeTakeFirst(),
  );
  return row?.demo ?? false;
}

/** An organisation as it is registered, with the people who act for it. */
export interface NewOrganisation {
  organisationId: string;
  name: string;
  kind: OrganisationKind;
  members: { userId: string; name: string; roles: Role[] }[];
  /** Of the demo program, which can be removed. */
  demo: boolean;
  /** Since when it takes part. */
  since: Date;
}

/**
 * Registers an organisation and its members; one that is there already is left as it is.
 * @param owner connects as the database's owner: no organisation may register another
 */
export async function registerOrganisation(
  owner: pg.Pool,
  db: Database,
  organisation: NewOrganisation,
): Promise<void> {
  const { organisationId, since: at } = organisation;
  const client = await owner.connect();
  let fresh = false;
  try {
    await client.query('begin');
    const inserted = await client.query(
      `insert into app.organisations (organisation_id, name, kind, demo, created_at) values ($1, $2, $3, $4, $5)
       on conflict (organisation_id) do update set demo = excluded.demo where organisations.demo <> excluded.demo returning xmax = 0 as fresh`,
      [organisationId, organisation.name, organisation.kind, organisation.demo, at],
    );
    fresh = inserted.rows[0]?.fresh === true;
    await client.query('insert into app.ledger_heads (organisation_id) values ($1) on conflict do nothing', [
      organisationId,
    ]);
    for (const member of organisation.members) {
      await client.query(
        'insert into app.memberships (organisation_id, user_id, name, roles, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing',
        [organisationId, member.userId, member.name, member.roles, at],
      );
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
  if (!fresh) return;
  await db.inOrganisation({ organisationId, userId: null }, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    await appendAudit(scope, ledger, {
      action: 'organisation.registered',
      at,
      actorUserId: null,
      entity: organisationId,
      detail: { members: organisation.members.length },
    });
  });
}
