import {
  countFigures,
  type Figures,
  LEAST_COUNT,
  LEAST_PARTICIPANTS,
  type MarketplaceId,
  type PublicGroup,
  type PublicReport,
  type ReasonCode,
} from '@marketsafe/contract';
import type { Scope } from '../db/database.ts';
import { readStandingSettings } from '../standing/settings.ts';
import { type FigureRows, groupRows, readAllRows } from './read.ts';
import { readClosedStores } from './rows.ts';

/** What is counted of a group before it is known whether it may be said, and who did it. */
interface Cell<Key extends string> {
  key: Key;
  rows: FigureRows;
}

function together(some: readonly FigureRows[]): FigureRows {
  return {
    claims: some.flatMap(({ claims }) => claims),
    days: some.flatMap(({ days }) => days),
    pending: some.flatMap(({ pending }) => pending),
  };
}

/** How many participants are behind what is counted. */
function participantsOf({ claims, days }: FigureRows): number {
  return new Set([...claims, ...days].map(({ organisationId }) => organisationId)).size;
}

type Counting = (rows: FigureRows) => ReturnType<typeof countFigures>;

const MEASURES = {
  claims: ({ claims }) => claims.received,
  removed: ({ decided }) => decided.links.removed,
  refused: ({ decided }) => decided.links.refused,
} satisfies Record<string, (counted: ReturnType<Counting>) => number>;
type Measure = keyof typeof MEASURES;

/** A count of a group, and how many participants are behind it. */
function measure(rows: FigureRows, name: Measure, count: Counting): { count: number; participants: number } {
  const each = groupRows(rows, ({ organisationId }) => organisationId);
  const counts = each.map(([, some]) => MEASURES[name](count(some)));
  return {
    count: counts.reduce((sum, one) => sum + one, 0),
    participants: counts.filter((one) => one > 0).length,
  };
}

const isEnough = ({ count, participants }: ReturnType<typeof measure>) =>
  count >= LEAST_COUNT && participants >= LEAST_PARTICIPANTS;

/** Whether nothing of a group is small: each of its counts is none, or of enough by enough participants. */
function isMany(rows: FigureRows, count: Counting): boolean {
  return (Object.keys(MEASURES) as Measure[]).every((name) => {
    const measured = measure(rows, name, count);
    return measured.count === 0 || isEnough(measured);
  });
}

/** A count that may be said, or null. */
function sayable(count: number): number | null {
  return count < LEAST_COUNT ? null : count;
}

function said(rows: FigureRows, count: Counting): PublicGroup {
  const of = (name: Measure) => {
    const measured = measure(rows, name, count);
    return isEnough(measured) ? measured.count : null;
  };
  const removed = of('removed');
  return {
    ...{ claims: of('claims'), removed, refused: of('refused') },
    days: removed === null || count(rows).removal.of < LEAST_COUNT ? null : count(rows).removal.days,
  };
}

/**
 * Rows of one table of the report. What is small goes into `other`, and with it as much of what is next in size as makes that enough: nothing that
 * is left out can be told by taking what is said from the sum.
 */
export function foldSmall<Key extends string>(
  cells: readonly Cell<Key>[],
  count: Counting,
): { said: Cell<Key>[]; other: FigureRows | null } {
  // A group of which nothing is counted in the year would only say that there is something of it now.
  const counted = cells.filter(({ rows }) => Object.values(MEASURES).some((of) => of(count(rows)) > 0));
  const bySize = counted.sort(
    (one, two) =>
      count(two.rows).claims.received - count(one.rows).claims.received || one.key.localeCompare(two.key),
  );
  const said = bySize.filter(({ rows }) => isMany(rows, count));
  const folded = bySize.filter((cell) => !said.includes(cell)).map(({ rows }) => rows);
  if (folded.length === 0) return { said, other: null };
  let other = together(folded);
  while (!isMany(other, count)) {
    const next = said.pop();
    // Everything together is what the whole report says, or keeps to itself.
    if (!next) break;
    other = together([other, next.rows]);
  }
  return { said, other };
}

/** Counts a year for the public, in a transaction of the program's staff. Small counts are not in what it returns. */
export async function countPublicReport(
  scope: Scope,
  period: Figures['period'],
  at: Date,
): Promise<PublicReport> {
  const { complaint } = await readStandingSettings(scope);
  const rows = await readAllRows(scope, period);
  const count: Counting = (some) => countFigures(some, period, complaint);
  const stores = await readClosedStores(scope, null, period);
  const participants = participantsOf(rows);
  const overall = said(rows, count);
  const cells = <Key extends string>(
    keyOf: (row: { marketplace: MarketplaceId; reason: ReasonCode }) => Key,
  ) =>
    foldSmall(
      groupRows(rows, keyOf).map(([key, some]) => ({ key, rows: some })),
      count,
    );
  const places = cells((row) => row.marketplace);
  const reasons = cells((row) => row.reason);
  const isWhole = participants >= LEAST_PARTICIPANTS;
  return {
    overall,
    participants: participants < LEAST_PARTICIPANTS ? null : participants,
    pending: isWhole ? sayable(count(rows).pending.links) : null,
    storesClosed: sayable(stores.closed),
    marketplaces: [
      ...places.said.map(({ key, rows: some }) => ({ marketplace: key, group: said(some, count) })),
      ...(places.other === null ? [] : [{ marketplace: 'other' as const, group: said(places.other, count) }]),
    ],
    reasons: [
      ...reasons.said.map(({ key, rows: some }) => ({ reason: key, group: said(some, count) })),
      ...(reasons.other === null
        ? []
        : [{ reason: 'other-reasons' as const, group: said(reasons.other, count) }]),
    ],
    countedOn: at.toISOString().slice(0, 10),
  };
}
