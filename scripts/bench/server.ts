import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CleanUp, interruption } from '../support/clean-up.ts';
import { UserError } from '../support/user-error.ts';
import {
  type BenchOrganisation,
  makeBenchOrganisation,
  type PreparedClaim,
  prepareClaims,
} from './server-claims.ts';
import { measureGrowth } from './server-growth.ts';
import { type Load, offer, type Prepared, sendAll } from './server-load.ts';
import { timePackets } from './server-packets.ts';
import { populateOnce } from './server-population.ts';
import { measureProcesses } from './server-processes.ts';
import { type BenchProgram, startBenchProgram } from './server-program.ts';
import { growthReport, type Overload, type ServerFigures, serverReport } from './server-report.ts';
import { timeSearch } from './server-search.ts';
import { spread } from './timing.ts';

const USAGE = `usage: npm run bench -- server [--claims N] [--rounds N] [--each N] [--answers N] [--processes] [--growth N,N,…] [--data FOLDER] [--profile FOLDER] [--json]
  --claims N        claims that lie in the tables while they are listed and searched (1000000); 0 leaves that out
  --rounds N        rounds of handing claims in, each beside the bare route (3); 0 leaves that out
  --each N          claims of each round over four organisations, and as many in one (800)
  --answers N       claims that are sent in packets and answered by one file (10000); 0 leaves that out
  --processes       has claims taken in by two processes beside one, in the rounds of --rounds
  --growth N,N,…    fills new databases with so many claims, and measures in each; nothing else is done
  --data FOLDER     keeps the data in this folder, and searches there again what lies in it already
  --profile FOLDER  writes a CPU profile of the server into this folder when it ends
  --json            the figures as JSON`;

/** Connections that send one request after another. */
const CONNECTIONS = 16;
/** The steady pace at which latency is measured, in claims a second, and for how many seconds. */
const STEADY = { perSecond: 200, seconds: 8 } as const;
/** How many times what the server takes is offered to it to see how it refuses, and for how many seconds. */
const OVERLOAD = { times: 5, least: 600, seconds: 3 } as const;

interface Options {
  claims: number;
  rounds: number;
  each: number;
  data: string | null;
  answers: number;
  profile: string | null;
  processes: boolean;
  growth: readonly number[] | null;
  json: boolean;
}

function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        claims: { type: 'string', default: '1000000' },
        rounds: { type: 'string', default: '3' },
        each: { type: 'string', default: '800' },
        data: { type: 'string' },
        answers: { type: 'string', default: '10000' },
        profile: { type: 'string' },
        processes: { type: 'boolean', default: false },
        growth: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const count = (name: 'claims' | 'rounds' | 'each' | 'answers', least: number, most: number) => {
      const number = Number(values[name]);
      if (!Number.isInteger(number) || number < least || number > most)
        throw new Error(`--${name} takes a number from ${least} to ${most}, not "${values[name]}".`);
      return number;
    };
    const folder = (path: string | undefined) =>
      path === undefined ? null : resolve(process.env.INIT_CWD ?? '.', path);
    return {
      claims: count('claims', 0, 10_000_000),
      rounds: count('rounds', 0, 100),
      each: count('each', 16, 100_000),
      answers: count('answers', 0, 50_000),
      data: folder(values.data),
      profile: folder(values.profile),
      processes: values.processes,
      growth: values.growth === undefined ? null : stepsOf(values.growth),
      json: values.json,
    };
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${USAGE}`, 2);
  }
}

/** Numbers of claims, separated by commas. */
function stepsOf(text: string): number[] {
  const steps = text.split(',').map(Number);
  if (steps.every((step) => Number.isInteger(step) && step >= 100 && step <= 10_000_000)) return steps;
  throw new Error(`--growth takes numbers from 100 to 10000000, separated by commas, not "${text}".`);
}

/**
 * Loads the real server over real HTTP, with its embedded PostgreSQL, and in turn with it a bare Fastify route with one insert: claims
 * a second over four organisations and in one, latency at a steady pace, how an overloaded server answers, and lists and
 * searches among a million claims. Prints the figures and whether the targets are met.
 */
export async function benchServer(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const cleanUp = new CleanUp();
  try {
    await Promise.race([measure(options, cleanUp), interruption()]);
  } finally {
    await cleanUp.run();
  }
}

async function measure(options: Options, cleanUp: CleanUp): Promise<void> {
  const load = loadavg()[0]?.toFixed(1);
  if (options.growth) {
    const growth = await measureGrowth(options.growth, sayProgress);
    process.stdout.write(options.json ? `${JSON.stringify(growth, null, 2)}\n` : growthReport(growth));
    return;
  }
  const program = await startBenchProgram(cleanUp, options.profile, options.data);
  const intake = options.rounds > 0 ? await measureIntake(options, program) : null;
  const processes =
    options.processes && options.rounds > 0 ? await measureProcesses(program, options, sayProgress) : null;
  const search = options.claims > 0 ? await measureSearch(options, program) : null;
  const packets = options.answers > 0 ? await timePackets(program, options.answers, sayProgress) : null;
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  const figures: ServerFigures = {
    conditions: [
      `PostgreSQL ${program.databaseVersion}, embedded, fsync on; server, bare route, database and client on ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}; load ${load} at the start`,
      `${options.rounds} rounds of ${options.each} claims over four organisations, as many in one and as many bare inserts, ${CONNECTIONS} connections; ${STEADY.perSecond}/s for ${STEADY.seconds} s; ${OVERLOAD.times} × what is taken for ${OVERLOAD.seconds} s; search among ${options.claims} claims`,
    ],
    ...{ intake, processes, search, packets },
  };
  process.stdout.write(options.json ? `${JSON.stringify(figures, null, 2)}\n` : serverReport(figures));
}

async function measureSearch({ claims }: Options, program: BenchProgram): Promise<ServerFigures['search']> {
  sayProgress(`filling in ${claims} claims`);
  const began = performance.now();
  const population = await populateOnce(program, claims);
  const fillSeconds = (performance.now() - began) / 1_000;
  return { claims, fillSeconds, times: await timeSearch(program, population, sayProgress) };
}

async function measureIntake(options: Options, program: BenchProgram): Promise<ServerFigures['intake']> {
  const four: BenchOrganisation[] = [];
  for (let at = 0; at < 4; at += 1) four.push(await makeBenchOrganisation(program));
  const one = four.slice(0, 1);

  const rounds: Round[] = [];
  for (let at = 0; at < options.rounds; at += 1) {
    sayProgress(`round ${at + 1} of ${options.rounds}`);
    rounds.push(await measureRound(program, four, one, options.each));
  }
  sayProgress(`${STEADY.perSecond} claims a second`);
  const steady = await prepareClaims(program, four, STEADY.perSecond * STEADY.seconds);
  const offered = await offer(steady.claims, STEADY.perSecond);
  const late = offered.answers.filter(({ answer }) => answer.status !== 201).length;

  const median = (figure: (round: Round) => number) => spread(rounds.map(figure)).p50;
  const fourOrganisations = median((round) => round.four);
  sayProgress('overload');
  const overload = await measureOverload(program, four, fourOrganisations);
  return {
    claimsPerSecond: { fourOrganisations, oneOrganisation: median((round) => round.one) },
    barePerSecond: median((round) => round.bare),
    ratioToBare: {
      fourOrganisations: median((round) => round.four / round.bare),
      oneOrganisation: median((round) => round.one / round.bare),
    },
    closedLoopMs: spread(rounds.flatMap((round) => round.times)),
    filesPerSecond: median((round) => round.files),
    steady: spread(offered.answers.map(({ answer }) => answer.ms)),
    // A claim that was refused has no time: where there is one, there is no figure.
    refusedAt200: late,
    p99At200Ms: late > 0 ? Number.POSITIVE_INFINITY : p99(offered.answers.map(({ answer }) => answer.ms)),
    overload,
    overloadAnswerMs: overload.refusalMs.p99,
  };
}

interface Round {
  four: number;
  one: number;
  bare: number;
  files: number;
  times: number[];
}

async function measureRound(
  program: BenchProgram,
  four: readonly BenchOrganisation[],
  one: readonly BenchOrganisation[],
  count: number,
): Promise<Round> {
  const overFour = await prepareClaims(program, four, count);
  const inOne = await prepareClaims(program, one, count);
  const bare = await sendAll(
    overFour.claims.map((claim) => bareOf(program, claim)),
    CONNECTIONS,
  );
  allTaken(bare);
  const fourLoad = await sendAll(overFour.claims, CONNECTIONS);
  allTaken(fourLoad);
  const oneLoad = await sendAll(inOne.claims, CONNECTIONS);
  allTaken(oneLoad);
  const round = {
    four: count / fourLoad.seconds,
    one: count / oneLoad.seconds,
    bare: count / bare.seconds,
    files: overFour.filesPerSecond,
    times: fourLoad.answers.map(({ answer }) => answer.ms),
  };
  const rate = (perSecond: number) => perSecond.toFixed(0);
  sayProgress(`bare ${rate(round.bare)}/s, four ${rate(round.four)}/s, one ${rate(round.one)}/s`);
  return round;
}

/** The same bytes, sent to the bare route. */
function bareOf(program: BenchProgram, { headers, body }: PreparedClaim): Prepared {
  const { 'content-type': type = '', 'content-length': length = '' } = headers;
  return {
    method: 'POST',
    url: new URL('/bare', program.bareUrl),
    headers: { 'content-type': type, 'content-length': length },
    ...(body === undefined ? {} : { body }),
  };
}

function allTaken({ answers }: Load): void {
  const refused = answers.find(({ answer }) => answer.status !== 201);
  if (refused) throw new Error(`a claim of the bench was answered with ${refused.answer.status}`);
}

async function measureOverload(
  program: BenchProgram,
  organisations: readonly BenchOrganisation[],
  perSecond: number,
): Promise<Overload> {
  const offeredPerSecond = Math.round(Math.max(perSecond * OVERLOAD.times, OVERLOAD.least));
  const { claims } = await prepareClaims(program, organisations, offeredPerSecond * OVERLOAD.seconds);
  const { answers, seconds } = await offer(claims, offeredPerSecond);
  const taken = answers.filter(({ answer }) => answer.status === 201);
  const refused = answers.filter(({ answer }) => answer.status === 503);
  if (taken.length + refused.length !== answers.length)
    throw new Error('an overloaded server answered with neither 201 nor 503');
  if (refused.some(({ answer }) => !/^\d+$/.test(answer.retryAfter ?? '')))
    throw new Error('an overloaded server answered 503 without Retry-After');
  const times = refused.map(({ answer }) => answer.ms);
  return {
    offeredPerSecond,
    takenPerSecond: taken.length / seconds,
    refused: refused.length,
    takenMs: {
      ...spread(taken.map(({ answer }) => answer.ms)),
      p99: p99(taken.map(({ answer }) => answer.ms)),
    },
    refusalMs: { ...spread(times), p99: p99(times) },
  };
}

function p99(times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(0.99 * sorted.length) - 1)] ?? 0;
}

function sayProgress(text: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
}
