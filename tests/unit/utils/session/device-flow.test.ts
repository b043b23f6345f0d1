import { EXTENSION_CLIENT_ID, PROBLEM_BASE, TOKEN_SCOPES } from '@marketsafe/contract';
import { LANGUAGES, type SignInProblem, signInSentence } from '@marketsafe/words';
import { describe, expect, it } from 'vitest';
import type { ApiDeps } from '../../../../utils/api/client.ts';
import type { ReporterDatabase } from '../../../../utils/database/database.ts';
import { beginSignIn, pollSignIn } from '../../../../utils/session/device-flow.ts';
import { jsonAnswer } from '../../support/api-deps.ts';
import { newDatabase } from '../../support/new-database.ts';
import { ME } from '../outbox/support/reports.ts';

const SERVER = 'https://program.example';
const CODE = {
  device_code: 'device-code',
  user_code: 'ABCD-1234',
  verification_uri: `${SERVER}/device`,
  verification_uri_complete: `${SERVER}/device?user_code=ABCD-1234`,
  expires_in: 600,
  interval: 5,
};

type Answers = Record<string, () => Response | Promise<Response>>;

/** A device whose server answers by path; its clock stands still until it is moved. */
function device(answers: Answers) {
  const requests: { path: string; body: unknown; token: string | null }[] = [];
  const clock = { time: 1_700_000_000_000 };
  const deps: ApiDeps = {
    now: () => clock.time,
    after: () => () => undefined,
    fetch: async (url, init) => {
      const path = url.slice(SERVER.length);
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
      requests.push({ path, body, token: new Headers(init.headers).get('Authorization') });
      const answer = answers[path];
      if (!answer) throw new TypeError('Failed to fetch');
      return answer();
    },
  };
  return { deps, clock, requests, answers, db: newDatabase() };
}

function refusal(error: string): () => Response {
  return () => jsonAnswer(400, { error, error_description: 'x' });
}

async function pendingDevice(answers: Answers = {}) {
  const stage = device({ '/api/auth/device/code': () => jsonAnswer(200, CODE), ...answers });
  expect(await beginSignIn(stage.db, stage.deps, SERVER)).toEqual({ ok: true });
  stage.clock.time += 5_000;
  return stage;
}

function session(db: ReporterDatabase) {
  return db.session.get('session');
}

describe('beginning a sign-in', () => {
  it('asks for a code as this extension and keeps it with where it came from', async () => {
    const { db, requests, clock } = await pendingDevice();
    expect(requests[0]).toEqual({
      path: '/api/auth/device/code',
      body: { client_id: EXTENSION_CLIENT_ID, scope: TOKEN_SCOPES.join(' ') },
      token: null,
    });
    expect(await session(db)).toMatchObject({
      state: 'pending',
      serverUrl: SERVER,
      userCode: 'ABCD-1234',
      verificationUrl: CODE.verification_uri_complete,
      expiresAt: clock.time - 5_000 + 600_000,
    });
  });

  it.each<[string, () => Response | Promise<Response>, SignInProblem]>([
    ['unreachable', () => Promise.reject(new TypeError('Failed to fetch')), { code: 'unreachable' }],
    ['a page', () => new Response('<html>'), { code: 'foreign' }],
    ['not there', () => new Response('', { status: 404 }), { code: 'foreign' }],
    ['refusing', refusal('invalid_client'), { code: 'refused', status: 400 }],
  ])(
    'says what to do when the server is %s, and leaves the session as it was',
    async (_, answer, problem) => {
      const { db, deps } = device({ '/api/auth/device/code': answer });
      const result = await beginSignIn(db, deps, SERVER);
      expect(result).toEqual({ ok: false, problem });
      for (const language of LANGUAGES) expect(signInSentence(problem, language)).toMatch(/[.。]$/);
      expect(await session(db)).toBeUndefined();
    },
  );

  it('never keeps an address that is no web page', async () => {
    const code = { ...CODE, verification_uri_complete: 'javascript:alert(1)' };
    const { db, deps } = device({ '/api/auth/device/code': () => jsonAnswer(200, code) });
    expect(await beginSignIn(db, deps, SERVER)).toMatchObject({ ok: false });
    expect(await session(db)).toBeUndefined();
  });
});

describe('looking whether it was approved', () => {
  it('keeps the server’s interval, however often it is asked and by however many', async () => {
    const stage = await pendingDevice({ '/api/auth/device/token': refusal('authorization_pending') });
    await Promise.all([pollSignIn(stage.db, stage.deps), pollSignIn(stage.db, stage.deps)]);
    stage.clock.time += 4_999;
    await pollSignIn(stage.db, stage.deps);
    expect(stage.requests.filter(({ path }) => path.endsWith('/token'))).toHaveLength(1);
    stage.clock.time += 1;
    await pollSignIn(stage.db, stage.deps);
    expect(stage.requests.filter(({ path }) => path.endsWith('/token'))).toHaveLength(2);
    expect(await session(stage.db)).toMatchObject({ state: 'pending' });
  });

  it('asks five seconds less often after slow_down', async () => {
    const stage = await pendingDevice({ '/api/auth/device/token': refusal('slow_down') });
    await pollSignIn(stage.db, stage.deps);
    expect(await session(stage.db)).toMatchObject({
      intervalSeconds: 10,
      nextPollAt: stage.clock.time + 10_000,
    });
  });

  it('is not stopped by a clock that was put back', async () => {
    const stage = await pendingDevice({ '/api/auth/device/token': refusal('authorization_pending') });
    stage.clock.time -= 172_800_000;
    await pollSignIn(stage.db, stage.deps);
    expect(stage.requests.at(-1)?.path).toBe('/api/auth/device/token');
  });

  it('signs in with who the server says it is', async () => {
    const stage = await pendingDevice({
      '/api/auth/device/token': () => jsonAnswer(200, { access_token: 'token', token_type: 'Bearer' }),
      '/v1/me': () => jsonAnswer(200, { ...ME, added: 'later' }),
    });
    expect(await pollSignIn(stage.db, stage.deps)).toBe(true);
    expect(stage.requests.at(-2)?.body).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: 'device-code',
      client_id: EXTENSION_CLIENT_ID,
    });
    expect(stage.requests.at(-1)).toMatchObject({ path: '/v1/me', token: 'Bearer token' });
    expect(await session(stage.db)).toEqual({
      key: 'session',
      state: 'signed-in',
      serverUrl: SERVER,
      token: 'token',
      me: ME,
      since: stage.clock.time,
    });
  });

  it('does not lose a token that was issued when the line breaks right after', async () => {
    const stage = await pendingDevice({
      '/api/auth/device/token': () => jsonAnswer(200, { access_token: 'token' }),
    });
    expect(await pollSignIn(stage.db, stage.deps)).toBe(false);
    stage.answers['/api/auth/device/token'] = refusal('invalid_grant');
    stage.answers['/v1/me'] = () => jsonAnswer(200, ME);
    stage.clock.time += 5_000;
    expect(await pollSignIn(stage.db, stage.deps)).toBe(true);
    expect(await session(stage.db)).toMatchObject({ state: 'signed-in', token: 'token' });
  });

  it.each([
    ['access_denied', { state: 'signed-out', reason: 'denied' }],
    ['expired_token', { state: 'signed-out' }],
    ['invalid_grant', { state: 'signed-out' }],
  ])('ends after %s', async (error, expected) => {
    const stage = await pendingDevice({ '/api/auth/device/token': refusal(error) });
    expect(await pollSignIn(stage.db, stage.deps)).toBe(false);
    expect(await session(stage.db)).toEqual({ key: 'session', ...expected });
  });

  it('goes on while the server is out of reach, until the code has run out', async () => {
    const stage = await pendingDevice();
    await pollSignIn(stage.db, stage.deps);
    expect(await session(stage.db)).toMatchObject({ state: 'pending' });
    stage.clock.time += 600_000;
    await pollSignIn(stage.db, stage.deps);
    expect(await session(stage.db)).toMatchObject({ state: 'signed-out' });
  });

  it('ends for someone who belongs to no organisation', async () => {
    const stage = await pendingDevice({
      '/api/auth/device/token': () => jsonAnswer(200, { access_token: 'token' }),
      '/v1/me': () => jsonAnswer(403, { type: `${PROBLEM_BASE}forbidden`, status: 403 }),
    });
    await pollSignIn(stage.db, stage.deps);
    expect(await session(stage.db)).toMatchObject({ state: 'signed-out', reason: 'denied' });
  });

  it('keeps its token when somebody on the way refuses, and is through once they are gone', async () => {
    let answer = () => new Response('<h1>Sign in to the hotel</h1>', { status: 403 });
    const stage = await pendingDevice({
      '/api/auth/device/token': () => jsonAnswer(200, { access_token: 'token' }),
      '/v1/me': () => answer(),
    });
    await pollSignIn(stage.db, stage.deps);
    expect(await session(stage.db)).toMatchObject({ state: 'pending', token: 'token' });
    answer = () => jsonAnswer(200, ME);
    stage.clock.time += 60_000;
    expect(await pollSignIn(stage.db, stage.deps)).toBe(true);
  });

  it('leaves a sign-in alone that was begun anew meanwhile', async () => {
    const stage = await pendingDevice();
    stage.answers['/api/auth/device/token'] = async () => {
      stage.answers['/api/auth/device/code'] = () => jsonAnswer(200, { ...CODE, device_code: 'second' });
      await beginSignIn(stage.db, stage.deps, SERVER);
      return jsonAnswer(400, { error: 'access_denied' });
    };
    await pollSignIn(stage.db, stage.deps);
    expect(await session(stage.db)).toMatchObject({ state: 'pending', deviceCode: 'second' });
  });
});
