import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { CleanUp } from '../support/clean-up.ts';
import { makeBenchOrganisation, prepareClaims } from './server-claims.ts';
import { sendAll } from './server-load.ts';
import { populate } from './server-population.ts';
import {
  type BenchPerson,
  type BenchProgram,
  restartBenchProgram,
  startBenchProgram,
} from './server-program.ts';
import { spread } from './timing.ts';

/** Times that each list is asked for. */
const TIMES = 20;
/** Claims handed in while so many lie there, over so many connections. */
const INTAKE = { claims: 400, connections: 16 } as const;

/** What was measured while so many claims lay in the tables. */
export interface GrowthStep {
  claims: number;
  /** Bytes for each claim, by table with what it keeps beside itself, and by index. */
  bytesPerClaim: Record<string, number>;
  databaseBytes: number;
  /** Milliseconds, medians. */
  listMs: number;
  searchMs: number;
  queueMs: number;
  intakePerSecond: number;
  /** Memory of the server's process at the end, and right after its start, in bytes. */
  residentBytes: number;
  residentAtStartBytes: number;
  /** From the process's start to its word that it listens, its database included, in milliseconds. */
  coldStartMs: number;
}

/** How figures grow with the number of claims. */
export interface GrowthFigures {
  steps: GrowthStep[];
  /** Exponents of figures fitted to the steps: 0 stays the same, 1 grows as the claims do. */
  exponents: Record<string, number>;
}

/** Fills new databases with more and more claims, each with a server of its own, and measures the same in each. */
export async function measureGrowth(
  steps: readonly number[],
  sayProgress: (text: string) => void,
): Promise<GrowthFigures> {
  const measured: GrowthStep[] = [];
  for (const claims of steps) {
    sayProgress(`${claims} claims`);
    const cleanUp = new CleanUp();
    try {
      measured.push(await measureStep(cleanUp, claims));
    } finally {
      await cleanUp.run();
    }
  }
  const fitted: [string, (step: GrowthStep) => number][] = [
    ['database', (step) => step.databaseBytes],
    ['list', (step) => step.listMs],
    ['search', (step) => step.searchMs],
    ['queue', (step) => step.queueMs],
    ['intake', (step) => step.intakePerSecond],
    ['memory', (step) => step.residentBytes],
    ['cold start', (step) => step.coldStartMs],
  ];
  return {
    steps: measured,
    exponents: Object.fromEntries(
      fitted.map(([name, figure]) => [name, exponentOf(measured.map((step) => [step.claims, figure(step)]))]),
    ),
  };
}

/** Slope of the line through the logarithms that has the least squares. */
function exponentOf(points: readonly (readonly [size: number, figure: number])[]): number {
  const logs = points.map(([size, figure]) => [Math.log(size), Math.log(figure)] as const);
  const mean = (index: 0 | 1) => logs.reduce((sum, log) => sum + log[index], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [size, figure]) => sum + (size - x) * (figure - y), 0);
  const under = logs.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
  return under === 0 ? Number.NaN : over / under;
}

async function measureStep(cleanUp: CleanUp, claims: number): Promise<GrowthStep> {
  let program = await startBenchProgram(cleanUp, null, null);
  const population = await populate(program, claims);
  const bytesPerClaim = await sizes(program, claims);
  const [staff] = population.staff;
  const [large] = population.large;
  if (!staff || !large) throw new Error('nobody is there');

  const began = performance.now();
  program = await restartBenchProgram(cleanUp, program);
  const coldStartMs = performance.now() - began;
  const residentAtStartBytes = await residentOf(program.child);
  const list = await timeOf(program, large, '/v1/claims?limit=50');
  const search = await timeOf(program, staff, '/v1/search?q=nike&limit=50');
  const queue = await timeOf(program, staff, '/v1/review/queue?limit=50');
  const organisation = await makeBenchOrganisation(program);
  const prepared = await prepareClaims(program, [organisation], INTAKE.claims);
  const { answers, seconds } = await sendAll(prepared.claims, INTAKE.connections);
  if (answers.some(({ answer }) => answer.status !== 201))
    throw new Error('a claim of the bench was refused');
  const { rows } = await program.owner.query<{ bytes: number }>(
    'select pg_database_size(current_database()) as bytes',
  );
  return {
    ...{ claims, bytesPerClaim, coldStartMs, residentAtStartBytes },
    databaseBytes: Number(rows[0]?.bytes ?? 0),
    ...{ listMs: list, searchMs: search, queueMs: queue },
    intakePerSecond: INTAKE.claims / seconds,
    residentBytes: await residentOf(program.child),
  };
}

/** The median time of a list. */
async function timeOf(program: BenchProgram, { token }: BenchPerson, path: string): Promise<number> {
  const asked = Array.from({ length: TIMES }, () => ({
    method: 'GET' as const,
    url: new URL(path, program.url),
    headers: { authorization: `Bearer ${token}` },
  }));
  const { answers } = await sendAll(asked, 1);
  const refused = answers.find(({ answer }) => answer.status !== 200);
  if (refused) throw new Error(`${path} was answered with ${refused.answer.status}`);
  return spread(answers.map(({ answer }) => answer.ms)).p50;
}

/** Bytes for each claim of every table that claims are in, and of its indexes. */
async function sizes({ owner }: BenchProgram, claims: number): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ name: string; bytes: number }>(
    `select relation.relname as name,
       case relation.relkind when 'i' then pg_relation_size(relation.oid) else pg_table_size(relation.oid) end as bytes
     from pg_class relation join pg_namespace space on space.oid = relation.relnamespace
     where space.nspname in ('app', 'meta', 'disclosed') and relation.relkind in ('r', 'i')
     order by 2 desc`,
  );
  return Object.fromEntries(
    rows
      .map(({ name, bytes }): [string, number] => [name, Math.round(Number(bytes) / claims)])
      .filter(([, bytes]) => bytes >= 10),
  );
}

/** Memory of a process that is in use, in bytes, as Linux tells it; not a number elsewhere. */
async function residentOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1_024;
}
