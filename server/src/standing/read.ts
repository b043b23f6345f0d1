import { isProgramStaff, type Standing, type StandingList, trendDays, windowOf } from '@marketsafe/contract';
import type { Database, Scope } from '../db/database.ts';
import { readMandates } from '../mandates/reach.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { lastGraduations } from './graduations.ts';
import { groupedBy, groupOf, only, trendOf } from './groups.ts';
import { readStandingRows, type StandingRows } from './rows.ts';
import { readStandingSettings, settingsHistory } from './settings.ts';

interface Participant {
  organisationId: string;
  name: string;
  isRepresentative: boolean;
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/**
 * How what a participant filed has fared: its own people theirs, with numbers of what was filed for it; staff everybody's.
 * @throws HttpProblem `organisation-unknown`
 */
export async function readStanding(
  db: Database,
  caller: Caller,
  wanted: string | undefined,
  at = new Date(),
): Promise<Standing> {
  const staff = isProgramStaff(caller.roles);
  if (!staff && wanted !== undefined && wanted !== caller.organisationId) {
    throw new HttpProblem('organisation-unknown');
  }
  const own: Participant = {
    organisationId: caller.organisationId,
    name: caller.organisationName,
    isRepresentative: caller.organisationKind === 'representative',
  };
  return staff
    ? db.asStaff(caller.userId, (scope) => readAsStaff(scope, caller, wanted ?? '', at))
    : readOwn(db, caller, own, at);
}

async function readOwn(db: Database, caller: Caller, of: Participant, at: Date): Promise<Standing> {
  const names = new Map(
    (await readMandates(db, caller)).flatMap((row) => [
      [row.organisation_id, row.holder_name] as const,
      [row.representative_id, row.representative_name] as const,
    ]),
  );
  return db.inOrganisation(caller, async (scope) => {
    const rows = await readStandingRows(scope, 'own', spanOf(at));
    return standingOf(scope, caller, { of, rows, names, at });
  });
}

async function readAsStaff(scope: Scope, caller: Caller, wanted: string, at: Date): Promise<Standing> {
  const all = await participants(scope);
  const of = all.find(({ organisationId }) => organisationId === wanted);
  if (!of) throw new HttpProblem('organisation-unknown');
  const own = await readStandingRows(scope, [wanted], spanOf(at));
  const filers = all.flatMap(({ organisationId, isRepresentative }) =>
    isRepresentative && organisationId !== wanted ? [organisationId] : [],
  );
  const { since } = spanOf(at);
  const forIt = await readStandingRows(scope, filers, { since, causesSince: null, holder: wanted });
  const rows = {
    days: [...own.days, ...forIt.days],
    pending: [...own.pending, ...forIt.pending],
    causes: own.causes,
  };
  const names = new Map(all.map(({ organisationId, name }) => [organisationId, name]));
  return standingOf(scope, caller, { of, rows, names, at });
}

/** From the window of the earliest point of the trend on. */
function spanOf(at: Date): { since: string; causesSince: string } {
  const today = dayOf(at);
  return { since: windowOf(trendDays(today)[0] ?? today).from, causesSince: windowOf(today).from };
}

interface Found {
  of: Participant;
  rows: StandingRows;
  /** Of other organisations, by id. */
  names: ReadonlyMap<string, string>;
  at: Date;
}

async function standingOf(scope: Scope, caller: Caller, { of, rows, names, at }: Found): Promise<Standing> {
  const today = dayOf(at);
  const settings = await readStandingSettings(scope);
  const count = (some: Parameters<typeof groupOf>[0]) => groupOf(some, today, settings);
  const own = only(rows, (row) => row.organisationId === of.organisationId);
  const others = only(rows, (row) => row.organisationId !== of.organisationId);
  const parties = of.isRepresentative
    ? groupedBy(own, ({ holderId }) => holderId, count)
    : groupedBy(others, ({ organisationId }) => organisationId, count);
  const [graduation] = await lastGraduations(scope, caller, of, at);
  return {
    organisation: { organisationId: of.organisationId, name: of.name },
    isRepresentative: of.isRepresentative,
    window: windowOf(today),
    settings,
    overall: count(own),
    reasons: groupedBy(own, ({ reason }) => reason, count).map(({ key: reason, group }) => ({
      reason,
      group,
    })),
    marketplaces: groupedBy(own, ({ marketplace }) => marketplace, count).map(
      ({ key: marketplace, group }) => ({ marketplace, group }),
    ),
    parties: parties.map(({ key, group }) => ({
      organisation: { organisationId: key, name: names.get(key) ?? key },
      group,
    })),
    causes: [...rows.causes],
    trend: trendOf(own, today, settings),
    graduation: graduation ?? null,
  };
}

/** How all participants stand, for staff. */
export function listStanding(db: Database, caller: Caller, at = new Date()): Promise<StandingList> {
  return db.asStaff(caller.userId, async (scope) => {
    const today = dayOf(at);
    const window = windowOf(today);
    const settings = await readStandingSettings(scope);
    const all = await participants(scope);
    const rows = await readStandingRows(
      scope,
      all.map(({ organisationId }) => organisationId),
      { since: window.from, causesSince: null },
    );
    const graduations = await lastGraduations(scope, caller, null, at);
    return {
      window,
      settings,
      participants: all.map(({ organisationId, name, isRepresentative }) => {
        const own = only(rows, (row) => row.organisationId === organisationId);
        const count = (some: Parameters<typeof groupOf>[0]) => groupOf(some, today, settings);
        return {
          organisation: { organisationId, name },
          isRepresentative,
          overall: count(own),
          reasons: groupedBy(own, ({ reason }) => reason, count).map(({ group }) => group),
          graduation: graduations.find((one) => one.organisation.organisationId === organisationId) ?? null,
        };
      }),
      history: await settingsHistory(scope),
    };
  });
}

/** Those who file claims, by name; in a transaction of the program’s staff. */
export async function participants(scope: Scope): Promise<Participant[]> {
  const rows = await scope
    .selectFrom('app.organisations')
    .select(['organisation_id', 'name', 'kind'])
    .where('kind', 'in', ['rights_holder', 'representative'])
    .orderBy('name')
    .orderBy('organisation_id')
    .execute();
  return rows.map(({ organisation_id, name, kind }) => ({
    ...{ organisationId: organisation_id, name, isRepresentative: kind === 'representative' },
  }));
}
