import { sql } from 'kysely';
import type pg from 'pg';
import type { Database, Scope } from '../db/database.ts';
import type { Mailer } from '../mail/mail.ts';
import type { OptOut } from '../mail/opt-out.ts';
import type { NewsPace } from '../news/watch.ts';
import { groupSince } from './coming.ts';
import { type DueDigest, dueDigests } from './due.ts';
import { gatherDigest } from './gather.ts';
import { gatherStaffDigest } from './staff.ts';

const PACE: NewsPace = { every: 30_000, gather: 60_000 };

/** What sending digests needs. */
export interface DigestTools {
  /** Connects as the database's owner: who takes part, and where mail reaches them. */
  owner: pg.Pool;
  db: Database;
  mail: Pick<Mailer, 'send'>;
  optOut: OptOut;
  /** Address of the console. */
  address: () => string;
  onProblem: (error: unknown, message: string) => void;
  pace?: NewsPace | undefined;
}

/** Tells people by mail what became of their claims, as often as each wants it. */
export function watchDigests(tools: DigestTools): { start(): void; close(): Promise<void> } {
  const { every } = tools.pace ?? PACE;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const run = () => {
    running = running
      .then(() => sendDigests(tools))
      .catch((error: unknown) => tools.onProblem(error, 'digests by mail'));
  };
  return {
    start() {
      run();
      timer = setInterval(run, every);
      timer.unref();
    },
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Sends every digest that is due: each is one transaction with the note up to where it told, so that none is lost and none comes twice. */
async function sendDigests(tools: DigestTools): Promise<void> {
  const { owner, db, pace = PACE } = tools;
  for (const due of await dueDigests(owner, pace.gather)) {
    const { organisationId, userId } = due;
    // Read beforehand: who reads everybody's rows writes none.
    const waits =
      due.staff && due.since !== null ? await db.asStaff(userId, (scope) => gatherStaffDigest(scope)) : null;
    await db.inOrganisation({ organisationId, userId }, (scope) => sendOne(tools, scope, due, waits));
  }
}

async function sendOne(
  { mail, optOut, address }: DigestTools,
  scope: Scope,
  due: DueDigest,
  waits: Awaited<ReturnType<typeof gatherStaffDigest>>,
): Promise<void> {
  const { organisationId, userId, email, language } = due;
  const { change_sequence: head } = await scope
    .selectFrom('app.ledger_heads')
    .select('change_sequence')
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  // Of two servers that look at the same time one goes on; the other finds that it was told.
  const { rows } = await sql`insert into app.told (organisation_id, user_id, digest_after, digest_at)
    values (${organisationId}, ${userId}, ${head}, now())
    on conflict (organisation_id, user_id) do update set digest_after = excluded.digest_after, digest_at = now()
      where told.digest_after is not distinct from ${due.after}::bigint and told.digest_at is not distinct from ${due.since}::timestamptz
        and told.digest <> 'never'
    returning digest`.execute(scope);
  if (rows.length === 0 || due.after === null) return;
  const content = await contentOf(scope, due, head, waits);
  if (content === null) return;
  await mail.send(
    {
      ...{ to: email, language },
      content: { ...content, link: address() },
      unsubscribe: optOut.address({ organisationId, userId, from: 'digest' }),
    },
    scope,
  );
}

/** What the mail tells, without the address of the console; null where there is nothing to tell. */
async function contentOf(
  scope: Scope,
  due: DueDigest,
  head: number,
  waits: Awaited<ReturnType<typeof gatherStaffDigest>>,
) {
  if (!due.staff) {
    const digest = await gatherDigest(scope, due, head);
    return digest && { kind: 'digest' as const, ...digest };
  }
  const group = await groupSince(scope, due);
  if (waits === null && group === null) return null;
  return { kind: 'staff-digest' as const, ...(waits ?? { waits: [], late: 0 }), group };
}
