import { madeToken, me, ownAccount, problem, type TokenScope } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOON } from '../support/soon.ts';
import { makeDevice } from './captures.ts';
import { openMailbox } from './mailbox.ts';
import {
  addOrganisation,
  addPerson,
  enrol,
  type Person,
  send,
  startTestServer,
  type TestServer,
  withToken,
} from './support.ts';

const PASSWORD = 'correct horse battery staple';
const OTHER = 'another battery of staples';

let test: TestServer;
let nextMail: ReturnType<typeof openMailbox>;
beforeAll(async () => {
  test = await startTestServer();
  nextMail = openMailbox(test.dataFolder);
});
afterAll(() => test.close());

const call = (method: string, path: string, person?: Person, body?: unknown, headers = {}) =>
  send(test, path, {
    ...{ method, person },
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const refusal = ({ status, json }: Awaited<ReturnType<typeof send>>) => [status, problem.parse(json).code];
const signIn = (email: string, password = PASSWORD) =>
  call('POST', '/api/auth/sign-in/email', undefined, { email, password }, { origin: test.url });

/** Somebody with a password, and one session of theirs. */
async function somebody(roles: Parameters<typeof addPerson>[2] = ['investigator']) {
  const person = await addPerson(test, await addOrganisation(test), roles);
  const email = `${person.userId}@test.example`;
  await test.owner.query(
    `insert into auth."account" ("id", "accountId", "providerId", "userId", "updatedAt") values ($1, $1, 'credential', $1, now())`,
    [person.userId],
  );
  const reset = await linkOf(email);
  expect(
    (await call('POST', '/v1/password/reset', undefined, { secret: reset, password: PASSWORD })).status,
  ).toBe(204);
  const { json } = await signIn(email);
  return { ...person, email, token: (json as { token: string }).token };
}

/** Shows again who one is. */
const prove = (person: { token: string }) =>
  call('POST', '/v1/me/proof', person as never, { password: PASSWORD });

/** The secret of a link to a new password. */
async function linkOf(email: string): Promise<string> {
  expect((await call('POST', '/v1/password/forgotten', undefined, { email })).status).toBe(202);
  let secret = '';
  await expect
    .poll(async () => {
      secret = /password#([\w-]{43})/.exec((await nextMail(email)) ?? '')?.[1] ?? '';
      return secret;
    }, SOON)
    .not.toBe('');
  return secret;
}

const account = async (person: Person) =>
  ownAccount.parse((await call('GET', '/v1/me/account', person)).json);
const isIn = async (person: Person) => (await call('GET', '/v1/me', person)).status === 200;

describe('a password', () => {
  it('is changed by who knows the present one; all other sessions end, and a mail says so', async () => {
    const person = await somebody();
    const extension = await withToken(test, person, ['account']);
    const second = { ...person, token: ((await signIn(person.email)).json as { token: string }).token };
    const change = (current: string, password: string) =>
      call('PUT', '/v1/me/password', person, { current, password });
    expect(refusal(await change('wrong', OTHER))).toEqual([403, 'password-wrong']);
    expect(refusal(await change(PASSWORD, 'too short'))).toEqual([422, 'body-invalid']);
    expect(await isIn(second)).toBe(true);
    expect((await change(PASSWORD, OTHER)).status).toBe(204);
    expect([await isIn(person), await isIn(second), await isIn(extension)]).toEqual([true, false, false]);
    expect([(await signIn(person.email)).status, (await signIn(person.email, OTHER)).status]).toEqual([
      401, 200,
    ]);
    await expect.poll(() => nextMail(person.email), SOON).toContain('was changed');
    await expect.poll(() => nextMail(person.email), SOON).toContain('was changed');
    const { rows } = await test.owner.query(
      `select entry->>'action' as action from app.audit where organisation_id = $1 order by sequence`,
      [person.organisationId],
    );
    expect(rows.map(({ action }) => action)).toContain('password.changed');
  });

  it('is reset by a mail’s link once, in time, and the answer does not say who has an account', async () => {
    const person = await somebody();
    const reset = (secret: string) =>
      call('POST', '/v1/password/reset', undefined, { secret, password: OTHER });
    const first = await linkOf(person.email.toUpperCase().toLowerCase());
    const second = await linkOf(person.email);
    expect(refusal(await reset(first))).toEqual([404, 'reset-link-void']);
    expect((await reset(second)).status).toBe(204);
    expect(await isIn(person)).toBe(false);
    expect(refusal(await reset(second))).toEqual([404, 'reset-link-void']);
    const late = await linkOf(person.email);
    await test.owner.query(`update auth."passwordReset" set "expiresAt" = now() - interval '1 second'`);
    expect(refusal(await reset(late))).toEqual([404, 'reset-link-void']);
    expect((await signIn(person.email, OTHER)).status).toBe(200);

    const known = await call('POST', '/v1/password/forgotten', undefined, { email: person.email });
    const unknown = await call('POST', '/v1/password/forgotten', undefined, { email: 'nobody@test.example' });
    expect([unknown.status, unknown.bytes.toString()]).toEqual([known.status, known.bytes.toString()]);
    const { rows } = await test.owner.query('select "hash" from auth."passwordReset"');
    expect(JSON.stringify(rows)).not.toContain(late);
  });

  it('is asked for by mail only so often', async () => {
    const limited = await startTestServer({ rateLimit: true });
    const statuses: number[] = [];
    for (let asked = 0; asked < 61; asked += 1) {
      const answer = await send(limited, '/v1/password/forgotten', {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({ email: `${asked}@test.example` }),
      });
      statuses.push(answer.status);
    }
    expect([statuses[0], statuses[59], statuses[60]]).toEqual([202, 202, 429]);
    await limited.close();
  });
});

describe('sessions', () => {
  it('are listed with what is known of them, and ended one by one', async () => {
    const person = await somebody();
    const extension = await withToken(test, person, ['account', 'claims:submit']);
    expect(await isIn(extension)).toBe(true);
    const listed = await account(person);
    expect(listed.sessions.map(({ kind, current }) => [kind, current]).sort()).toEqual([
      ['console', true],
      ['extension', false],
    ]);
    const other = listed.sessions.find(({ kind }) => kind === 'extension')?.sessionId ?? '';
    const stranger = await somebody();
    expect(refusal(await call('DELETE', `/v1/me/sessions/${other}`, stranger))).toEqual([
      404,
      'session-unknown',
    ]);
    expect((await call('GET', '/v1/me/account', extension)).status).toBe(403);
    expect((await call('DELETE', `/v1/me/sessions/${other}`, person)).status).toBe(204);
    expect([await isIn(extension), await isIn(person)]).toEqual([false, true]);
    expect(refusal(await call('DELETE', `/v1/me/sessions/${other}`, person))).toEqual([
      404,
      'session-unknown',
    ]);
  });

  it('of a lost laptop end with the key of its device, in one step', async () => {
    const person = await somebody();
    const extension = await withToken(test, person, ['account', 'claims:submit']);
    const device = makeDevice();
    expect((await enrol(test, extension, device)).status).toBe(201);
    const found = (await account(person)).sessions.find(({ deviceId }) => deviceId === device.deviceId);
    expect((await call('DELETE', `/v1/me/sessions/${found?.sessionId}?lost=true`, person)).status).toBe(204);
    expect(await isIn(extension)).toBe(false);
    const { rows } = await test.owner.query(
      'select * from app.device_revocations where organisation_id = $1',
      [person.organisationId],
    );
    expect(rows).toMatchObject([{ device_id: device.deviceId, revoked_by: person.userId }]);

    // Found again, it signs in with a new key: the lost one is never taken, and the new one ends as well as any.
    const again = await withToken(test, person, ['account', 'claims:submit']);
    expect(refusal(await enrol(test, again, device))).toEqual([409, 'device-lost']);
    const anew = makeDevice();
    expect((await enrol(test, again, anew)).status).toBe(201);
    expect((await account(person)).sessions.map(({ deviceId }) => deviceId)).toContain(anew.deviceId);
  });
});

describe('a token of a program', () => {
  const order = (scopes: TokenScope[], days = 30) => ({ name: 'Nightly export', scopes, days });

  it('is shown once, kept as a hash, acts within its scopes for its organisation, and ends when it is revoked', async () => {
    const person = await somebody();
    await prove(person);
    const made = await call('POST', '/v1/me/tokens', person, order(['account']));
    expect(made.status).toBe(201);
    const { token } = madeToken.parse(made.json);
    const program = { ...person, token };
    const who = me.parse((await call('GET', '/v1/me', program)).json);
    expect([who.user.email, who.organisation.organisationId]).toEqual([person.email, person.organisationId]);
    expect(refusal(await call('GET', '/v1/rights', program))).toEqual([403, 'token-narrower']);
    for (const [method, path] of [
      ['GET', '/v1/me/account'],
      ['POST', '/v1/me/tokens'],
      ['GET', '/v1/claims'],
    ] as const) {
      expect(
        (await call(method, path, program, method === 'POST' ? order(['account']) : undefined)).status,
      ).toBe(403);
    }
    const listed = (await account(person)).tokens;
    expect(listed).toMatchObject([
      {
        name: 'Nightly export',
        prefix: token.slice(0, 10),
        scopes: ['account'],
        lastUsedAt: expect.any(String),
      },
    ]);
    const { rows } = await test.owner.query('select * from auth."apiToken"');
    expect(JSON.stringify(rows)).not.toContain(token.slice(10));
    const tokenId = listed[0]?.tokenId ?? '';
    expect(refusal(await call('DELETE', `/v1/me/tokens/${tokenId}`, await somebody()))).toEqual([
      404,
      'session-unknown',
    ]);
    expect((await call('DELETE', `/v1/me/tokens/${tokenId}`, person)).status).toBe(204);
    expect((await call('GET', '/v1/me', program)).status).toBe(401);
    const audit = await test.owner.query(
      `select entry->>'action' as action from app.audit where organisation_id = $1 and entity = $2 order by sequence`,
      [person.organisationId, tokenId],
    );
    expect(audit.rows.map(({ action }) => action)).toEqual(['api-token.made', 'api-token.revoked']);
  });

  it('is made only for whoever has shown of late who they are, and nothing is written before', async () => {
    const person = await somebody();
    const make = () => call('POST', '/v1/me/tokens', person, order(['account']));
    expect(refusal(await make())).toEqual([403, 'proof-needed']);
    expect((await account(person)).tokens).toEqual([]);
    const wrong = await call('POST', '/v1/me/proof', person, { password: 'not the one' });
    expect(refusal(wrong)).toEqual([403, 'password-wrong']);
    expect(refusal(await make())).toEqual([403, 'proof-needed']);
    expect((await prove(person)).status).toBe(204);
    expect((await make()).status).toBe(201);
    // The proof is this session's, and not for long.
    const other = { ...person, token: ((await signIn(person.email)).json as { token: string }).token };
    expect(refusal(await call('POST', '/v1/me/tokens', other, order(['account'])))).toEqual([
      403,
      'proof-needed',
    ]);
    await test.owner.query(
      `update auth."session" set "provenAt" = "provenAt" - interval '6 minutes' where "userId" = $1`,
      [person.userId],
    );
    expect(refusal(await make())).toEqual([403, 'proof-needed']);
    expect((await account(person)).tokens).toHaveLength(1);
  });

  it('ends by its date and with its person’s work, and is never made for longer than a year', async () => {
    const person = await somebody();
    await prove(person);
    const make = async () =>
      madeToken.parse((await call('POST', '/v1/me/tokens', person, order(['account']))).json).token;
    const old = { ...person, token: await make() };
    await test.owner.query(`update auth."apiToken" set "expiresAt" = now() where "userId" = $1`, [
      person.userId,
    ]);
    expect((await call('GET', '/v1/me', old)).status).toBe(401);
    const live = { ...person, token: await make() };
    expect(await isIn(live)).toBe(true);
    await test.owner.query('update app.memberships set ended_at = now() where user_id = $1', [person.userId]);
    expect(refusal(await call('GET', '/v1/me', live))).toEqual([403, 'no-organisation']);
    const another = await somebody();
    for (const days of [0, 366]) {
      expect((await call('POST', '/v1/me/tokens', another, order(['account'], days))).status).toBe(422);
    }
    expect((await call('POST', '/v1/me/tokens', another, order([]))).status).toBe(422);
  });
});
