import { randomUUID } from 'node:crypto';
import { isProgramStaff, type OwnCalendar, PARTICIPANT_ROLES, STAFF_ROLES } from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, openLedger } from '../audit/service.ts';
import { openClocks } from '../clocks/open-clocks.ts';
import type { Database, Scope } from '../db/database.ts';
import { type Caller, findMembership } from '../organisations/service.ts';
import { mailLanguage } from '../people/mail-language.ts';
import type { Seal } from '../secrets/seal.ts';
import { calendarToken, readCalendarToken } from './address.ts';
import { calendarOf } from './feed.ts';

/** What keeping calendars needs. */
export interface CalendarKeeper {
  db: Database;
  calendars: {
    seal: Seal;
    /** Address that people open. */
    address: () => string;
  };
}

type Person = Pick<Caller, 'organisationId' | 'userId'>;

/** Where calendars are; what follows is the secret. */
export const CALENDAR_PATH = '/v1/calendar/';

/** Whether the person has a calendar. */
export function readOwnCalendar(db: Database, person: Person): Promise<OwnCalendar> {
  return db.inOrganisation(identityOf(person), async (scope) => {
    const row = await own(scope, person).select(['created_at', 'last_read_at']).executeTakeFirst();
    return {
      calendar: row
        ? {
            createdAt: row.created_at.toISOString(),
            lastReadAt: row.last_read_at?.toISOString() ?? null,
          }
        : null,
    };
  });
}

/** Makes one and gives its address; one that there was ends. */
export async function makeCalendar({ db, calendars }: CalendarKeeper, person: Person): Promise<string> {
  const { organisationId, userId } = person;
  const calendarId = randomUUID();
  await db.inOrganisation(identityOf(person), async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    await end(scope, person);
    const at = new Date();
    await scope
      .insertInto('app.calendars')
      .values({ organisation_id: organisationId, calendar_id: calendarId, user_id: userId, created_at: at })
      .execute();
    await appendAudit(scope, ledger, {
      ...{ action: 'calendar.made', at, actorUserId: userId, entity: calendarId, detail: {} },
    });
  });
  const token = calendarToken(calendars.seal, { organisationId, userId, calendarId });
  return `${calendars.address()}${CALENDAR_PATH}${token}/clocks.ics`;
}

/** Ends it: its address leads nowhere any more. */
export async function endCalendar(db: Database, person: Person): Promise<void> {
  await db.inOrganisation(identityOf(person), async (scope) => {
    const ledger = await openLedger(scope, person.organisationId);
    for (const calendarId of await end(scope, person)) {
      await appendAudit(scope, ledger, {
        ...{ action: 'calendar.ended', at: new Date(), actorUserId: person.userId, entity: calendarId },
        detail: {},
      });
    }
  });
}

/** The calendar behind an address, as its person may see it now; null where it is none, has ended, or they have left. */
export async function readCalendar(
  { db, calendars: { seal, address } }: CalendarKeeper,
  token: string,
  now: Date,
): Promise<string | null> {
  const name = readCalendarToken(seal, token);
  if (name === null) return null;
  const { organisationId, userId, calendarId } = name;
  const holds = await db.inOrganisation({ organisationId, userId }, async (scope) => {
    const row = await own(scope, name)
      .select('calendar_id')
      .where('calendar_id', '=', calendarId)
      .executeTakeFirst();
    if (row) await noteRead(scope, name);
    return row !== undefined;
  });
  const membership = holds ? await findMembership(db, userId, organisationId) : null;
  if (membership?.organisationId !== organisationId) return null;
  const { roles } = membership;
  if (![...PARTICIPANT_ROLES, ...STAFF_ROLES].some((role) => roles.includes(role))) return null;
  const clocks = isProgramStaff(roles)
    ? await db.asStaff(userId, (scope) => openClocks(scope, { organisationId: null, staff: true, now }))
    : await db.inOrganisation({ organisationId, userId }, (scope) =>
        openClocks(scope, { organisationId, staff: false, now }),
      );
  return calendarOf(clocks, { language: await mailLanguage(db, userId), address: address(), now });
}

function identityOf({ organisationId, userId }: Person) {
  return { organisationId, userId };
}

function own(scope: Scope, { organisationId, userId }: Person) {
  return scope
    .selectFrom('app.calendars')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null);
}

async function end(scope: Scope, { organisationId, userId }: Person): Promise<string[]> {
  const rows = await scope
    .updateTable('app.calendars')
    .set({ ended_at: new Date() })
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .returning('calendar_id')
    .execute();
  return rows.map(({ calendar_id }) => calendar_id);
}

/** Notes that it was read, to an hour. */
async function noteRead(scope: Scope, { organisationId, userId }: Person): Promise<void> {
  await sql`update app.calendars set last_read_at = now()
    where organisation_id = ${organisationId} and user_id = ${userId} and ended_at is null
      and (last_read_at is null or last_read_at < now() - interval '1 hour')`.execute(scope);
}
