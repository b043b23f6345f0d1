import type { GrowthFigures, GrowthStep } from './server-growth.ts';
import type { PacketFigures } from './server-packets.ts';
import type { ProcessFigures } from './server-processes.ts';
import type { SearchTimes } from './server-search.ts';
import type { Spread } from './timing.ts';

type Tail = Spread & { p99: number };

/** How an overloaded server answers. */
export interface Overload {
  offeredPerSecond: number;
  takenPerSecond: number;
  refused: number;
  takenMs: Tail;
  refusalMs: Tail;
}

interface Intake {
  claimsPerSecond: { fourOrganisations: number; oneOrganisation: number };
  /** Inserts a second of the bare route, in the same run. */
  barePerSecond: number;
  /** Medians over the rounds of claims to bare inserts. */
  ratioToBare: { fourOrganisations: number; oneOrganisation: number };
  closedLoopMs: Spread;
  /** Files handed in a second, while the claims were prepared. */
  filesPerSecond: number;
  steady: Spread;
  /** Claims that were not taken at 200/s. */
  refusedAt200: number;
  p99At200Ms: number;
  overload: Overload;
  /** 99 of 100 refusals came within this. */
  overloadAnswerMs: number;
}

/** Everything that one run of `bench server` measured; times in milliseconds. Null is what was left out. */
export interface ServerFigures {
  conditions: string[];
  intake: Intake | null;
  processes: ProcessFigures | null;
  search: { claims: number; fillSeconds: number; times: SearchTimes[] } | null;
  packets: PacketFigures | null;
}

/** What the server must keep to on a quiet machine of two cores. */
const TARGETS = {
  fourOrganisations: 400,
  oneOrganisation: 250,
  p99At200Ms: 100,
  overloadAnswerMs: 50,
  searchP95Ms: 100,
  packetMs: 2_000,
  answersMs: 5_000,
} as const;

const ms = (time: number) => `${time < 10 ? time.toFixed(1) : time.toFixed(0)} ms`;
const met = (kept: boolean) => (kept ? 'met' : 'missed');

/** The figures as a person reads them. */
export function serverReport({ conditions, intake, processes, search, packets }: ServerFigures): string {
  return [
    ...conditions,
    '',
    ...(intake ? intakeLines(intake) : []),
    ...(processes ? processLines(processes) : []),
    ...(search ? searchLines(search) : []),
    ...(packets ? packetLines(packets) : []),
    '',
  ].join('\n');
}

function intakeLines(figures: Intake): string[] {
  const { claimsPerSecond, ratioToBare, overload } = figures;
  const rate = (name: keyof typeof claimsPerSecond, label: string) =>
    `${label}: ${claimsPerSecond[name].toFixed(0)} claims/s, ${(100 * ratioToBare[name]).toFixed(0)} % of the bare route (target ${TARGETS[name]}: ${met(claimsPerSecond[name] >= TARGETS[name])})`;
  return [
    `bare route, one insert: ${figures.barePerSecond.toFixed(0)}/s`,
    rate('fourOrganisations', 'four organisations'),
    rate('oneOrganisation', 'one organisation'),
    `at 16 connections: p50 ${ms(figures.closedLoopMs.p50)}, p95 ${ms(figures.closedLoopMs.p95)}`,
    `at 200/s offered: p50 ${ms(figures.steady.p50)}, p95 ${ms(figures.steady.p95)}, ${figures.refusedAt200} refused, p99 ${ms(figures.p99At200Ms)}, most ${ms(figures.steady.max)} (target ${TARGETS.p99At200Ms} ms: ${met(figures.p99At200Ms < TARGETS.p99At200Ms)})`,
    `overload, ${overload.offeredPerSecond}/s offered: ${overload.takenPerSecond.toFixed(0)}/s taken (p50 ${ms(overload.takenMs.p50)}, p99 ${ms(overload.takenMs.p99)}), ${overload.refused} refused with 503 and Retry-After (p50 ${ms(overload.refusalMs.p50)}, p99 ${ms(figures.overloadAnswerMs)}; target ${TARGETS.overloadAnswerMs} ms: ${met(overload.refused > 0 && figures.overloadAnswerMs <= TARGETS.overloadAnswerMs)})`,
    `files handed in: ${figures.filesPerSecond.toFixed(0)}/s`,
  ];
}

/** Queries and kinds of people, with how the database came to its answers. */
function searchLines({ claims, fillSeconds, times }: NonNullable<ServerFigures['search']>): string[] {
  const slowest = Math.max(...times.map((row) => row.times.p95));
  const width = Math.max(...times.map(({ query }) => query.length));
  return [
    '',
    `search among ${claims} claims, filled in within ${fillSeconds.toFixed(0)} s; slowest p95 ${ms(slowest)} (target ${TARGETS.searchP95Ms} ms: ${met(slowest < TARGETS.searchP95Ms)})`,
    ...times.map(
      (row) =>
        `${row.people.padEnd(21)}  ${row.query.padEnd(width)}  p50 ${ms(row.times.p50).padStart(7)}  p95 ${ms(row.times.p95).padStart(7)}  ${databaseOf(row)}${row.ways.join('; ')}`,
    ),
  ];
}

function databaseOf({ database }: SearchTimes): string {
  return database
    ? `finding alone p50 ${ms(database.p50).padStart(7)}, most ${ms(database.max).padStart(7)}  `
    : '';
}

function packetLines({ links, packets, lines, preview, kept }: PacketFigures): string[] {
  return [
    '',
    `packet of ${links} links built and released: p50 ${ms(packets.p50)}, most ${ms(packets.max)} (target ${ms(TARGETS.packetMs)}: ${met(packets.p50 < TARGETS.packetMs)})`,
    `answers of ${lines} lines: looked at in ${ms(preview)}, kept and at their claims in ${ms(kept)} (target ${ms(TARGETS.answersMs)}: ${met(kept < TARGETS.answersMs)})`,
  ];
}

function processLines({ one, two, ratio }: ProcessFigures): string[] {
  return [`one process ${one.toFixed(0)} claims/s, two ${two.toFixed(0)}, ${ratio.toFixed(2)} times as many`];
}

const MIB = 1024 * 1024;
/** Figures of one step, each in a column. */
const COLUMNS: readonly (readonly [head: string, cell: (step: GrowthStep) => string])[] = [
  ['claims', (step) => String(step.claims)],
  ['database MiB', (step) => (step.databaseBytes / MIB).toFixed(0)],
  ['list', (step) => ms(step.listMs)],
  ['search', (step) => ms(step.searchMs)],
  ['queue', (step) => ms(step.queueMs)],
  ['intake/s', (step) => step.intakePerSecond.toFixed(0)],
  ['MiB at start', (step) => (step.residentAtStartBytes / MIB).toFixed(0)],
  ['MiB after', (step) => (step.residentBytes / MIB).toFixed(0)],
  ['cold start', (step) => ms(step.coldStartMs)],
];

/** How figures grow, as a person reads it. */
export function growthReport({ steps, exponents }: GrowthFigures): string {
  const rows = [COLUMNS.map(([head]) => head), ...steps.map((step) => COLUMNS.map(([, cell]) => cell(step)))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ');
  const last = steps.at(-1);
  return [
    ...rows.map(line),
    '',
    `fitted exponents: ${Object.entries(exponents)
      .map(([name, exponent]) => `${name} ${exponent.toFixed(2)}`)
      .join(', ')}`,
    '',
    ...(last
      ? Object.entries(last.bytesPerClaim).map(
          ([name]) =>
            `${name}: ${steps.map((step) => step.bytesPerClaim[name] ?? 0).join(', ')} bytes a claim`,
        )
      : []),
    '',
  ].join('\n');
}
