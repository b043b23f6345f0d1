import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimList, reviewQueue } from '@marketsafe/contract';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openInstance } from '../../server/src/data-folder/instance.ts';
import { lockDataFolder } from '../../server/src/data-folder/lock.ts';
import type { RunningCluster } from '../../server/src/postgres/cluster.ts';
import { runEmbeddedPostgres } from '../../server/src/postgres/index.ts';
import { SOON } from '../support/soon.ts';
import { startStandby } from '../support/standby.ts';
import {
  addInvestigator,
  addProgram,
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let folder: string;
let unlock: () => Promise<void>;
let primary: RunningCluster;
let standby: Awaited<ReturnType<typeof startStandby>>;
/** Two processes on one database and data folder, both with the standby. */
let one: TestServer;
let other: TestServer;
let ines: Person & { rightId: string };
let analyst: Person;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marketsafe-primary-'));
  unlock = await lockDataFolder(folder);
  primary = await runEmbeddedPostgres(folder, await openInstance(folder));
  standby = await startStandby(primary);
  const options = { databaseUrl: primary.url, databaseReadUrl: standby.url };
  one = await startTestServer(options);
  other = await startTestServer({ ...options, dataFolder: one.dataFolder });
  ines = await addInvestigator(one);
  ({ analyst } = await addProgram(one));
}, 120_000);
afterEach(() => standby.sql('select pg_wal_replay_resume()').catch(() => undefined));
afterAll(async () => {
  await other.close();
  await one.close();
  await standby.close();
  await primary.stop();
  await unlock();
  await rm(folder, { recursive: true, force: true });
});

/** Lists that a process has read, by where. */
async function reads(test: TestServer) {
  const text = (await send(test, '/metrics')).bytes.toString();
  const of = (from: string) =>
    Number(new RegExp(`^marketsafe_list_reads_total\\{from="${from}"\\} (\\d+)$`, 'm').exec(text)?.[1]);
  return { standby: of('standby'), wrote: of('wrote'), behind: of('behind'), failed: of('failed') };
}

async function claimsOf(test: TestServer, person: Person): Promise<string[]> {
  const answer = await send(test, '/v1/claims', { person });
  expect(answer.status).toBe(200);
  return claimList.parse(answer.json).claims.map(({ claimId }) => claimId);
}

/** Hands a claim in; gives its id. */
async function handIn(test: TestServer, person: Person & { rightId: string }): Promise<string> {
  const claim = await preparedClaim(test, person);
  expect((await postClaim(test, person, claim)).status).toBe(201);
  return claim.claimId;
}

/** As if nobody had written for a while. */
const restAll = () =>
  one.owner.query(
    `update auth."session" set "wroteAt" = now() - interval '1 minute' where "wroteAt" is not null`,
  );

/** Waits until lists come from the standby. */
async function untilRead(test: TestServer, person: Person): Promise<void> {
  await expect
    .poll(async () => {
      const before = (await reads(test)).standby;
      await claimsOf(test, person);
      return (await reads(test)).standby > before;
    }, SOON)
    .toBe(true);
}

describe('lists and counts', () => {
  it('are read from the standby, where everybody sees what they would see at the primary', async () => {
    const claimId = await handIn(one, ines);
    const stranger = await addInvestigator(one);
    await restAll();
    await untilRead(one, stranger);
    await expect.poll(() => claimsOf(one, ines), SOON).toContain(claimId);
    await untilRead(one, ines);
    expect(await claimsOf(one, ines)).toContain(claimId);
    expect(await claimsOf(one, stranger)).toEqual([]);
    await untilRead(other, analyst);
    expect(await claimsOf(other, analyst)).toContain(claimId);
    const before = (await reads(one)).standby;
    const queue = await send(one, '/v1/review/queue', { person: analyst });
    expect(reviewQueue.parse(queue.json).claims.map((claim) => claim.claimId)).toContain(claimId);
    expect((await send(one, '/v1/review/counts', { person: analyst })).status).toBe(200);
    expect((await send(one, '/v1/search?q=jacket', { person: ines })).status).toBe(200);
    expect((await reads(one)).standby - before).toBe(3);
  });

  it('show whoever wrote what they wrote, at any process, however far the standby is behind', async () => {
    await untilRead(other, ines);
    for (let time = 0; time < 4; time += 1) {
      await standby.sql('select pg_wal_replay_pause()');
      const claimId = await handIn(time % 2 ? one : other, ines);
      for (const test of [one, other]) expect(await claimsOf(test, ines)).toContain(claimId);
      await standby.sql('select pg_wal_replay_resume()');
    }
    // What was read there was the primary's, and not because the standby was behind.
    expect((await reads(one)).wrote).toBeGreaterThan(0);
  });

  it('are read from the primary as soon as the standby is behind, and from the standby when it has caught up', async () => {
    await restAll();
    await untilRead(one, analyst);
    await standby.sql('select pg_wal_replay_pause()');
    const claimId = await handIn(one, ines);
    // Somebody else's view is behind for some seconds at most.
    await expect.poll(() => claimsOf(one, analyst), SOON).toContain(claimId);
    expect((await reads(one)).behind).toBeGreaterThan(0);
    await standby.sql('select pg_wal_replay_resume()');
    await untilRead(one, analyst);
  });
});

describe('a standby that dies', () => {
  it('is missed by nobody, and is read again once it is back', async () => {
    await restAll();
    await untilRead(one, analyst);
    let slowest = 0;
    let isOver = false;
    const reader = (async () => {
      while (!isOver) {
        const began = performance.now();
        expect((await send(one, '/v1/claims', { person: analyst })).status).toBe(200);
        slowest = Math.max(slowest, performance.now() - began);
      }
    })();
    await standby.kill();
    const behind = (await reads(one)).behind;
    await expect.poll(async () => (await reads(one)).behind, SOON).toBeGreaterThan(behind + 5);
    isOver = true;
    await reader;
    // Not even one that had begun there waits for longer than it takes to ask the primary.
    expect(slowest).toBeLessThan(20_000);
    const third = await startTestServer({
      ...{
        databaseUrl: primary.url,
        databaseReadUrl: standby.url,
        dataFolder: one.dataFolder,
      },
    });
    expect((await send(third, '/v1/claims', { person: analyst })).status).toBe(200);
    await third.owner.end();
    await third.server.close();
    await standby.start();
    await untilRead(one, analyst);
  });

  it('is not read when it became a primary of its own, or is another database’s', async () => {
    const wrong = await startTestServer({
      ...{ databaseUrl: primary.url, databaseReadUrl: primary.url, dataFolder: one.dataFolder },
    });
    await claimsOf(wrong, analyst);
    await claimsOf(wrong, analyst);
    expect((await reads(wrong)).standby).toBe(0);
    await wrong.owner.end();
    await wrong.server.close();
  });
});
