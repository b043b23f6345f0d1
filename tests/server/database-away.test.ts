import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimReceipt, health, problem } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../server/src/db/connect.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { SOON } from '../support/soon.ts';
import { embeddedDatabaseUrl, gone, postmasterOf, startProgram, stopPrograms } from './program.ts';
import { addInvestigator, type Person, postClaim, preparedClaim, send, type TestServer } from './support.ts';

let dataFolder: string;
let program: Awaited<ReturnType<typeof startProgram>>;
let test: TestServer;
let person: Person & { rightId: string };
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'marketsafe-away-'));
  program = await startProgram(dataFolder, { LOG_LEVEL: 'warn' });
  const owner = connect(await embeddedDatabaseUrl(dataFolder), '-c timezone=UTC', 2);
  test = { url: program.url, owner } as TestServer;
  person = await addInvestigator(test);
});
afterAll(async () => {
  await test.owner.end();
  await stopPrograms();
  await rm(dataFolder, { recursive: true, force: true });
});

const postmaster = async () => Number((await postmasterOf(dataFolder))[0]);
const isUp = () => fetch(`${program.url}/health`).then((answer) => answer.ok);

/** Processes that work for the embedded database on a connection of the server's. */
async function backends(): Promise<number[]> {
  const parent = String(await postmaster());
  const found: number[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
    const command = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '');
    const ours = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === parent;
    if (ours && command.includes('[local]')) found.push(Number(pid));
  }
  if (found.length === 0) throw new Error('the server has no connection by the database’s socket');
  return found;
}

/** What was answered while the database came and went. */
interface Answers {
  receipts: string[];
  statuses: Set<number>;
  /** Answers that were neither of the route's own nor a 503 with Retry-After as a problem. */
  wrong: string[];
}

/** Sends claims and whatever else uses the database, again and again, as long as it is told to. */
async function traffic(more: () => boolean, answers: Answers): Promise<void> {
  const look = (path: string, { status, headers, json }: Awaited<ReturnType<typeof send>>) => {
    answers.statuses.add(status);
    if (status < 400 || (path.startsWith('/api/auth/') && [401, 429].includes(status))) return;
    const refusal = problem.safeParse(json);
    const away = status === 503 && Number(headers.get('retry-after')) > 0 && refusal.success;
    if (!away) answers.wrong.push(`${path} ${status} ${JSON.stringify(json)}`);
  };
  const signIn = JSON.stringify({ email: 'nobody@demo.example', password: 'wrong-password-123' });
  while (more()) {
    try {
      const claim = await preparedClaim(test, person);
      const answer = await postClaim(test, person, claim);
      look('/v1/claims', answer);
      if (answer.status === 201) answers.receipts.push(claimReceipt.parse(answer.json).claimId);
    } catch (error) {
      // What prepares a claim gives up at the first answer that is no success.
      if (!/answered (503|\{.*503)/.test(String(error))) answers.wrong.push(String(error));
    }
    for (const path of ['/v1/me', '/v1/claims', '/v1/keys', '/api/auth/get-session']) {
      look(path, await send(test, path, { person }));
    }
    const headers = { 'content-type': 'application/json', origin: program.url };
    const path = '/api/auth/sign-in/email';
    look(path, await send(test, path, { method: 'POST', headers, body: signIn }));
  }
}

/** Lets traffic run while something is done to the database, and until it is back. */
async function under(harm: (round: number) => Promise<void>, rounds: number): Promise<Answers> {
  const answers: Answers = { receipts: [], statuses: new Set(), wrong: [] };
  let going = true;
  const senders = [1, 2, 3].map(() => traffic(() => going, answers));
  try {
    for (let round = 0; round < rounds; round += 1) {
      const before = answers.receipts.length;
      await expect.poll(() => answers.receipts.length, SOON).toBeGreaterThan(before + 1);
      await harm(round);
      await expect.poll(isUp, SOON).toBe(true);
    }
  } finally {
    going = false;
    await Promise.all(senders);
  }
  return answers;
}

describe('a server under traffic', () => {
  it.each([
    ['the database’s main process is killed', async () => process.kill(await postmaster(), 'SIGKILL')],
    [
      'one of its connections is killed at work',
      async (round: number) => {
        const all = await backends();
        const victim = all[round % all.length];
        if (victim) process.kill(victim, 'SIGKILL');
      },
    ],
    [
      'all of its connections are ended',
      async () => {
        await test.owner.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'marketsafe' and pid <> pg_backend_pid()",
        );
      },
    ],
  ])('goes on by itself when %s, and answers 503 meanwhile', async (_, harm) => {
    const answers = await under(async (round) => void (await harm(round)), 2);
    expect(answers.wrong).toEqual([]);
    expect(program.child.exitCode).toBeNull();
    // What was killed last may be noticed only now.
    for (const claimId of answers.receipts) {
      const shown = async () => (await send(test, `/v1/claims/${claimId}`, { person })).status;
      await expect.poll(shown, SOON).toBe(200);
    }
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });

  it('says in /health and in its log that it started its database again', async () => {
    const before = health.parse((await send(test, '/health')).json).databaseRestarts ?? 0;
    process.kill(await postmaster(), 'SIGKILL');
    await expect.poll(isUp, SOON).toBe(false);
    await expect
      .poll(async () => health.safeParse((await send(test, '/health')).json).data?.databaseRestarts, SOON)
      .toBe(before + 1);
    expect(program.output()).toContain('signal SIGKILL');
    expect(program.output()).toContain('the database answers again');
  });

  it('says in /health why it is away while it cannot be started', async () => {
    // A database that hangs: whoever asks is told so within seconds.
    const stopped = await postmaster();
    const all = await backends();
    for (const pid of [stopped, ...all]) process.kill(pid, 'SIGSTOP');
    const answer = await send(test, '/health');
    for (const pid of [...all, stopped]) process.kill(pid, 'SIGCONT');
    expect([answer.status, problem.parse(answer.json).code]).toEqual([503, 'storage-unavailable']);
    await expect.poll(isUp, SOON).toBe(true);
    expect(program.child.exitCode).toBeNull();
  });

  it('ends with 0 when it is asked to', async () => {
    program.child.kill('SIGTERM');
    expect(await gone(program.child)).toBe(0);
  });
});
