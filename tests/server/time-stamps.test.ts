import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureSeal } from '@marketsafe/contract';
import { timeStampRequest } from '@marketsafe/evidence';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openssl } from '../../scripts/support/command.ts';
import {
  AUTHORITY_NAME,
  type OpensslAuthority,
  startOpensslAuthority,
} from '../../scripts/support/openssl-authority.ts';
import { connect } from '../../server/src/db/connect.ts';
import { startServer } from '../../server/src/index.ts';
import { type AuthoritySetting, parseAuthorities } from '../../server/src/sealing/authorities.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { SOON } from '../support/soon.ts';
import { type Capture, makeCapture } from './captures.ts';
import { embeddedDatabaseUrl, gone, startProgram, stopPrograms } from './program.ts';
import {
  addInvestigator,
  freshItemId,
  makeClaim,
  type Person,
  postClaim,
  putCaptures,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

const PACE = { retryDelay: 1, retryDelayMax: 1, patience: 1_000 };

let authority: OpensslAuthority;
let stranger: OpensslAuthority;
const open: { close(): Promise<unknown> }[] = [];
beforeAll(async () => {
  [authority, stranger] = await Promise.all([startOpensslAuthority(), startOpensslAuthority()]);
});
afterEach(async () => {
  authority.behave('answer');
  for (const one of open.splice(0)) await one.close();
});
afterAll(() => Promise.all([authority.close(), stranger.close()]));

async function serverWith(timeStampAuthorities: AuthoritySetting[]) {
  const test = await startTestServer({ timeStampAuthorities, timeStampPace: PACE });
  open.push(test);
  return { test, person: await addInvestigator(test) };
}

const known = () => ({ url: authority.url, caFile: authority.rootFile });

/** Hands in a claim on one new capture, which has to be taken at once. */
async function submit(test: TestServer, person: Person & { rightId: string }): Promise<Capture> {
  const itemId = freshItemId();
  const capture = makeCapture(itemId);
  await putCaptures(test, person, [capture]);
  const answer = await postClaim(test, person, makeClaim(person.rightId, itemId, [capture]));
  expect(answer.status).toBe(201);
  return capture;
}

async function stampOf(test: TestServer, person: Person, { item }: Capture) {
  const answer = await send(test, `/v1/captures/${item.captureId}/seal`, { person });
  return captureSeal.parse(answer.json).timeStamp;
}

const stateOf = async (test: TestServer, person: Person, capture: Capture) =>
  (await stampOf(test, person, capture)).state;

async function problemOf(test: TestServer, person: Person, capture: Capture) {
  const stamp = await stampOf(test, person, capture);
  return stamp.state === 'pending' ? JSON.stringify(stamp.failures ?? []) : stamp.state;
}

describe('the time-stamp of a capture', () => {
  it('comes by itself, and OpenSSL finds that it holds over capture.json', async () => {
    const { test, person } = await serverWith([known()]);
    const capture = await submit(test, person);
    await expect.poll(() => stateOf(test, person, capture), SOON).toBe('stamped');
    const stamp = await stampOf(test, person, capture);
    if (stamp.state !== 'stamped') throw new Error('no token');
    expect(stamp.authority).toBe(AUTHORITY_NAME);
    expect(Math.abs(Date.now() - Date.parse(stamp.at))).toBeLessThan(600_000);
    const folder = test.dataFolder;
    await writeFile(join(folder, 'capture.json'), capture.manifest);
    await writeFile(join(folder, 'token.der'), Buffer.from(stamp.token, 'base64'));
    await writeFile(join(folder, 'chain.pem'), stamp.chain);
    const verify = ['ts', '-verify', '-data', 'capture.json', '-in', 'token.der', '-token_in'];
    const trust = ['-CAfile', authority.rootFile, '-untrusted', 'chain.pem'];
    expect(await openssl([...verify, ...trust], folder)).toContain('Verification: OK');
    await writeFile(join(folder, 'capture.json'), `${capture.manifest.toString()} `);
    await expect(openssl([...verify, ...trust], folder)).rejects.toThrow();
  });

  it('is audited once, and never changes again, not for the database’s owner either', async () => {
    const { test, person } = await serverWith([known()]);
    const capture = await submit(test, person);
    await expect.poll(() => stateOf(test, person, capture), SOON).toBe('stamped');
    const { captureId } = capture.item;
    const entries = await test.owner.query(
      "select entry from app.audit where entry ->> 'action' = 'capture.time-stamped' and entry ->> 'entity' = $1",
      [captureId],
    );
    expect(entries.rowCount).toBe(1);
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
    for (const sql of [
      "update app.time_stamps set state = 'pending', token = null, chain = null, stamped_at = null, authority = null",
      'update app.time_stamps set stamped_at = now()',
      'delete from app.time_stamps',
      'truncate app.time_stamps',
    ]) {
      await expect(test.owner.query(sql)).rejects.toThrow('refused');
    }
  });

  it('is asked for once more in each organisation that hands the capture in', async () => {
    const { test, person } = await serverWith([known()]);
    const other = await addInvestigator(test);
    const captures = [await submit(test, person), await submit(test, other)] as const;
    await expect.poll(() => stateOf(test, person, captures[0]), SOON).toBe('stamped');
    await expect.poll(() => stateOf(test, other, captures[1]), SOON).toBe('stamped');
    const foreign = await send(test, `/v1/captures/${captures[0].item.captureId}/seal`, { person: other });
    expect(foreign.status).toBe(404);
  });
});

describe('an authority', () => {
  it.each([
    ['down', /"http-status","status":503/],
    ['garbage', /"garbage"/],
    ['refuse', /"refused","status":2/],
    ['silent', /"silent","seconds":1\b/],
  ] as const)(
    'that is %s holds no claim up; the token comes when it answers again',
    async (behaviour, words) => {
      authority.behave(behaviour);
      const { test, person } = await serverWith([known()]);
      const capture = await submit(test, person);
      await expect.poll(() => problemOf(test, person, capture), SOON).toMatch(words);
      authority.behave('answer');
      await expect.poll(() => stateOf(test, person, capture), SOON).toBe('stamped');
    },
  );

  it.each([
    [
      'answers another question',
      (sha256: string) => timeStampRequest(sha256, randomBytes(12)),
      /"wrong-nonce"/,
    ],
    ['stamps something else', () => timeStampRequest('0'.repeat(64), randomBytes(12)), /"wrong-imprint"/],
  ])('that %s gives no token', async (_, question, words) => {
    let sha256 = '';
    const liar = createServer((request, response) => {
      request.resume();
      authority.answer(question(sha256)).then((answer) => response.end(answer));
    });
    await new Promise<void>((done) => liar.listen(0, '127.0.0.1', done));
    open.push({ close: () => new Promise((done) => liar.close(done)) });
    const { port } = liar.address() as AddressInfo;
    const itemId = freshItemId();
    const capture = makeCapture(itemId);
    sha256 = capture.item.manifestSha256;
    const { test, person } = await serverWith([
      { url: `http://127.0.0.1:${port}/`, caFile: authority.rootFile },
    ]);
    await putCaptures(test, person, [capture]);
    await postClaim(test, person, makeClaim(person.rightId, itemId, [capture]));
    await expect.poll(() => problemOf(test, person, capture), SOON).toMatch(words);
  });

  it('that does not lead to the configured roots gives no token, and the next one is asked', async () => {
    const foreign = { url: stranger.url, caFile: authority.rootFile };
    const { test, person } = await serverWith([foreign]);
    const capture = await submit(test, person);
    await expect
      .poll(() => problemOf(test, person, capture), SOON)
      .toMatch(/"does-not-hold","conditions":\["chain"\]/);
    const both = await serverWith([foreign, known()]);
    const second = await submit(both.test, both.person);
    await expect.poll(() => stateOf(both.test, both.person, second), SOON).toBe('stamped');
  });

  it('that answers without end is not listened to', async () => {
    const endless = createServer((_request, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(16_384))) if (response.destroyed) return;
      };
      response.on('drain', more);
      more();
    });
    await new Promise<void>((done) => endless.listen(0, '127.0.0.1', done));
    open.push({
      close: () => {
        endless.closeAllConnections();
        return new Promise((done) => endless.close(done));
      },
    });
    const { port } = endless.address() as AddressInfo;
    const { test, person } = await serverWith([{ url: `http://127.0.0.1:${port}/` }]);
    const capture = await submit(test, person);
    await expect.poll(() => problemOf(test, person, capture), SOON).toMatch(/"too-large"/);
  });

  it('that is configured later stamps what came before', async () => {
    const test = await startTestServer();
    open.push(test);
    const person = await addInvestigator(test);
    const capture = await submit(test, person);
    expect(await stateOf(test, person, capture)).toBe('not-configured');
    const { dataFolder, databaseUrl } = test;
    const later = await startServer({
      ...{ dataFolder, databaseUrl, port: 0, logLevel: 'silent' },
      timeStampAuthorities: [known()],
      timeStampPace: PACE,
    });
    const moved = { ...test, url: later.url };
    await expect.poll(() => stateOf(moved, person, capture), SOON).toBe('stamped');
    await later.close();
  });
});

describe('the queue', () => {
  it('has tables of its own, which the program’s role does not reach, and reaches none of the program’s', async () => {
    const { test, person } = await serverWith([known()]);
    await submit(test, person);
    const asRole = async (role: string, sql: string) => {
      const client = await test.owner.connect();
      try {
        await client.query('begin');
        await client.query("select set_config('role', $1, true)", [role]);
        return await client.query(sql);
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    expect((await asRole('marketsafe_jobs', 'select from jobs.job')).rowCount).toBeGreaterThanOrEqual(0);
    await expect(asRole('marketsafe_app', 'select from jobs.job')).rejects.toThrow('permission denied');
    for (const table of ['app.captures', 'app.time_stamps', 'auth."session"', 'meta.signing_keys']) {
      await expect(asRole('marketsafe_jobs', `select from ${table}`)).rejects.toThrow('permission denied');
    }
  });

  it('that lost a job is given it again from the rows, also after the server was killed', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'marketsafe-stamps-'));
    open.push({
      close: async () => {
        await stopPrograms();
        await rm(dataFolder, { recursive: true, force: true });
      },
    });
    const env = { TIME_STAMP_AUTHORITIES: `${authority.url} ${authority.rootFile}` };
    authority.behave('down');
    const first = await startProgram(dataFolder, env);
    const owner = connect(await embeddedDatabaseUrl(dataFolder), '', 2);
    const test = { url: first.url, owner } as TestServer;
    const person = await addInvestigator(test);
    const capture = await submit(test, person);
    await expect.poll(() => problemOf(test, person, capture), SOON).toMatch(/503/);
    // All that the queue knows is gone, and so is the server.
    await owner.query('delete from jobs.job');
    first.child.kill('SIGKILL');
    await Promise.all([owner.end(), gone(first.child)]);
    authority.behave('answer');
    const second = await startProgram(dataFolder, env);
    await expect.poll(() => stateOf({ ...test, url: second.url }, person, capture), SOON).toBe('stamped');
  });

  it('keeps no server from stopping while an authority is silent', async () => {
    authority.behave('silent');
    const test = await startTestServer({
      timeStampAuthorities: [known()],
      timeStampPace: { ...PACE, patience: 600_000 },
    });
    const person = await addInvestigator(test);
    const asked = authority.asked;
    await submit(test, person);
    await expect.poll(() => authority.asked, SOON).toBeGreaterThan(asked);
    const started = Date.now();
    await test.close();
    expect(Date.now() - started).toBeLessThan(120_000);
  });
});

describe('the setting', () => {
  it('names addresses in their order, each with the file of its roots', () => {
    expect(parseAuthorities('')).toEqual([]);
    expect(parseAuthorities(' https://a.example/tsa  /etc/my roots.pem , http://b.example:81/ ,')).toEqual([
      { url: 'https://a.example/tsa', caFile: '/etc/my roots.pem' },
      { url: 'http://b.example:81/' },
    ]);
    for (const text of ['a.example', 'ftp://a.example/', '/etc/roots.pem https://a.example/']) {
      expect(() => parseAuthorities(text)).toThrow('TIME_STAMP_AUTHORITIES');
    }
  });

  it('with a file that is missing or holds no certificate keeps the server from starting', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'marketsafe-roots-'));
    const caFile = join(folder, 'roots.pem');
    const start = () => startTestServer({ timeStampAuthorities: [{ url: authority.url, caFile }] });
    await expect(start()).rejects.toThrow('cannot be read');
    await writeFile(caFile, 'x');
    await expect(start()).rejects.toThrow('holds no certificate');
    await rm(folder, { recursive: true });
  });
});
