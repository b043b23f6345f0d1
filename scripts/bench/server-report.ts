import type { Spread } from './timing.ts';

type Tail = Spread & { p99: number };

/** Everything that one run of `bench server` measured; times in milliseconds. */
export interface ServerFigures {
  conditions: string[];
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
  overload: {
    offeredPerSecond: number;
    takenPerSecond: number;
    refused: number;
    takenMs: Tail;
    refusalMs: Tail;
  };
  /** 99 of 100 refusals came within this. */
  overloadAnswerMs: number;
  lists: { participants: Spread; staff: Spread } | null;
  listP95AtMillionMs: number | null;
}

/** What the server must keep to on a quiet machine of two cores. */
const TARGETS = {
  fourOrganisations: 400,
  oneOrganisation: 250,
  p99At200Ms: 100,
  overloadAnswerMs: 50,
  listP95AtMillionMs: 100,
} as const;

const ms = (time: number) => `${time < 10 ? time.toFixed(1) : time.toFixed(0)} ms`;
const met = (kept: boolean) => (kept ? 'met' : 'missed');

/** The figures as a person reads them. */
export function serverReport(figures: ServerFigures): string {
  const { claimsPerSecond, ratioToBare, overload, lists } = figures;
  const rate = (name: keyof typeof claimsPerSecond, label: string) =>
    `${label}: ${claimsPerSecond[name].toFixed(0)} claims/s, ${(100 * ratioToBare[name]).toFixed(0)} % of the bare route (target ${TARGETS[name]}: ${met(claimsPerSecond[name] >= TARGETS[name])})`;
  return [
    ...figures.conditions,
    '',
    `bare route, one insert: ${figures.barePerSecond.toFixed(0)}/s`,
    rate('fourOrganisations', 'four organisations'),
    rate('oneOrganisation', 'one organisation'),
    `at 16 connections: p50 ${ms(figures.closedLoopMs.p50)}, p95 ${ms(figures.closedLoopMs.p95)}`,
    `at 200/s offered: p50 ${ms(figures.steady.p50)}, p95 ${ms(figures.steady.p95)}, ${figures.refusedAt200} refused, p99 ${ms(figures.p99At200Ms)}, most ${ms(figures.steady.max)} (target ${TARGETS.p99At200Ms} ms: ${met(figures.p99At200Ms < TARGETS.p99At200Ms)})`,
    `overload, ${overload.offeredPerSecond}/s offered: ${overload.takenPerSecond.toFixed(0)}/s taken (p50 ${ms(overload.takenMs.p50)}, p99 ${ms(overload.takenMs.p99)}), ${overload.refused} refused with 503 and Retry-After (p50 ${ms(overload.refusalMs.p50)}, p99 ${ms(figures.overloadAnswerMs)}; target ${TARGETS.overloadAnswerMs} ms: ${met(overload.refused > 0 && figures.overloadAnswerMs <= TARGETS.overloadAnswerMs)})`,
    `files handed in: ${figures.filesPerSecond.toFixed(0)}/s`,
    ...(lists && figures.listP95AtMillionMs !== null
      ? [
          `list: participants p50 ${ms(lists.participants.p50)}, p95 ${ms(lists.participants.p95)}; staff p50 ${ms(lists.staff.p50)}, p95 ${ms(lists.staff.p95)} (target ${TARGETS.listP95AtMillionMs} ms: ${met(figures.listP95AtMillionMs < TARGETS.listP95AtMillionMs)})`,
        ]
      : []),
    '',
  ].join('\n');
}
