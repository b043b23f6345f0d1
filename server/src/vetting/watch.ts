import { type ClaimEventReason, RIGHTS_KEEPERS } from '@marketsafe/contract';
import type { MailContent } from '@marketsafe/words';
import { sql } from 'kysely';
import type pg from 'pg';
import { openLedger } from '../audit/service.ts';
import { moveClaims } from '../claims/transitions.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Mailer } from '../mail/mail.ts';
import { addresseesOf } from '../people/mail-addresses.ts';

/** How often it is looked for alarms that are due, in milliseconds: a day of expiry is a calendar day. */
const EVERY = 60 * 60_000;
/** How soon after the start, in milliseconds. */
const FIRST = 5_000;
/** Rights that one mail names; of the others it says how many they are. */
const MOST_NAMED = 20;

/** What watching rights needs. */
export interface RightsWatchTools {
  /** Connects as the database's owner: who takes part, and where mail reaches them. */
  owner: pg.Pool;
  db: Database;
  mail: Pick<Mailer, 'send'>;
  /** Address of the console. */
  address: () => string;
  onProblem: (error: unknown, message: string) => void;
}

type Named = Extract<MailContent, { kind: 'rights-expiring' }>['rights'][number];

/** Looks after rights by the calendar: alarms before they expire, and claims that still wait for one that was verified. */
export function watchRights(tools: RightsWatchTools): { start(): void; close(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = running
      .then(() => lookAfterRights(tools))
      .catch((error: unknown) => tools.onProblem(error, 'alarms of rights'));
  };
  let first: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    start() {
      first = setTimeout(run, FIRST);
      first.unref();
      timer = setInterval(run, EVERY);
      timer.unref();
    },
    async close() {
      clearTimeout(first);
      clearInterval(timer);
      await running;
    },
  };
}

/** Does once what `watchRights` does by and by. Alarms and their mails are one transaction of each organisation. */
export async function lookAfterRights({ owner, db, mail, address }: RightsWatchTools): Promise<void> {
  const { rows } = await owner.query<{ organisation_id: string; name: string }>(
    "select organisation_id, name from app.organisations where kind in ('rights_holder', 'representative')",
  );
  for (const { organisation_id: organisationId, name } of rows) {
    const people = await addresseesOf(owner, organisationId, RIGHTS_KEEPERS);
    await db.inOrganisation({ organisationId, userId: null }, async (scope) => {
      const due = await takeDue(scope, organisationId);
      const rights = due.slice(0, MOST_NAMED);
      if (rights.length === 0) return;
      const content: MailContent = {
        ...{ kind: 'rights-expiring', organisation: name, rights },
        ...{ more: due.length - rights.length, link: `${address()}/rights?expires=90` },
      };
      for (const { email, language } of people) await mail.send({ to: email, language, content }, scope);
    });
    await db.inOrganisation({ organisationId, userId: null }, (scope) => releaseLeft(scope, organisationId));
  }
}

/** Writes down the alarms that are due, of each right the most urgent; those that went out before are not among them. */
async function takeDue(scope: Scope, organisationId: string): Promise<Named[]> {
  const { rows } = await sql<Named>`
    with due as (
      insert into app.right_alarms (organisation_id, right_id, expires_on, days)
      select organisation_id, right_id, expires_on, min(window_days.days)
      from app.rights cross join (values (90), (30), (7)) as window_days (days)
      where organisation_id = ${organisationId} and retired_at is null
        and expires_on between current_date and current_date + window_days.days
      group by organisation_id, right_id, expires_on
      on conflict do nothing
      returning right_id, expires_on
    )
    select "right".mark, "right".place, "right".number, to_char(due.expires_on, 'YYYY-MM-DD') as day
    from due join app.rights "right" on "right".right_id = due.right_id order by due.expires_on, "right".mark`.execute(
    scope,
  );
  return rows;
}

/** Claims that wait for a right that is verified: one that came while it was decided on another organisation's ledger. */
async function releaseLeft(scope: Scope, organisationId: string): Promise<void> {
  const left = await scope
    .selectFrom('app.claims as claim')
    .innerJoin('app.rights as right', 'right.right_id', 'claim.right_id')
    .select('claim.claim_id')
    .where('claim.organisation_id', '=', organisationId)
    .where('claim.state', '=', 'held')
    .where('right.status', '=', 'verified')
    .limit(500)
    .execute();
  if (left.length === 0) return;
  const reason: ClaimEventReason = { code: 'right-verified', params: {} };
  await moveClaims(
    scope,
    await openLedger(scope, organisationId),
    { by: 'server', userId: null, name: null, role: 'server' },
    left.map(({ claim_id: claimId }) => ({ claimId, to: 'in_review' as const, reason })),
  );
}
