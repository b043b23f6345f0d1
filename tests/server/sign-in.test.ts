import { randomBytes, scryptSync } from 'node:crypto';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EXTENSION_CLIENT_ID, me, PROBLEM_BASE, problem, ROLES, rightsList } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SignInDevice } from '../support/sign-in-device.ts';
import { SOON } from '../support/soon.ts';
import { send, startTestServer, type TestServer } from './support.ts';

let test: TestServer;
let demo: { email: string; password: string; users: string[] };
beforeAll(async () => {
  test = await startTestServer({ seedDemo: true });
  if (!test.server.demo) throw new Error('no demo program');
  demo = test.server.demo;
});
afterAll(() => test.close());

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  send(test, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const signIn = (email = demo.email, password = demo.password) =>
  post('/api/auth/sign-in/email', { email, password }, { origin: test.url });
/** The session cookie of a console page. */
const cookieOf = async () => {
  const answer = await signIn();
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
};

/** A password as versions before argon2id kept it. */
function scryptOf(password: string): string {
  const salt = randomBytes(16).toString('hex');
  const cost = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 };
  return `${salt}:${scryptSync(password.normalize('NFKC'), salt, 64, cost).toString('hex')}`;
}

describe('sign-in by password', () => {
  it('gives a session cookie that scripts cannot read, and a token', async () => {
    const answer = await signIn();
    expect(answer.status).toBe(200);
    const cookie = answer.headers
      .getSetCookie()
      .find((value) => value.startsWith('marketsafe.session_token='));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toContain(`Max-Age=${30 * 24 * 60 * 60}`);
    const { token } = answer.json as { token: string };
    const who = await send(test, '/v1/me', { headers: { authorization: `Bearer ${token}` } });
    expect(me.parse(who.json).user.email).toBe(demo.email);
  });

  it('refuses a wrong password and an unknown address alike', async () => {
    const wrong = await signIn(demo.email, 'wrong-password-123');
    const unknown = await signIn('nobody@demo.example', 'wrong-password-123');
    const { instance: _one, ...refusal } = problem.parse(wrong.json);
    const { instance: _two, ...other } = problem.parse(unknown.json);
    expect(refusal).toEqual({
      type: `${PROBLEM_BASE}unauthenticated`,
      status: 401,
      code: 'sign-in-wrong',
      params: {},
    });
    expect(other).toEqual(refusal);
  });

  it('keeps passwords by argon2id, and what an earlier version kept otherwise is kept anew at the next sign-in', async () => {
    const kept = async () => {
      const { rows } = await test.owner.query<{ password: string }>(
        `select "password" from auth."account" where "userId" = (select "id" from auth."user" where "email" = $1)`,
        [demo.email],
      );
      return rows[0]?.password ?? '';
    };
    expect(await kept()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const old = scryptOf(demo.password);
    await test.owner.query(
      `update auth."account" set "password" = $2 where "userId" = (select "id" from auth."user" where "email" = $1)`,
      [demo.email, old],
    );
    expect((await signIn(demo.email, 'wrong-password-123')).status).toBe(401);
    expect(await kept()).toBe(old);
    expect((await signIn()).status).toBe(200);
    expect(await kept()).toMatch(/^\$argon2id\$/);
    expect((await signIn()).status).toBe(200);
  });

  it('is all there is: nobody registers themselves, and nothing else of the library can be reached', async () => {
    for (const path of [
      '/sign-up/email',
      '/sign-in/social',
      '/update-user',
      '/change-email',
      '/delete-user',
      '/request-password-reset',
      '/list-sessions',
      '/error',
      '/ok',
    ]) {
      const answer = await post(`/api/auth${path}`, {
        email: 'a@b.example',
        password: 'x'.repeat(20),
        name: 'A',
      });
      expect([path, answer.status]).toEqual([path, 404]);
      expect((await send(test, `/api/auth${path}`)).status).toBe(404);
    }
  });

  it('ends when one signs out, for the token as for the cookie', async () => {
    const { token } = (await signIn()).json as { token: string };
    const authorization = `Bearer ${token}`;
    expect((await post('/api/auth/sign-out', {}, { authorization })).status).toBe(200);
    expect((await send(test, '/v1/me', { headers: { authorization } })).status).toBe(401);
  });

  it('cannot be started by another site', async () => {
    const { email, password } = demo;
    const answer = await post(
      '/api/auth/sign-in/email',
      { email, password },
      { origin: 'https://evil.example' },
    );
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('limits guesses from one address', async () => {
    const limited = await startTestServer({ rateLimit: true });
    const statuses: number[] = [];
    let last: Awaited<ReturnType<typeof send>> | undefined;
    for (let guess = 0; guess < 6; guess += 1) {
      last = await send(limited, '/api/auth/sign-in/email', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: limited.url,
          // Saying to be somebody else does not help.
          'x-forwarded-for': `10.0.0.${guess}`,
          'x-marketsafe-client-address': `10.0.0.${guess}`,
        },
        body: JSON.stringify({ email: demo.email, password: `guess-number-${guess}` }),
      });
      statuses.push(last.status);
    }
    expect(statuses.slice(0, 3)).toEqual([401, 401, 401]);
    expect(statuses.at(-1)).toBe(429);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    await limited.close();
  });
});

describe('a session cookie', () => {
  it('reads from anywhere, and writes only from a page of this server', async () => {
    const cookie = await cookieOf();
    expect((await send(test, '/v1/me', { headers: { cookie } })).status).toBe(200);
    const write = (headers: Record<string, string>) =>
      post('/v1/claims', {}, { cookie, 'idempotency-key': crypto.randomUUID(), ...headers });
    for (const headers of [{}, { origin: 'https://evil.example' }, { origin: 'null' }] as Record<
      string,
      string
    >[]) {
      const answer = await write(headers);
      expect([answer.status, problem.parse(answer.json).type]).toEqual([403, `${PROBLEM_BASE}forbidden`]);
    }
    // Refused for what it says, not for where it comes from.
    expect((await write({ origin: test.url })).status).toBe(422);
  });

  it('is not looked at when a token is sent', async () => {
    const cookie = await cookieOf();
    const answer = await send(test, '/v1/me', { headers: { cookie, authorization: 'Bearer wrong' } });
    expect(answer.status).toBe(401);
  });

  it('slides: its end moves on as it is used', async () => {
    const cookie = await cookieOf();
    await test.owner.query(`update auth."session" set "expiresAt" = now() + interval '20 days'`);
    const answer = await send(test, '/v1/me', { headers: { cookie } });
    expect(answer.headers.getSetCookie().join()).toContain('marketsafe.session_token=');
    const left = await test.owner.query(
      `select max("expiresAt") > now() + interval '29 days' as renewed from auth."session"`,
    );
    expect(left.rows[0].renewed).toBe(true);
  });
});

describe('device authorization', () => {
  const device = new SignInDevice();
  const ask = async () => {
    const answer = await post('/api/auth/device/code', { client_id: EXTENSION_CLIENT_ID });
    expect(answer.status).toBe(200);
    return answer.json as Record<
      | 'device_code'
      | 'user_code'
      | 'verification_uri'
      | 'verification_uri_complete'
      | 'interval'
      | 'expires_in',
      string
    >;
  };
  const poll = (deviceCode: string) => device.poll(test.url, deviceCode);
  const errorOf = (json: unknown) => (json as { error: string }).error;

  it('signs the extension in after a person approved its code on the console', async () => {
    const code = await ask();
    expect(code).toMatchObject({
      verification_uri: `${test.url}/device`,
      verification_uri_complete: `${test.url}/device?user_code=${code.user_code}`,
      expires_in: 600,
      interval: 2,
    });
    const early = await poll(code.device_code);
    expect([early.status, errorOf(early.json)]).toEqual([400, 'authorization_pending']);
    expect(errorOf((await poll(code.device_code)).json)).toBe('slow_down');

    const headers = { cookie: await cookieOf(), origin: test.url };
    // The page that shows the code claims it for the person who looks at it.
    const shown = await send(test, `/api/auth/device?user_code=${code.user_code}`, { headers });
    expect(shown.json).toMatchObject({ status: 'pending', client_id: EXTENSION_CLIENT_ID });
    const approved = await post('/api/auth/device/approve', { userCode: code.user_code }, headers);
    expect(approved.json).toEqual({ success: true });

    const granted = await vi.waitFor(
      async () => {
        const answer = await poll(code.device_code);
        expect(answer.status).toBe(200);
        return answer.json as { access_token: string; token_type: string; expires_in: number };
      },
      { ...SOON, interval: 250 },
    );
    expect(granted.token_type).toBe('Bearer');
    expect(granted.expires_in).toBe(15 * 60);
    const authorization = `Bearer ${granted.access_token}`;
    const who = await send(test, '/v1/me', { headers: { authorization, origin: 'chrome-extension://abc' } });
    expect(me.parse(who.json)).toMatchObject({
      user: { email: demo.email },
      organisation: { name: 'Aurora Outdoor (demo)' },
    });
    expect((await poll(code.device_code)).status).toBe(400);
  });

  it('tells the extension when the person refused', async () => {
    const code = await ask();
    const headers = { cookie: await cookieOf(), origin: test.url };
    await send(test, `/api/auth/device?user_code=${code.user_code}`, { headers });
    expect((await post('/api/auth/device/deny', { userCode: code.user_code }, headers)).status).toBe(200);
    const answer = await poll(code.device_code);
    expect([answer.status, errorOf(answer.json)]).toEqual([400, 'access_denied']);
  });

  it('cannot be approved from another site, or by nobody', async () => {
    const code = await ask();
    const cookie = await cookieOf();
    await send(test, `/api/auth/device?user_code=${code.user_code}`, { headers: { cookie } });
    const body = { userCode: code.user_code };
    const evil = { cookie, origin: 'https://evil.example' };
    expect((await post('/api/auth/device/approve', body, evil)).status).toBe(403);
    expect((await post('/api/auth/device/approve', body)).status).toBe(401);
    expect(errorOf((await poll(code.device_code)).json)).toBe('authorization_pending');
  });

  it('is for the extension only', async () => {
    const answer = await post('/api/auth/device/code', { client_id: 'another-client' });
    expect([answer.status, errorOf(answer.json)]).toEqual([400, 'invalid_client']);
  });

  it('ends after ten minutes', async () => {
    const code = await ask();
    await test.owner.query(
      `update auth."deviceCode" set "expiresAt" = now() - interval '1 second' where "deviceCode" = $1`,
      [code.device_code],
    );
    expect(errorOf((await poll(code.device_code)).json)).toBe('expired_token');
  });
});

describe('the demo program', () => {
  it('has a holder with rights of every kind of standing, and the program’s own organisation', async () => {
    const sign = async (email: string) => {
      const { token } = (await signIn(email)).json as { token: string };
      return { headers: { authorization: `Bearer ${token}` } };
    };
    const rights = rightsList.parse((await send(test, '/v1/rights', await sign(demo.email))).json).rights;
    expect(rights.map(({ type, status }) => `${type} ${status}`).sort()).toEqual([
      'copyright verified',
      'design verified',
      'trademark unverified',
      'trademark verified',
      'trademark verified',
      'trademark verified',
    ]);
    expect(rights.filter(({ expiresOn }) => expiresOn !== null && expiresOn < '2026')).toHaveLength(1);
    const roles = [];
    for (const email of demo.users)
      roles.push(...me.parse((await send(test, '/v1/me', await sign(email))).json).roles);
    // Somebody of every role there is, the investigator of the holder first.
    expect(roles[0]).toBe('investigator');
    expect(new Set(roles)).toEqual(new Set(ROLES));
  });

  it('keeps its password over a restart, and makes a new one when the file is gone', async () => {
    const path = join(test.dataFolder, 'demo-credentials.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(demo);
    const options = { dataFolder: test.dataFolder, databaseUrl: test.databaseUrl, seedDemo: true };
    const again = await startTestServer(options);
    expect(again.server.demo).toEqual(demo);
    await again.server.close();
    await rm(path);
    const fresh = await startTestServer(options);
    expect(fresh.server.demo?.password).not.toBe(demo.password);
    expect((await signIn()).status).toBe(401);
    demo = fresh.server.demo ?? demo;
    expect((await signIn()).status).toBe(200);
    await fresh.server.close();
    await Promise.all([again.owner.end(), fresh.owner.end()]);
  });
});
