import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ClaimReceipt,
  type ClaimSubmission,
  changeList,
  claimDetail,
  claimReceipt,
} from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../server/src/db/connect.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { SOON } from '../support/soon.ts';
import { embeddedDatabaseUrl, gone, postmasterOf, startProgram, stopPrograms } from './program.ts';
import { addInvestigator, type Person, postClaim, preparedClaim, send, type TestServer } from './support.ts';

let dataFolder: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'marketsafe-crash-'));
});
afterAll(async () => {
  await stopPrograms();
  await rm(dataFolder, { recursive: true, force: true });
});

const run = (env: Record<string, string> = {}) => startProgram(dataFolder, env);
const postmaster = () => postmasterOf(dataFolder);
async function testServerOf(url: string): Promise<TestServer> {
  const owner = connect(await embeddedDatabaseUrl(dataFolder), '-c timezone=UTC', 2);
  return { url, owner } as TestServer;
}

/** A claim that was sent, under its key. */
interface Sent {
  claim: ClaimSubmission;
  key: string;
}

/** Sends claims without pause until the server does not answer any more; notes each before it goes, and every receipt that came back. */
async function sendUntilDead(
  test: TestServer,
  person: Person & { rightId: string },
  { sent, receipts }: { sent: Sent[]; receipts: ClaimReceipt[] },
) {
  try {
    for (;;) {
      const one = { claim: await preparedClaim(test, person), key: randomUUID() };
      sent.push(one);
      const answer = await postClaim(test, person, one.claim, one.key);
      if (answer.status === 201) receipts.push(claimReceipt.parse(answer.json));
    }
  } catch {
    // The connection broke: the server is dead.
  }
}

describe('a server that is killed', () => {
  it.each([
    ['alone', false],
    ['together with its database', true],
  ])('%s in the middle of its work has everything it acknowledged when it starts again', async (_, both) => {
    const first = await run();
    const test = await testServerOf(first.url);
    const person = await addInvestigator(test);
    const sent: Sent[] = [];
    const receipts: ClaimReceipt[] = [];
    // So many that some wait together for the transaction in which they are written.
    const senders = [1, 2, 3, 4, 5, 6].map(() => sendUntilDead(test, person, { sent, receipts }));
    await expect.poll(() => receipts.length, SOON).toBeGreaterThan(12);
    const database = Number((await postmaster())[0]);
    first.child.kill('SIGKILL');
    if (both) process.kill(database, 'SIGKILL');
    await Promise.all([...senders, gone(first.child), test.owner.end()]);

    const second = await run();
    expect(second.output()).toContain('listening at');
    const after = await testServerOf(second.url);
    for (const receipt of receipts) {
      const shown = await send(after, `/v1/claims/${receipt.claimId}`, { person });
      const claim = claimDetail.parse(shown.json);
      expect(claim.number).toBe(receipt.number);
      for (const { manifestSha256, files } of claim.evidence) {
        for (const hash of [manifestSha256, ...files.map((file) => file.sha256)]) {
          expect((await send(after, `/v1/blobs/${hash}`, { person })).status).toBe(200);
        }
      }
    }
    // Whatever became of the others, sent again each is there once, in its place.
    const acknowledged = new Set(receipts.map(({ claimId }) => claimId));
    for (const { claim, key } of sent.filter(({ claim: { claimId } }) => !acknowledged.has(claimId))) {
      expect((await postClaim(after, person, claim, key)).status).toBe(201);
    }
    const { changes } = changeList.parse((await send(after, '/v1/changes', { person })).json);
    expect(changes.map(({ sequence }) => sequence)).toEqual(sent.map((_, index) => index + 1));
    expect((await verifyAudit(after.owner)).faults).toEqual([]);
    await after.owner.end();
    second.child.kill('SIGTERM');
    expect(await gone(second.child)).toBe(0);
  });
});

describe('a server whose database is killed', () => {
  it('starts it again by itself and goes on answering', async () => {
    const { child, url } = await run();
    const before = Number((await postmaster())[0]);
    process.kill(before, 'SIGKILL');
    await expect.poll(async () => (await fetch(`${url}/health`)).status, SOON).toBe(503);
    await expect.poll(async () => (await fetch(`${url}/health`)).status, SOON).toBe(200);
    expect(Number((await postmaster())[0])).not.toBe(before);
    child.kill('SIGTERM');
    expect(await gone(child)).toBe(0);
  });
});

describe('a server that cannot start', () => {
  it('says whether the data folder or the port is taken, changes nothing, and ends', async () => {
    const first = await run();
    const sameFolder = await run();
    expect(await gone(sameFolder.child)).toBe(1);
    expect(sameFolder.output()).toContain(`process ${first.child.pid}`);
    expect(sameFolder.output()).toContain('Nothing was changed');

    const other = await mkdtemp(join(tmpdir(), 'marketsafe-crash-other-'));
    const samePort = await run({ DATA_FOLDER: other, PORT: new URL(first.url).port });
    expect(await gone(samePort.child)).toBe(1);
    expect(samePort.output()).toContain('another PORT');

    expect((await fetch(`${first.url}/health`)).status).toBe(200);
    first.child.kill('SIGINT');
    expect(await gone(first.child)).toBe(0);
    await rm(other, { recursive: true, force: true });
  });
});

/** Whether the embedded database of a data folder takes connections. */
async function answers(folder: string): Promise<boolean> {
  const url = await embeddedDatabaseUrl(folder).catch(() => null);
  if (url === null) return false;
  const pool = connect(url, '-c timezone=UTC', 1);
  try {
    await pool.query('select');
    return true;
  } catch {
    return false;
  } finally {
    await pool.end();
  }
}

describe('a first start', () => {
  it('whose database is killed meanwhile tells a supervisor to start it again, and the next one makes it whole', async () => {
    const other = await mkdtemp(join(tmpdir(), 'marketsafe-crash-first-'));
    try {
      const starting = run({ DATA_FOLDER: other, DEMO: '1' });
      // From when it takes connections on, the server works in it for a second and longer.
      await expect.poll(() => answers(other), { ...SOON, interval: 5 }).toBe(true);
      process.kill(Number((await postmasterOf(other))[0]), 'SIGKILL');
      const { child, output } = await starting;
      expect([await gone(child), output()]).toEqual([75, expect.not.stringContaining('listening')]);
      const next = await run({ DATA_FOLDER: other, DEMO: '1' });
      expect((await fetch(`${next.url}/health`)).status).toBe(200);
      next.child.kill('SIGTERM');
      expect(await gone(next.child)).toBe(0);
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  });
});

describe('stopping', () => {
  it('finishes what is being answered, and leaves no process and no lock behind', async () => {
    const { child, url } = await run();
    const test = await testServerOf(url);
    const person = await addInvestigator(test);
    const claims = [];
    for (let index = 0; index < 5; index += 1) claims.push(await preparedClaim(test, person));
    const answers = Promise.all(claims.map((claim) => postClaim(test, person, claim)));
    // The last file of the last claim is there, so the claims are on their way.
    await expect
      .poll(
        async () =>
          (await test.owner.query('select from app.claims where submitted_by = $1', [person.userId]))
            .rowCount,
        SOON,
      )
      .toBeGreaterThan(0);
    const database = Number((await postmaster())[0]);
    await test.owner.end();
    child.kill('SIGTERM');
    expect((await answers).map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(await gone(child)).toBe(0);
    expect(() => process.kill(database, 0)).toThrow('ESRCH');
    await expect(readFile(join(dataFolder, 'server.lock'))).rejects.toThrow('ENOENT');
  });
});
