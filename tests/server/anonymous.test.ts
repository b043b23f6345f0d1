import { randomBytes } from 'node:crypto';
import { EXTENSION_CLIENT_ID, problem } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addInvestigator, type Sent, send, startTestServer, type TestServer } from './support.ts';

let test: TestServer;
let demo: { email: string; password: string; users: string[] };
beforeAll(async () => {
  // Addresses are those that a proxy names, so that a test can come from many.
  test = await startTestServer({ seedDemo: true, rateLimit: true, trustedProxies: ['127.0.0.1'] });
  if (!test.server.demo) throw new Error('no demo program');
  demo = test.server.demo;
});
afterAll(() => test.close());

const post = (path: string, body: string, { headers = {}, ...more }: Sent = {}) =>
  send(test, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: test.url, ...headers },
    body,
    ...more,
  });
const from = (address: string, more: Record<string, string> = {}) => ({
  headers: { 'x-forwarded-for': address, ...more },
});
const signIn = (email: string, password: string, sent?: Sent) =>
  post('/api/auth/sign-in/email', JSON.stringify({ email, password }), sent);

describe('guesses of a password', () => {
  it('end after some, however many addresses they come from and however they are written', async () => {
    const [, email = ''] = demo.users;
    const looked: number[] = [];
    for (let address = 1; address <= 12; address += 1) {
      for (let guess = 0; guess < 2; guess += 1) {
        const form = { 'content-type': 'application/x-www-form-urlencoded' };
        const password = `guess-number-${address}-${guess}`;
        const sent = from(`10.1.0.${address}`, guess === 1 ? form : {});
        const answer =
          guess === 1
            ? await post('/api/auth/sign-in/email', String(new URLSearchParams({ email, password })), sent)
            : await signIn(address % 2 === 1 ? email.toUpperCase() : email, password, sent);
        looked.push(answer.status);
      }
    }
    expect(looked.filter((status) => status === 401)).toHaveLength(20);
    expect(looked.slice(20).every((status) => status === 429)).toBe(true);
    // Nor is the right one looked at from there.
    const right = await signIn(email, demo.password, from('10.1.0.1'));
    expect([right.status, problem.parse(right.json).code]).toEqual([429, 'too-many-requests']);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('of others never close an account to its person: at another address, or in a browser they know, at the same', async () => {
    const known = await signIn(demo.email, demo.password, from('10.2.0.1'));
    const mark = known.headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith('marketsafe.known_browser='));
    expect(mark).toMatch(/HttpOnly; SameSite=Lax/);
    const cookie = mark?.split(';')[0] ?? '';
    const guesses = [];
    for (let guess = 0; guess < 8; guess += 1) {
      guesses.push((await signIn(demo.email, `guess-number-${guess}`, from('10.2.0.1'))).status);
    }
    expect(guesses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(guesses.at(-1)).toBe(429);
    expect((await signIn(demo.email, demo.password, from('10.2.0.1'))).status).toBe(429);
    expect((await signIn(demo.email, demo.password, from('10.2.0.1', { cookie }))).status).toBe(200);
    expect((await signIn(demo.email, demo.password, from('10.2.0.2'))).status).toBe(200);
  });
});

describe('codes of devices', () => {
  const CODE = '/api/auth/device/code';
  const rows = async () =>
    (await test.owner.query('select "userId", "scope" from auth."deviceCode" order by "expiresAt"')).rows;

  it('keep nothing but what they need: no text of any length, nobody’s name', async () => {
    const long = await post(
      CODE,
      JSON.stringify({ client_id: EXTENSION_CLIENT_ID, scope: 'x'.repeat(60_000) }),
      from('10.3.0.1'),
    );
    expect(long.status).toBe(400);
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      const asked = { client_id: EXTENSION_CLIENT_ID, user_id: 'z'.repeat(30_000) };
      const body = type.endsWith('json') ? JSON.stringify(asked) : String(new URLSearchParams(asked));
      const answer = await post(CODE, body, from('10.3.0.1', { 'content-type': type }));
      expect(answer.status).toBe(200);
    }
    for (const broken of ['', '{"client_id":', 'null', '[]', '{"client_id":7}']) {
      expect((await post(CODE, broken, from('10.3.0.1'))).status).toBe(400);
    }
    expect((await rows()).map((row) => row.userId)).toEqual([null, null]);
  });

  it('are given to one address some at a time', async () => {
    const body = JSON.stringify({ client_id: EXTENSION_CLIENT_ID });
    const asked = Array.from({ length: 40 }, () => post(CODE, body, from('10.3.0.2')));
    const answers = await Promise.all(asked);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post(CODE, body, from('10.3.0.3'))).status).toBe(200);
  });

  it('are removed once they have expired, and no further one is made while there are too many', async () => {
    await test.owner.query(`
      insert into auth."deviceCode" ("id", "deviceCode", "userCode", "expiresAt", "status")
      select n::text, 'd' || n, 'u' || n, now() - interval '11 minutes', 'pending' from generate_series(1, 20000) n`);
    const body = JSON.stringify({ client_id: EXTENSION_CLIENT_ID });
    const refused = await post(CODE, body, from('10.3.0.4'));
    expect([refused.status, problem.parse(refused.json).code]).toEqual([429, 'too-many-requests']);
    // A server that starts removes them, and then once a minute.
    const again = await startTestServer({ dataFolder: test.dataFolder, databaseUrl: test.databaseUrl });
    await expect.poll(async () => (await rows()).length, { timeout: 30_000 }).toBeLessThan(100);
    await again.server.close();
    await again.owner.end();
    expect((await post(CODE, body, from('10.3.0.4'))).status).toBe(200);
  });
});

describe('a token that is made up', () => {
  it('does not get round the limit of its address; one that is somebody’s has a count of its own', async () => {
    const left = async (authorization: string) => {
      const { headers } = await send(test, '/v1/keys', from('10.4.0.1', { authorization }));
      return Number(headers.get('x-ratelimit-remaining'));
    };
    const madeUp = () => `Bearer ${randomBytes(24).toString('hex')}`;
    const first = await left(madeUp());
    expect(await left(madeUp())).toBe(first - 1);
    expect(await left(madeUp())).toBe(first - 2);

    const person = await addInvestigator(test);
    const theirs = `Bearer ${person.token}`;
    await send(test, '/v1/me', from('10.4.0.1', { authorization: theirs }));
    expect(await left(theirs)).toBeGreaterThan(first - 2);
    expect(await left(madeUp())).toBe(first - 3);
  });
});
