import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  auditRootList,
  type ClaimReceipt,
  type ClaimSubmission,
  captureSeal,
  changeList,
  claimList,
  claimReceipt,
  EXTENSION_CLIENT_ID,
  problem,
  renewedTokens,
  reviewPresence,
} from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpensslAuthority, startOpensslAuthority } from '../../scripts/support/openssl-authority.ts';
import { connect } from '../../server/src/db/connect.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { startRoundRobin } from '../support/round-robin.ts';
import { SignInDevice } from '../support/sign-in-device.ts';
import { SOON } from '../support/soon.ts';
import { makeCapture } from './captures.ts';
import { gone, startProgram, stopPrograms } from './program.ts';
import {
  addInvestigator,
  addPerson,
  addProgram,
  freshItemId,
  makeClaim,
  type Person,
  postClaim,
  preparedClaim,
  putCaptures,
  send,
  sendJson,
  type TestServer,
} from './support.ts';

type Process = Awaited<ReturnType<typeof startProgram>>;

const json = { 'content-type': 'application/json' };

let dataFolder: string;
let databaseUrl: string;
let proxy: Awaited<ReturnType<typeof startRoundRobin>>;
let authority: OpensslAuthority;
let both: Process[];
/** What goes by the proxy to both in turn, and what goes to one. */
let test: TestServer;
let one: TestServer;
let other: TestServer;

/** Starts one more process of the program, on the folder and database of the others. */
const start = () =>
  startProgram(dataFolder, {
    ...{ DATABASE_URL: databaseUrl, PUBLIC_URL: proxy.url, TRUSTED_PROXIES: 'loopback' },
    TIME_STAMP_AUTHORITIES: `${authority.url} ${authority.rootFile}`,
  });

/** Has the proxy hand requests to the processes that are there. */
function handOut() {
  const [first = '', second = ''] = both.map(addressOf);
  proxy.to([first, second]);
  one = { ...test, url: first };
  other = { ...test, url: second };
}

/** Where a process itself is reached; beside the address that people open, it says its own port. */
const addressOf = ({ output }: Process) => `http://127.0.0.1:${/port (\d+)/.exec(output())?.[1]}`;

beforeAll(async () => {
  [databaseUrl, proxy, authority] = await Promise.all([
    freshDatabase(),
    startRoundRobin(),
    startOpensslAuthority(),
  ]);
  dataFolder = await mkdtemp(join(tmpdir(), 'marketsafe-several-'));
  test = { url: proxy.url, owner: connect(databaseUrl, '-c timezone=UTC', 4) } as TestServer;
  // Both at once on a folder that is new: its secrets and its signing key are made once.
  both = await Promise.all([start(), start()]);
  handOut();
});
afterAll(async () => {
  await stopPrograms();
  await test.owner.end();
  proxy.close();
  await authority.close();
  await rm(dataFolder, { recursive: true, force: true });
});

describe('signing in', () => {
  it('by a code that one process gives, another shows and the next approves; tokens are renewed by either', async () => {
    const person = await addInvestigator(test);
    const asked = await send(one, '/api/auth/device/code', {
      ...{ method: 'POST', headers: json },
      body: JSON.stringify({ client_id: EXTENSION_CLIENT_ID }),
    });
    const { device_code, user_code } = asked.json as Record<'device_code' | 'user_code', string>;
    await send(other, `/api/auth/device?user_code=${user_code}`, { person });
    const approved = await send(one, '/api/auth/device/approve', {
      ...{ method: 'POST', person, headers: json },
      body: JSON.stringify({ userCode: user_code }),
    });
    expect(approved.status).toBe(200);
    const device = new SignInDevice();
    let { access_token: access, refresh_token: refresh } = await device.redeem(proxy.url, device_code);
    const first = refresh;
    for (let time = 0; time < 6; time += 1) {
      const renewed = renewedTokens.parse((await device.refresh(proxy.url, refresh)).json);
      ({ accessToken: access, refreshToken: refresh } = renewed);
      for (const to of [one, other]) {
        const me = await send(to, '/v1/me', { headers: { authorization: `Bearer ${access}` } });
        expect(me.status).toBe(200);
      }
    }
    // One that was replaced ends the sign-in, wherever it comes to, and that is written down once.
    const again = await device.refresh(proxy.url, first);
    expect(problem.parse(again.json).code).toBe('session-reused');
    for (const to of [one, other]) {
      const me = await send(to, '/v1/me', { headers: { authorization: `Bearer ${access}` } });
      expect(me.status).toBe(401);
    }
    const entries = async () =>
      (
        await test.owner.query(
          "select from app.audit where organisation_id = $1 and entry->>'action' = 'session.reused'",
          [person.organisationId],
        )
      ).rowCount;
    await expect.poll(entries, SOON).toBe(1);
  });
});

describe('a claim', () => {
  it('whose files went to one is taken by the other, and shown by both with the next in its place', async () => {
    const person = await addInvestigator(test);
    const claims: string[] = [];
    for (const [files, claim] of [
      [one, other],
      [other, one],
      [test, test],
    ] as const) {
      const submission = await preparedClaim(files, person);
      expect((await postClaim(claim, person, submission)).status).toBe(201);
      claims.push(submission.claimId);
    }
    for (const to of [one, other]) {
      const { changes } = changeList.parse((await send(to, '/v1/changes', { person })).json);
      expect(changes.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
      const listed = claimList.parse((await send(to, '/v1/claims', { person })).json);
      expect(listed.claims.map(({ claimId }) => claimId).sort()).toEqual([...claims].sort());
    }
  });

  it('that comes to both at once under its key is one claim with one receipt', async () => {
    const person = await addInvestigator(test);
    const submission = await preparedClaim(test, person);
    const key = randomUUID();
    const answers = await Promise.all(
      [one, other, one, other].map((to) => postClaim(to, person, submission, key)),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const receipts = new Set(answers.map(({ json: body }) => JSON.stringify(claimReceipt.parse(body))));
    expect(receipts.size).toBe(1);
  });

  it('has its capture time-stamped once, whichever process does it', async () => {
    const person = await addInvestigator(test);
    const waiting = "select from app.time_stamps where state <> 'stamped'";
    await expect.poll(async () => (await test.owner.query(waiting)).rowCount, SOON).toBe(0);
    // Roots of the audit get a token of their own now and then.
    const forOthers = async () =>
      auditRootList.parse((await send(one, '/v1/audit-roots')).json).stamps.length;
    const before = authority.asked - (await forOthers());
    const captures = [];
    for (const to of [one, other, one, other, one, other]) {
      const itemId = freshItemId();
      const capture = makeCapture(itemId);
      captures.push(capture);
      await putCaptures(to, person, [capture]);
      expect((await postClaim(to, person, makeClaim(person.rightId, itemId, [capture]))).status).toBe(201);
    }
    for (const { item } of captures) {
      await expect
        .poll(async () => {
          const answer = await send(test, `/v1/captures/${item.captureId}/seal`, { person });
          return captureSeal.parse(answer.json).timeStamp.state;
        }, SOON)
        .toBe('stamped');
    }
    await expect.poll(async () => authority.asked - (await forOthers()) - before, SOON).toBe(captures.length);
  });
});

describe('a resumable upload', () => {
  const tus = { 'tus-resumable': '1.0.0' };
  async function begin(person: Person, bytes: Buffer): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const metadata = { sha256, type: 'image/png' };
    const made = await send(one, '/v1/uploads', {
      ...{ method: 'POST', person },
      headers: {
        ...tus,
        'upload-length': String(bytes.length),
        'upload-metadata': Object.entries(metadata)
          .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
          .join(','),
      },
    });
    expect(made.status).toBe(201);
    return made.headers.get('location') ?? '';
  }
  const patch = (to: TestServer, person: Person, location: string, offset: number, body: Buffer) =>
    send(to, location, {
      ...{ method: 'PATCH', person, body },
      headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
    });
  const isThere = async (person: Person, bytes: Buffer) => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const got = await send(test, `/v1/blobs/${hash}`, { person });
    return got.status === 200 && got.bytes.equals(bytes);
  };

  it('whose pieces go to both in turn is the file', async () => {
    const person = await addInvestigator(test);
    const bytes = randomBytes(500_000);
    const location = await begin(person, bytes);
    for (let offset = 0; offset < bytes.length; offset += 100_000) {
      const head = await send(test, location, { method: 'HEAD', person, headers: tus });
      expect(Number(head.headers.get('upload-offset'))).toBe(offset);
      const answer = await patch(test, person, location, offset, bytes.subarray(offset, offset + 100_000));
      expect(answer.status).toBe(204);
    }
    expect(await isThere(person, bytes)).toBe(true);
  });

  it('whose piece comes to both at once is written once', async () => {
    const person = await addInvestigator(test);
    for (let round = 0; round < 5; round += 1) {
      const bytes = randomBytes(300_000);
      const location = await begin(person, bytes);
      const first = bytes.subarray(0, 150_000);
      const answers = await Promise.all([one, other].map((to) => patch(to, person, location, 0, first)));
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      expect((await patch(test, person, location, 150_000, bytes.subarray(150_000))).status).toBe(204);
      expect(await isThere(person, bytes)).toBe(true);
    }
  });
});

describe('how often somebody may ask', () => {
  it('counts guesses of a password together, and each process says when to come again', async () => {
    const guess = (to: TestServer) =>
      send(to, '/api/auth/sign-in/email', {
        ...{ method: 'POST', headers: { ...json, origin: proxy.url } },
        body: JSON.stringify({ email: 'guessed@holder.example', password: 'a-guess-of-somebody' }),
      });
    const looked = [];
    for (let time = 0; time < 5; time += 1) looked.push((await guess(time % 2 ? one : other)).status);
    expect(looked).toEqual([401, 401, 401, 401, 401]);
    for (const to of [one, other]) {
      const refused = await guess(to);
      expect([refused.status, problem.parse(refused.json).code]).toEqual([429, 'too-many-requests']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(600);
    }
  });

  it('counts all requests of a person together, to the second', async () => {
    const person = await addInvestigator(test);
    const ask = async (to: TestServer, times: number) => {
      for (let time = 0; time < times; time += 1) await send(to, '/v1/me', { person });
    };
    // As a third process has it, which was asked for nearly all that a minute allows.
    const name = createHash('sha256').update(`requests user:${person.userId}`).digest('base64url');
    await test.owner.query(`insert into auth."count" values ($1, 1100, now() + interval '55 seconds')`, [
      name,
    ]);
    await Promise.all([one, other].map((to) => ask(to, 80)));
    // Neither had them all.
    for (const to of [one, other]) {
      const answer = () => send(to, '/v1/me', { person });
      await expect.poll(async () => (await answer()).status, SOON).toBe(429);
      expect(Number((await answer()).headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });
});

describe('what people hear', () => {
  it('a mail goes out once', async () => {
    const person = await addInvestigator(test);
    await send(one, '/v1/password/forgotten', {
      ...{ method: 'POST', headers: json },
      body: JSON.stringify({ email: `${person.userId}@test.example` }),
    });
    const mails = () => readdir(join(dataFolder, 'mail')).catch(() => []);
    await expect.poll(mails, SOON).toHaveLength(1);
    await expect
      .poll(async () => (await test.owner.query('select from mail.outgoing')).rowCount, SOON)
      .toBe(0);
    expect(await mails()).toHaveLength(1);
  });

  it('two who look at one claim at different processes hear of each other', async () => {
    const { analyst, program } = await addProgram(test);
    const ben = await addPerson(test, program, ['analyst']);
    const person = await addInvestigator(test);
    const claim = await preparedClaim(test, person);
    await postClaim(test, person, claim);
    const look = async (to: TestServer, by: Person) => {
      const answer = await sendJson(to, `/v1/review/claims/${claim.claimId}/presence`, {
        ...{ method: 'PUT', person: by, body: {} },
      });
      return reviewPresence.parse(answer.json).others.map(({ userId }) => userId);
    };
    expect(await look(one, analyst)).toEqual([]);
    expect(await look(other, ben)).toEqual([analyst.userId]);
    expect(await look(one, analyst)).toEqual([ben.userId]);
  });
});

describe('a process that is killed under traffic', () => {
  /** Does it until it is answered as it should be: what a dying process leaves without an answer is sent again. */
  async function persist<Result>(work: () => Promise<Result | null>): Promise<Result> {
    for (;;) {
      const result = await work().catch(() => null);
      if (result !== null) return result;
    }
  }

  it.each([0, 1])('loses nothing and doubles nothing, and the other goes on (%i)', async (victim) => {
    const person = await addInvestigator(test);
    const receipts: ClaimReceipt[] = [];
    const sent: ClaimSubmission[] = [];
    let stopping = false;
    const sender = async () => {
      while (!stopping) {
        const itemId = freshItemId();
        const capture = makeCapture(itemId);
        const claim = makeClaim(person.rightId, itemId, [capture]);
        const key = randomUUID();
        sent.push(claim);
        await persist(async () => {
          await putCaptures(test, person, [capture]);
          return true;
        });
        receipts.push(
          await persist(async () => {
            const answer = await postClaim(test, person, claim, key);
            return answer.status === 201 ? claimReceipt.parse(answer.json) : null;
          }),
        );
      }
    };
    const senders = [1, 2, 3, 4].map(sender);
    await expect.poll(() => receipts.length, SOON).toBeGreaterThan(8);
    const dead = both[victim] as Process;
    dead.child.kill('SIGKILL');
    await gone(dead.child);
    const then = receipts.length;
    await expect.poll(() => receipts.length, SOON).toBeGreaterThan(then + 12);
    stopping = true;
    await Promise.all(senders);

    expect(receipts.map(({ claimId }) => claimId).sort()).toEqual(sent.map(({ claimId }) => claimId).sort());
    expect(new Set(receipts.map(({ number }) => number)).size).toBe(sent.length);
    both[victim] = await start();
    handOut();
    for (const to of [one, other]) {
      const { changes } = changeList.parse((await send(to, '/v1/changes', { person })).json);
      expect(changes.map(({ sequence }) => sequence)).toEqual(sent.map((_, index) => index + 1));
    }
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });
});
