import {
  judgeMeasure,
  type Measured,
  RIGHTS_KEEPERS,
  type StandingGroup,
  type StandingSettings,
  type StandingWarning,
  windowOf,
  worseReading,
} from '@marketsafe/contract';
import type { MailContent } from '@marketsafe/words';
import type pg from 'pg';
import type { Database, Scope } from '../db/database.ts';
import type { Mailer } from '../mail/mail.ts';
import { addresseesOf } from '../people/mail-addresses.ts';
import { groupedBy, groupOf, only } from './groups.ts';
import { readStandingRows } from './rows.ts';
import { readStandingSettings } from './settings.ts';
import { keepWarning } from './warnings.ts';

/** How often standing is looked at, in milliseconds. */
const EVERY = 60 * 60_000;
/** How soon after the start, in milliseconds. */
const FIRST = 10_000;

/** What warning works with. */
export interface StandingWatchTools {
  /** Connects as the database's owner: who takes part, and where mail reaches them. */
  owner: pg.Pool;
  db: Database;
  mail: Pick<Mailer, 'send'>;
  /** Address of the console. */
  address: () => string;
  onProblem: (error: unknown, message: string) => void;
}

/** Warns whoever answers for a participant before a threshold breaks, and when it does. */
export function watchStanding(tools: StandingWatchTools): { start(): void; close(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = running
      .then(() => warnOfStanding(tools))
      .catch((error: unknown) => tools.onProblem(error, 'warnings of standing'));
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

type Level = 'fine' | 'near' | 'missed';
const RANK: Readonly<Record<Level, number>> = { fine: 0, near: 1, missed: 2 };

/** Does once what `watchStanding` does by and by. Levels and mails are one transaction of each organisation. */
export async function warnOfStanding(
  { owner, db, mail, address }: StandingWatchTools,
  at = new Date(),
): Promise<void> {
  const { rows } = await owner.query<{ organisation_id: string; name: string }>(
    "select organisation_id, name from app.organisations where kind in ('rights_holder', 'representative')",
  );
  for (const { organisation_id: organisationId, name } of rows) {
    const people = await addresseesOf(owner, organisationId, RIGHTS_KEEPERS);
    await db.inOrganisation({ organisationId, userId: null }, async (scope) => {
      const warnings = await newWarnings(scope, organisationId, at);
      if (warnings.length === 0) return;
      for (const warning of warnings) await keepWarning(scope, organisationId, warning, at);
      const content: MailContent = {
        ...{ kind: 'standing', organisation: name, warnings, link: `${address()}/standing` },
      };
      for (const { email, language } of people) await mail.send({ to: email, language, content }, scope);
    });
  }
}

/** Writes down how near each threshold is, and gives those that came nearer since. What was never fine is nothing that changed. */
async function newWarnings(scope: Scope, organisationId: string, at: Date): Promise<StandingWarning[]> {
  const today = at.toISOString().slice(0, 10);
  const read = await readStandingRows(scope, 'own', { since: windowOf(today).from, causesSince: null });
  const own = only(read, (row) => row.organisationId === organisationId);
  if (own.days.length === 0) return [];
  const settings = await readStandingSettings(scope);
  const count = (some: Parameters<typeof groupOf>[0]) => groupOf(some, today, settings);
  const groups: { reason: StandingWarning['reason']; group: StandingGroup }[] = [
    { reason: null, group: count(own) },
    ...groupedBy(own, ({ reason }) => reason, count).map(({ key, group }) => ({ reason: key, group })),
  ];
  const before = await levelsOf(scope, organisationId);
  const warnings: StandingWarning[] = [];
  for (const { reason, group } of groups) {
    for (const measure of ['takedown', 'counters'] as const) {
      const subject = reason === null ? measure : `${measure}:${reason}`;
      const one = worseReading(judgeMeasure(measure, group.now, settings));
      const last = before.get(subject);
      const level = levelOf(one, last, settings);
      if (level === null || level === last) continue;
      await keepLevel(scope, organisationId, { subject, level, at });
      if (last !== undefined && level !== 'fine' && RANK[level] > RANK[last]) {
        warnings.push({ measure, reason, level, share: one.share, distance: one.distance });
      }
    }
  }
  return warnings;
}

async function levelsOf(scope: Scope, organisationId: string): Promise<ReadonlyMap<string, Level>> {
  const rows = await scope
    .selectFrom('app.standing_alarms')
    .select(['subject', 'level'])
    .where('organisation_id', '=', organisationId)
    .execute();
  return new Map(rows.map(({ subject, level }) => [subject, level]));
}

async function keepLevel(
  scope: Scope,
  organisationId: string,
  row: { subject: string; level: Level; at: Date },
): Promise<void> {
  await scope
    .insertInto('app.standing_alarms')
    .values({ organisation_id: organisationId, ...row })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'subject']).doUpdateSet({ level: row.level, at: row.at }),
    )
    .execute();
}

/**
 * How near a threshold is: `near` where one in fifty of the decisions, or three, more would break it. It is fine again only at twice that, so that one
 * answer more or less does not warn again and again. Null where there are too few to tell.
 */
function levelOf(
  { state, share, distance }: Measured,
  last: Level | undefined,
  { fewest }: StandingSettings,
): Level | null {
  if (state === 'few' || share.of < fewest) return null;
  if (state === 'missed') return 'missed';
  if (distance === null) return 'fine';
  const near = Math.max(3, Math.ceil(share.of / 50));
  const isWarned = last === 'near' || last === 'missed';
  return distance <= (isWarned ? 2 * near : near) ? 'near' : 'fine';
}
