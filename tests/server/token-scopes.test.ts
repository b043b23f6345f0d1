import { EXTENSION_CLIENT_ID, me, problem, TOKEN_SCOPES, type TokenScope } from '@marketsafe/contract';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { forSignedIn, OPEN, requireAccess } from '../../server/src/http/access.ts';
import { SignInDevice } from '../support/sign-in-device.ts';
import { SOON } from '../support/soon.ts';
import {
  addInvestigator,
  addPerson,
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
  withToken,
} from './support.ts';

let test: TestServer;
let person: Person & { rightId: string };
let token: Person;
beforeAll(async () => {
  test = await startTestServer({ seedDemo: true });
  person = await addInvestigator(test);
  token = await withToken(test, person, TOKEN_SCOPES);
});
afterAll(() => test.close());

interface Described {
  method: string;
  address: string;
  /** Undefined where the route is open, null where no token is enough. */
  scope: string | null | undefined;
}

type Security = Record<string, string[]>[];

/** Every route of the members, described or not, with an address that leads to it. */
async function routes(): Promise<Described[]> {
  const { json } = await send(test, '/v1/openapi.json');
  const { paths } = json as { paths: Record<string, Record<string, { security?: Security }>> };
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      method: method.toUpperCase(),
      address: path
        .replace('{sha256}', 'a'.repeat(64))
        .replace('{kind}', 'evidence')
        .replace('{marketplace}', 'taobao')
        .replace(/\{\w+\}/g, '5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e1d01'),
      scope: security && (security.find(({ bearer }) => bearer)?.bearer?.[0] ?? null),
    })),
  );
  const upload = { address: '/v1/uploads', method: 'POST', scope: 'claims:submit' };
  return [...described, upload];
}

/** Code of a refusal; undefined where the answer is none. */
const refusal = (answer: Awaited<ReturnType<typeof send>>) =>
  answer.status < 400 ? undefined : problem.safeParse(answer.json).data?.code;

const ask = (who: Person | undefined, { method, address }: Pick<Described, 'method' | 'address'>) =>
  send(test, address, {
    method,
    person: who,
    // Not a body of anything: who may not is told before it is read.
    ...(/POST|PUT|DELETE/.test(method) && { headers: { 'content-type': 'application/json' }, body: '{}' }),
  });

describe('a token of an extension', () => {
  it('opens the routes of its scopes and no others, whatever the person may', async () => {
    const manager = await addPerson(test, person.organisationId, ['manager', 'investigator', 'signatory']);
    const all = await routes();
    for (const scope of TOKEN_SCOPES) {
      const narrow = await withToken(test, manager, [scope]);
      for (const route of all.filter((each) => each.scope !== undefined)) {
        const answer = await ask(narrow, route);
        const refused = answer.headers.get('www-authenticate')?.includes('insufficient_scope') === true;
        expect([scope, route.method, route.address, refused]).toEqual([
          scope,
          route.method,
          route.address,
          route.scope !== scope,
        ]);
        if (!refused) continue;
        expect(answer.status).toBe(403);
        if (route.method !== 'HEAD') expect(refusal(answer)).toBe('token-narrower');
      }
    }
  });

  it('reads no claim, list or original, takes nothing out and switches nothing, even with all scopes', async () => {
    const closed = (await routes()).filter(({ scope }) => scope === null);
    expect(closed.length).toBeGreaterThan(20);
    for (const route of closed) expect((await ask(token, route)).status).toBe(403);
  });

  it('does what an extension has to do', async () => {
    const claim = await preparedClaim(test, { ...token, rightId: person.rightId });
    expect((await postClaim(test, token, claim)).status).toBe(201);
    const seal = `/v1/captures/${claim.evidence[0]?.captureId}/seal`;
    for (const path of ['/v1/me', '/v1/rights', '/v1/changes', '/v1/marketplaces/settings', seal]) {
      expect([path, (await send(test, path, { person: token })).status]).toEqual([path, 200]);
    }
  });

  it('gives nothing without scopes, and nothing by one that this version does not know', async () => {
    for (const scope of ['', 'claims', 'everything', 'null']) {
      const none = await withToken(test, person, [scope as TokenScope]);
      expect((await send(test, '/v1/me', { person: none })).status).toBe(403);
    }
  });

  it('cannot answer the sign-in of another device, show its own session, or become a cookie', async () => {
    const code = (await deviceCode({})).json as { user_code: string };
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token.token}` };
    const body = JSON.stringify({ userCode: code.user_code });
    for (const path of ['/device/approve', '/device/deny']) {
      const answer = await send(test, `/api/auth${path}`, { method: 'POST', headers, body });
      expect([path, answer.status, refusal(answer)]).toEqual([path, 403, 'token-narrower']);
    }
    for (const path of [`/device?user_code=${code.user_code}`, '/get-session']) {
      const answer = await send(test, `/api/auth${path}`, { headers });
      expect([path, answer.status, answer.headers.getSetCookie()]).toEqual([path, 403, []]);
    }
    const { rows } = await test.owner.query(
      'select "userId", "status" from auth."deviceCode" where "userCode" = $1',
      [code.user_code],
    );
    expect(rows).toEqual([{ userId: null, status: 'pending' }]);
    // A cookie with a person's signature on it, of a session that is an extension's.
    const cookie = await cookieOfDemo();
    const { rowCount } = await test.owner.query(
      `update auth."session" set "scope" = $1 where position("token" in $2) > 0`,
      [TOKEN_SCOPES.join(' '), decodeURIComponent(cookie)],
    );
    expect(rowCount).toBe(1);
    expect((await send(test, '/v1/me', { headers: { cookie } })).status).toBe(401);
    const approval = await send(test, '/api/auth/device/approve', {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin: test.url },
      body,
    });
    expect(approval.status).toBe(403);
  });

  it('ends itself', async () => {
    const other = await withToken(test, person, TOKEN_SCOPES);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${other.token}` };
    expect((await send(test, '/api/auth/sign-out', { method: 'POST', headers, body: '{}' })).status).toBe(
      200,
    );
    expect((await send(test, '/v1/me', { person: other })).status).toBe(401);
  });
});

const deviceCode = (more: object) =>
  send(test, '/api/auth/device/code', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: EXTENSION_CLIENT_ID, ...more }),
  });

async function cookieOfDemo(): Promise<string> {
  const signIn = await send(test, '/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: test.url },
    body: JSON.stringify({ email: test.server.demo?.email, password: test.server.demo?.password }),
  });
  return signIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

/** Approves a code as the console does and redeems it. */
async function redeem(more: object) {
  const code = (await deviceCode(more)).json as { device_code: string; user_code: string };
  const headers = { cookie: await cookieOfDemo(), origin: test.url, 'content-type': 'application/json' };
  const shown = await send(test, `/api/auth/device?user_code=${code.user_code}`, { headers });
  const body = JSON.stringify({ userCode: code.user_code });
  expect((await send(test, '/api/auth/device/approve', { method: 'POST', headers, body })).status).toBe(200);
  const device = new SignInDevice();
  const granted = await vi.waitFor(() => device.redeem(test.url, code.device_code), {
    ...SOON,
    interval: 250,
  });
  return { shown: shown.json, person: { ...person, token: granted.access_token } };
}

describe('the approval page', () => {
  it('names the scopes that the token then has', async () => {
    const { shown, person: narrow } = await redeem({ scope: 'account claims:follow' });
    expect(shown).toMatchObject({ scope: 'account claims:follow' });
    expect(me.parse((await send(test, '/v1/me', { person: narrow })).json).user.email).toBe(
      test.server.demo?.email,
    );
    expect((await send(test, '/v1/changes', { person: narrow })).status).toBe(200);
    for (const path of ['/v1/rights', '/v1/challenge', '/v1/claims']) {
      expect([path, (await send(test, path, { person: narrow })).status]).toEqual([path, 403]);
    }
  });

  it('gives an extension from before there were scopes all that one may have, and no more', async () => {
    const { person: older } = await redeem({});
    expect((await send(test, '/v1/challenge', { person: older })).status).toBe(200);
    expect((await send(test, '/v1/claims', { person: older })).status).toBe(403);
  });

  it('is never reached by a request that names a scope which there is not', async () => {
    for (const scope of ['claims:read', 'account admin', 'ACCOUNT', '*']) {
      const { status, json } = await deviceCode({ scope });
      expect([scope, status, json]).toEqual([scope, 400, { error: 'invalid_scope' }]);
    }
  });
});

describe('the marketplace’s contact', () => {
  it('gets claims, lists, originals and what they rest on refused, on every route that has any', async () => {
    const liaison = await addPerson(test, person.organisationId, ['liaison']);
    const open = [
      '/v1/me',
      '/v1/me/language',
      '/v1/me/organisation',
      '/v1/packages',
      '/v1/marketplaces/settings',
      // Its own desk, with what was released to it and nothing else.
      '/v1/desk/',
    ];
    for (const route of (await routes()).filter(({ scope }) => scope !== undefined)) {
      const answer = await ask(liaison, route);
      if (open.some((path) => route.address.startsWith(path)) || route.address.includes('/reports/'))
        continue;
      expect([route.method, route.address, answer.status]).toEqual([route.method, route.address, 403]);
      if (route.method !== 'HEAD') {
        expect([
          ...['may-not-read', 'may-not-submit', 'may-not-keep-rights', 'not-your-role', 'only-for-staff'],
        ]).toContain(refusal(answer));
      }
    }
    expect((await send(test, '/v1/me', { person: liaison })).status).toBe(200);
  });
});

describe('a route that does not say who may call it', () => {
  const schema = { response: { 200: z.object({}), default: z.object({}) } };

  it('stops the server from booting', async () => {
    const app = Fastify();
    requireAccess(app);
    expect(() => app.get('/secret', { schema }, async () => ({}))).toThrow(
      'GET /secret does not say who may call it',
    );
    expect(() => app.get('/x', { schema, config: {} }, async () => ({}))).toThrow('who may call it');
    app.get('/open', { config: OPEN }, async () => ({}));
    app.get('/mine', { config: forSignedIn(null) }, async () => ({}));
  });
});
