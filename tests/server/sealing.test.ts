import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID, sign, verify } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  captureSeal,
  enrolmentStatement,
  PROBLEM_BASE,
  problem,
  type ServerChallenge,
  serverKeys,
  signedStatement,
} from '@marketsafe/contract';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../server/src/index.ts';
import { enrolmentOf, makeCapture, makeDevice, saidBy, signAs } from './captures.ts';
import {
  addInvestigator,
  enrol,
  fetchChallenge,
  freshItemId,
  makeClaim,
  type Person,
  postClaim,
  postDevice,
  putFiles,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let investigator: Person & { rightId: string };
let stranger: Person & { rightId: string };
beforeAll(async () => {
  test = await startTestServer();
  investigator = await addInvestigator(test);
  stranger = await addInvestigator(test);
});
afterAll(() => test.close());

const kindOf = (json: unknown) => problem.parse(json).type.replace(PROBLEM_BASE, '');

async function keysOf(url: string) {
  const answer = await fetch(`${url}/v1/keys`);
  return serverKeys.parse(await answer.json()).keys;
}

/** Whether a published key made a signature, by Node's own code. */
async function isSigned(text: string, { keyId, signature }: { keyId: string; signature: string }) {
  const key = (await keysOf(test.url)).find((one) => one.keyId === keyId);
  if (!key) return false;
  return verify(
    'sha256',
    Buffer.from(text),
    { key: Buffer.from(key.publicKey, 'base64'), format: 'der', type: 'spki', dsaEncoding: 'der' },
    Buffer.from(signature, 'base64'),
  );
}

const signedOf = ({ challenge, issuedAt }: ServerChallenge) =>
  canonicalize({ challenge, issuedAt, purpose: 'not-before' }) ?? '';

/** A challenge that the server could have issued at another time: signed with its own key. */
async function challengeOf(ageMs: number): Promise<ServerChallenge> {
  const key = createPrivateKey(await readFile(join(test.dataFolder, 'signing-key.pem')));
  const [published] = await keysOf(test.url);
  const challenge: ServerChallenge = {
    challenge: randomBytes(32).toString('base64'),
    issuedAt: new Date(Date.now() - ageMs).toISOString(),
    keyId: published?.keyId ?? '',
    signature: '',
  };
  const signature = sign('sha256', Buffer.from(signedOf(challenge)), { key, dsaEncoding: 'der' });
  return { ...challenge, signature: signature.toString('base64') };
}

describe('the program’s key', () => {
  it('is published to everybody, lies in a file only its owner reads, and stays over a restart', async () => {
    const path = join(test.dataFolder, 'signing-key.pem');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const before = await readFile(path, 'utf8');
    const keys = await keysOf(test.url);
    expect(keys).toHaveLength(1);
    expect(keys[0]?.keyId).toBe(sha256(Buffer.from(keys[0]?.publicKey ?? '', 'base64')));
    const { dataFolder, databaseUrl } = test;
    const again = await startServer({ dataFolder, databaseUrl, port: 0, logLevel: 'silent' });
    expect(await keysOf(again.url)).toEqual(keys);
    await again.close();
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('may be given by a file; those before it stay published, and what they signed is still known', async () => {
    const other = await startTestServer();
    const person = await addInvestigator(other);
    const challenge = await fetchChallenge(other, person);
    const [first] = await keysOf(other.url);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const signingKeyFile = join(other.dataFolder, 'given.pem');
    // SEC 1, as `openssl ecparam -genkey` writes it.
    await writeFile(signingKeyFile, privateKey.export({ type: 'sec1', format: 'pem' }));
    const { dataFolder, databaseUrl } = other;
    const again = await startServer({ dataFolder, databaseUrl, signingKeyFile, port: 0, logLevel: 'silent' });
    const keys = await keysOf(again.url);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toEqual(first);
    const moved = { ...other, url: again.url };
    expect((await fetchChallenge(moved, person)).keyId).toBe(keys[1]?.keyId);
    expect((await postDevice(moved, person, enrolmentOf(makeDevice(), challenge))).status).toBe(201);
    await again.close();
    await other.close();
  });

  it('that is damaged or on another curve keeps the server from starting, and is not replaced', async () => {
    const other = await startTestServer();
    const { dataFolder, databaseUrl } = other;
    const path = join(dataFolder, 'signing-key.pem');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    for (const text of ['', 'x', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()]) {
      await writeFile(path, text);
      await expect(startServer({ dataFolder, databaseUrl, port: 0 })).rejects.toThrow('P-256');
      expect(await readFile(path, 'utf8')).toBe(text);
    }
    const signingKeyFile = join(dataFolder, 'none.pem');
    await expect(startServer({ dataFolder, databaseUrl, signingKeyFile, port: 0 })).rejects.toThrow(
      'cannot be read',
    );
    await other.close();
  });
});

describe('GET /v1/challenge', () => {
  it('gives other random bytes each time, signed with the time', async () => {
    const [one, other] = await Promise.all([
      fetchChallenge(test, investigator),
      fetchChallenge(test, investigator),
    ]);
    expect(one.challenge).not.toBe(other.challenge);
    expect(Buffer.from(one.challenge, 'base64')).toHaveLength(32);
    expect(Math.abs(Date.now() - Date.parse(one.issuedAt))).toBeLessThan(600_000);
    expect(await isSigned(signedOf(one), one)).toBe(true);
    const answer = await send(test, '/v1/challenge', { person: investigator });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is for those who are signed in', async () => {
    expect((await send(test, '/v1/challenge')).status).toBe(401);
  });
});

describe('POST /v1/devices', () => {
  it('answers with a signed statement, the same when asked again, and one audit entry', async () => {
    const device = makeDevice();
    const first = await enrol(test, investigator, device);
    expect(first.status).toBe(201);
    const statement = signedStatement.parse(first.json);
    expect(await isSigned(statement.text, statement)).toBe(true);
    const says = enrolmentStatement.parse(saidBy(statement));
    expect(statement.text).toBe(canonicalize(says));
    expect(says).toMatchObject({
      deviceId: device.deviceId,
      organisationId: investigator.organisationId,
      publicKeySha256: sha256(Buffer.from(device.publicKey, 'base64')),
    });
    const again = await enrol(test, investigator, device);
    expect([again.status, again.json]).toEqual([200, first.json]);
    const entries = await test.owner.query("select entry from app.audit where entry ->> 'entity' = $1", [
      device.deviceId,
    ]);
    expect(entries.rows.map(({ entry }) => [entry.action, entry.actorUserId])).toEqual([
      ['device.enrolled', investigator.userId],
    ]);
  });

  it('happens once when many ask at the same moment', async () => {
    const device = makeDevice();
    const answers = await Promise.all(Array.from({ length: 6 }, () => enrol(test, investigator, device)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1);
  });

  it('refuses another key for a device that is known, and leaves it as it was', async () => {
    const device = makeDevice();
    const first = await enrol(test, investigator, device);
    const answer = await enrol(test, investigator, { ...makeDevice(), deviceId: device.deviceId });
    expect([answer.status, kindOf(answer.json)]).toEqual([409, 'device-conflict']);
    expect((await enrol(test, investigator, device)).json).toEqual(first.json);
  });

  it('lets two organisations enrol one device, each with a statement of its own and neither hearing of the other', async () => {
    const device = makeDevice();
    const ours = await enrol(test, investigator, device);
    const theirs = await enrol(test, stranger, device);
    expect([ours.status, theirs.status]).toEqual([201, 201]);
    expect(saidBy(signedStatement.parse(theirs.json)).organisationId).toBe(stranger.organisationId);
    const impostor = await enrol(test, await addInvestigator(test), {
      ...makeDevice(),
      deviceId: device.deviceId,
    });
    expect(impostor.status).toBe(201);
  });

  type Enrolment = ReturnType<typeof enrolmentOf>;
  const p384 = () =>
    generateKeyPairSync('ec', { namedCurve: 'P-384' })
      .publicKey.export({ type: 'spki', format: 'der' })
      .toString('base64');
  it.each<[string, (good: Enrolment) => Promise<object> | object, string]>([
    ['a proof by another key', (good) => ({ ...good, signature: signAs(makeDevice(), 'x') }), '/signature'],
    ['a proof for another device', (good) => ({ ...good, deviceId: randomUUID() }), '/signature'],
    [
      'another key than the proof’s',
      (good) => ({ ...good, publicKey: makeDevice().publicKey }),
      '/signature',
    ],
    [
      'a proof over another challenge',
      async (good) => ({ ...good, challenge: await fetchChallenge(test, investigator) }),
      '/signature',
    ],
    [
      'a challenge of its own making',
      (good) => ({ ...good, challenge: { ...good.challenge, signature: signAs(makeDevice(), 'x') } }),
      '/challenge',
    ],
    [
      'a challenge with another time',
      ({ challenge, ...good }) => {
        const issuedAt = new Date(Date.parse(challenge.issuedAt) - 1).toISOString();
        return { ...good, challenge: { ...challenge, issuedAt } };
      },
      '/challenge',
    ],
    [
      'a challenge of a key nobody knows',
      (good) => ({ ...good, challenge: { ...good.challenge, keyId: '0'.repeat(64) } }),
      '/challenge',
    ],
    [
      'a challenge that is older than a day',
      async () => enrolmentOf(makeDevice(), await challengeOf(24 * 60 * 60 * 1000 + 1_000)),
      '/challenge',
    ],
    [
      'a challenge of tomorrow',
      async () => enrolmentOf(makeDevice(), await challengeOf(-24 * 60 * 60 * 1000)),
      '/challenge',
    ],
    ['a key on another curve', (good) => ({ ...good, publicKey: p384() }), '/publicKey'],
    ['a key that is none', (good) => ({ ...good, publicKey: 'AAAA' }), '/publicKey'],
  ])('refuses %s, and knows the device no more than before', async (_, change, path) => {
    const device = makeDevice();
    const good = enrolmentOf(device, await fetchChallenge(test, investigator));
    const answer = await postDevice(test, investigator, await change(good));
    expect([answer.status, kindOf(answer.json)]).toEqual([422, 'invalid-body']);
    expect(problem.parse(answer.json).errors?.map((error) => error.path)).toEqual([path]);
    const known = await test.owner.query('select from app.devices where device_id = $1', [device.deviceId]);
    expect(known.rowCount).toBe(0);
  });

  it('takes a challenge that is almost a day old', async () => {
    const challenge = await challengeOf(24 * 60 * 60 * 1000 - 60_000);
    expect((await postDevice(test, investigator, enrolmentOf(makeDevice(), challenge))).status).toBe(201);
  });

  it('is for those who are signed in', async () => {
    const body = enrolmentOf(makeDevice(), await fetchChallenge(test, investigator));
    expect((await postDevice(test, undefined, body)).status).toBe(401);
  });
});

describe('a claim whose device is not known', () => {
  it('waits with 409, keeps nothing, and is taken under the same key once the device is enrolled', async () => {
    const device = makeDevice();
    const itemId = freshItemId();
    const capture = makeCapture(itemId, { device });
    await putFiles(test, investigator, [capture]);
    const claim = makeClaim(investigator.rightId, itemId, [capture]);
    const key = randomUUID();
    const refused = await postClaim(test, investigator, claim, key);
    expect([refused.status, kindOf(refused.json)]).toEqual([409, 'device-unknown']);
    // Another organisation's enrolment is not this one's.
    await enrol(test, stranger, device);
    expect(kindOf((await postClaim(test, investigator, claim, key)).json)).toBe('device-unknown');
    expect(
      (await test.owner.query('select from app.claims where claim_id = $1', [claim.claimId])).rowCount,
    ).toBe(0);
    await enrol(test, investigator, device);
    expect((await postClaim(test, investigator, claim, key)).status).toBe(201);
    const seal = await send(test, `/v1/captures/${capture.item.captureId}/seal`, { person: investigator });
    expect(captureSeal.parse(seal.json).device.publicKey).toBe(device.publicKey);
  });
});
