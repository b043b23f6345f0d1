import {
  countFigures,
  type FigureGroup,
  type Figures,
  type FiguresQuery,
  isProgramStaff,
  monthsOf,
} from '@marketsafe/contract';
import type { Database, Scope } from '../db/database.ts';
import { readMandates } from '../mandates/reach.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { participants } from '../standing/read.ts';
import { readStandingRows, type StandingRows } from '../standing/rows.ts';
import { readStandingSettings } from '../standing/settings.ts';
import { type ClaimRow, readClaimRows, readClosedStores } from './rows.ts';

/** All that figures are counted from. */
export interface FigureRows {
  claims: readonly ClaimRow[];
  days: StandingRows['days'];
  pending: StandingRows['pending'];
}
type One = ClaimRow | StandingRows['days'][number] | StandingRows['pending'][number];

/** Who is counted, and what others are called. */
interface Whose {
  of: { organisationId: string; name: string } | null;
  isRepresentative: boolean;
  names: ReadonlyMap<string, string>;
}

/**
 * What became of claims within a period: of what a participant filed itself, with what was filed for it beside; for staff everybody's.
 * @throws HttpProblem `organisation-unknown`, also for a party that the participant has nothing to do with
 */
export async function readFigures(
  db: Database,
  caller: Caller,
  query: FiguresQuery,
  at = new Date(),
): Promise<Figures> {
  if (isProgramStaff(caller.roles)) {
    return db.asStaff(caller.userId, (scope) => readAsStaff(scope, query, at));
  }
  if (query.organisation !== undefined && query.organisation !== caller.organisationId) {
    throw new HttpProblem('organisation-unknown');
  }
  const names = new Map(
    (await readMandates(db, caller)).flatMap((row) => [
      [row.organisation_id, row.holder_name] as const,
      [row.representative_id, row.representative_name] as const,
    ]),
  );
  const whose = {
    of: { organisationId: caller.organisationId, name: caller.organisationName },
    isRepresentative: caller.organisationKind === 'representative',
    names,
  };
  return db.inOrganisation(caller, async (scope) =>
    figuresOf(scope, whose, await readRows(scope, 'own', query), query, at),
  );
}

async function readRows(
  scope: Scope,
  whose: 'own' | readonly string[],
  { from, to }: Pick<FiguresQuery, 'from' | 'to'>,
): Promise<FigureRows> {
  const { days, pending } = await readStandingRows(scope, whose, { since: from, causesSince: null });
  return { claims: await readClaimRows(scope, whose, { from, to }), days, pending };
}

async function readAsStaff(scope: Scope, query: FiguresQuery, at: Date): Promise<Figures> {
  const all = await participants(scope);
  const names = new Map(all.map(({ organisationId, name }) => [organisationId, name]));
  const { organisation } = query;
  const of = all.find(({ organisationId }) => organisationId === organisation) ?? null;
  if (organisation !== undefined && of === null) throw new HttpProblem('organisation-unknown');
  const filers = all.flatMap(({ organisationId, isRepresentative }) =>
    of === null || organisationId === of.organisationId || (isRepresentative && !of.isRepresentative)
      ? [organisationId]
      : [],
  );
  const rows = await readRows(scope, filers, query);
  const fits = (row: One) =>
    of === null || row.organisationId === of.organisationId || row.holderId === of.organisationId;
  const whose = { of, isRepresentative: of?.isRepresentative ?? false, names };
  return figuresOf(scope, whose, only(rows, fits), query, at);
}

/** Everybody's, in a transaction of the program's staff: what the program publishes is counted from the same. */
export async function readAllRows(scope: Scope, period: Figures['period']): Promise<FigureRows> {
  const all = await participants(scope);
  return readRows(
    scope,
    all.map(({ organisationId }) => organisationId),
    period,
  );
}

function only({ claims, days, pending }: FigureRows, fits: (row: One) => boolean): FigureRows {
  return { claims: claims.filter(fits), days: days.filter(fits), pending: pending.filter(fits) };
}

/** Groups by what rows are about. */
export function groupRows<Key extends string>(
  { claims, days, pending }: FigureRows,
  keyOf: (row: One) => Key,
): [Key, FigureRows][] {
  const grouped = [claims, days, pending].map((rows) => Map.groupBy<Key, One>(rows, keyOf));
  const [ofClaims, ofDays, ofPending] = grouped as [
    Map<Key, ClaimRow[]>,
    Map<Key, StandingRows['days'][number][]>,
    Map<Key, StandingRows['pending'][number][]>,
  ];
  const keys = new Set(grouped.flatMap((some) => [...some.keys()]));
  return [...keys].map((key) => [
    key,
    {
      claims: ofClaims.get(key) ?? [],
      days: ofDays.get(key) ?? [],
      pending: ofPending.get(key) ?? [],
    },
  ]);
}

function weightOf({ claims, decided: { links }, pending }: FigureGroup): number {
  const decided = links.removed + links.refused + links.gone + links.lost;
  return claims.received + decided + pending.links + pending.counters;
}

async function figuresOf(
  scope: Scope,
  { of, isRepresentative, names }: Whose,
  all: FigureRows,
  { from, to, party }: FiguresQuery,
  at: Date,
): Promise<Figures> {
  const period = { from, to };
  const today = at.toISOString().slice(0, 10);
  const settings = await readStandingSettings(scope);
  const count = (rows: FigureRows, within = period) => countFigures(rows, within, settings.complaint);
  const partyOf = (row: One) => (isRepresentative ? row.holderId : row.organisationId);
  if (party !== undefined && !(of && names.has(party))) throw new HttpProblem('organisation-unknown');
  // What others filed is theirs, and stands beside.
  const own = only(all, (row) => of === null || row.organisationId === of.organisationId);
  const beside =
    isRepresentative || of === null ? own : only(all, (row) => row.organisationId !== of.organisationId);
  const rows = party === undefined ? own : only(beside, (row) => partyOf(row) === party);
  const by = <Key extends string>(some: FigureRows, keyOf: (row: One) => Key) =>
    groupRows(some, keyOf)
      .map(([key, group]) => ({ key, group: count(group) }))
      .filter(({ group }) => weightOf(group) > 0)
      .sort((one, other) => weightOf(other.group) - weightOf(one.group) || one.key.localeCompare(other.key));
  const named = (organisationId: string) => ({
    ...{ organisationId, name: names.get(organisationId) ?? organisationId },
  });
  return {
    organisation: of && { organisationId: of.organisationId, name: of.name },
    party: party === undefined ? null : named(party),
    isRepresentative,
    period,
    open: to >= today,
    settings,
    overall: count(rows),
    months: monthsOf(period).map((month) => ({
      ...month,
      open: month.to >= today,
      group: count(
        {
          ...rows,
          claims: rows.claims.filter((row) => row.month === month.month),
        },
        month,
      ),
    })),
    marketplaces: by(rows, (row) => row.marketplace).map(({ key, group }) => ({ marketplace: key, group })),
    reasons: by(rows, (row) => row.reason).map(({ key, group }) => ({ reason: key, group })),
    brands: by(rows, (row) => row.brand).map(({ key, group }) => ({ brand: key, group })),
    parties:
      party === undefined
        ? by(beside, partyOf).map(({ key, group }) => ({ organisation: named(key), group }))
        : [],
    stores: party === undefined ? await readClosedStores(scope, of?.organisationId ?? null, period) : null,
    asOf: at.toISOString(),
  };
}
