import { CleanUp } from '../support/clean-up.ts';
import {
  type BenchOrganisation,
  makeBenchOrganisation,
  type PreparedClaim,
  prepareClaims,
} from './server-claims.ts';
import { sendAll } from './server-load.ts';
import { type BenchProgram, startSecondProcess } from './server-program.ts';
import { spread } from './timing.ts';

/** Connections that send one request after another, over all processes. */
const CONNECTIONS = 16;

/** Claims a second that two processes take beside what one takes, in turn in the same run. */
export interface ProcessFigures {
  one: number;
  two: number;
  /** Median over the rounds. */
  ratio: number;
}

/** Has claims taken in by one process and by two on the same database, in turn. */
export async function measureProcesses(
  program: BenchProgram,
  { rounds, each }: { rounds: number; each: number },
  sayProgress: (text: string) => void,
): Promise<ProcessFigures> {
  const cleanUp = new CleanUp();
  try {
    const second = await startSecondProcess(cleanUp, program);
    const organisations: BenchOrganisation[] = [];
    for (let at = 0; at < 4; at += 1) organisations.push(await makeBenchOrganisation(program));
    const measured: { one: number; two: number }[] = [];
    for (let at = 0; at < rounds; at += 1) {
      const one = await taken(program, organisations, each, (claim) => claim);
      const two = await taken(program, organisations, each, (claim, index) =>
        index % 2 ? { ...claim, url: new URL(claim.url.pathname, second) } : claim,
      );
      sayProgress(`one process ${one.toFixed(0)}/s, two ${two.toFixed(0)}/s`);
      measured.push({ one, two });
    }
    const median = (figure: (round: { one: number; two: number }) => number) =>
      spread(measured.map(figure)).p50;
    return {
      one: median((round) => round.one),
      two: median((round) => round.two),
      ratio: median((round) => round.two / round.one),
    };
  } finally {
    await cleanUp.run();
  }
}

async function taken(
  program: BenchProgram,
  organisations: readonly BenchOrganisation[],
  count: number,
  to: (claim: PreparedClaim, index: number) => PreparedClaim,
): Promise<number> {
  const { claims } = await prepareClaims(program, organisations, count);
  const { answers, seconds } = await sendAll(claims.map(to), CONNECTIONS);
  const refused = answers.find(({ answer }) => answer.status !== 201);
  if (refused) throw new Error(`a claim of the bench was answered with ${refused.answer.status}`);
  return count / seconds;
}
