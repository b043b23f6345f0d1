import { PROBLEM_BASE, problem } from '@marketsafe/contract';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerWithProblems } from '../../server/src/http/errors.ts';
import { requireResponseSchemas } from '../../server/src/http/require-schemas.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import {
  addInvestigator,
  addPerson,
  openLine,
  type Person,
  postClaim,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let person: Person & { rightId: string };
beforeAll(async () => {
  test = await startTestServer();
  person = await addInvestigator(test);
});
afterAll(() => test.close());

const kindOf = (json: unknown) => problem.parse(json).type.replace(PROBLEM_BASE, '');

interface Description {
  openapi: string;
  paths: Record<string, Record<string, { security?: unknown[]; responses: Record<string, unknown> }>>;
}
async function describedRoutes(): Promise<{ path: string; method: string; signedIn: boolean }[]> {
  const { json } = await send(test, '/v1/openapi.json');
  return Object.entries((json as Description).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      path,
      method: method.toUpperCase(),
      signedIn: security !== undefined,
    })),
  );
}

describe('every route', () => {
  it('is described in OpenAPI 3.1 with a success and a default answer', async () => {
    const { json, status } = await send(test, '/v1/openapi.json');
    expect(status).toBe(200);
    const description = json as Description;
    expect(description.openapi).toBe('3.1.0');
    for (const methods of Object.values(description.paths)) {
      for (const { responses } of Object.values(methods)) {
        // A visit at a provider comes back with the way on.
        expect(Object.keys(responses).some((key) => /^[23]/.test(key))).toBe(true);
        expect(Object.keys(responses)).toContain('default');
      }
    }
  });

  it('is described with every header that an extension may send or read', async () => {
    const { json } = await send(test, '/v1/openapi.json');
    const described = JSON.stringify(json);
    const { headers } = await send(test, '/v1/claims', {
      method: 'OPTIONS',
      headers: { origin: 'chrome-extension://abcdefghijklmnop', 'access-control-request-method': 'POST' },
    });
    const sent = headers.get('access-control-allow-headers')?.split(/,\s*/) ?? [];
    expect(sent).toContain('Upload-Metadata');
    // The two that every description of this kind leaves to bodies and security.
    const ours = sent.filter((name) => !['Authorization', 'Content-Type'].includes(name));
    for (const name of ours) expect(described).toContain(`"in":"header","name":"${name}"`);
    for (const name of [
      'Retry-After',
      'Idempotency-Replayed',
      'Package-Bytes',
      'Upload-Offset',
      'Location',
    ]) {
      expect(described).toContain(`"${name}":{"description"`);
    }
  });

  it('that is for members answers 401 without a session and with one that is none, before it looks at anything else', async () => {
    const routes = (await describedRoutes()).filter(({ signedIn }) => signedIn);
    expect(routes.length).toBeGreaterThan(7);
    for (const { method, path } of routes) {
      for (const headers of [{}, { authorization: 'Bearer nonsense' }, { authorization: 'Basic x' }]) {
        const answer = await send(test, path.replace(/\{\w+\}/, 'x'), { method, headers });
        expect([method, path, answer.status]).toEqual([method, path, 401]);
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
        if (method !== 'HEAD') expect(kindOf(answer.json)).toBe('unauthenticated');
      }
    }
  });

  it('answers 403 to a user who acts for no organisation any more', async () => {
    const former = await addPerson(test, person.organisationId);
    await test.owner.query('update app.memberships set ended_at = now() where user_id = $1', [former.userId]);
    const nobody = await addPerson(test, null);
    for (const who of [former, nobody]) {
      const answer = await send(test, '/v1/me', { person: who });
      expect([answer.status, kindOf(answer.json)]).toEqual([403, 'forbidden']);
    }
  });
});

describe('a route that does not declare its answers', () => {
  const boot = (response: Record<string, unknown>) => {
    const app = Fastify();
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    requireResponseSchemas(app);
    app.get('/secret', { schema: { response } }, async () => ({ secret: 1 }));
    return app.ready();
  };
  const schema = z.object({});

  it('stops the server from booting', async () => {
    await expect(async () => boot({})).rejects.toThrow('GET /secret does not declare its answers');
    await expect(async () => boot({ 200: schema })).rejects.toThrow('default');
    await expect(async () => boot({ default: schema })).rejects.toThrow('2xx');
    await expect(async () => boot({ 404: schema, default: schema })).rejects.toThrow('2xx');
    await boot({ 200: schema, default: schema });
    await boot({ '2xx': schema, default: schema });
  });
});

describe('what goes wrong', () => {
  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    postClaim(test, person, body, undefined, headers);

  it.each<[string, () => string | Buffer, number, string]>([
    [
      'a title of 10 MB',
      () => JSON.stringify({ target: { title: 'x'.repeat(10_000_000) } }),
      413,
      'invalid-body',
    ],
    ['the key __proto__', () => '{"__proto__":{"isAdmin":true}}', 400, 'bad-request'],
    ['a constructor with a prototype', () => '{"constructor":{"prototype":{"x":1}}}', 400, 'bad-request'],
    ['nesting 200,000 deep', () => `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 422, 'invalid-body'],
    ['bytes that are no UTF-8', () => Buffer.from('{"a":"\xff\xfe"}', 'latin1'), 400, 'bad-request'],
    ['half a document', () => '{"schema":1', 400, 'bad-request'],
    ['nothing', () => '', 400, 'bad-request'],
    ['a number', () => '7', 422, 'invalid-body'],
  ])('is answered as a problem: %s', async (_, body, status, kind) => {
    const answer = await post(body());
    expect([answer.status, kindOf(answer.json)]).toEqual([status, kind]);
    expect(answer.type).toContain('application/problem+json');
    expect({}).not.toHaveProperty('isAdmin');
  });

  it('is answered as a problem: a type that is not JSON, an address that is none, one that is not well formed', async () => {
    expect((await post('x', { 'content-type': 'text/plain' })).status).toBe(415);
    for (const [path, status] of [
      ['/v1/nothing', 404],
      ['/v1/claims/not-a-uuid', 400],
      ['/v1/claims/%ff', 400],
      ['/v1/claims?limit=x', 400],
      ['/v1/claims?unknown=1', 400],
      ['/v1/changes?cursor=-1', 400],
      ['/v1/changes?cursor=99999999999999999999', 400],
    ] as const) {
      const answer = await send(test, path, { person });
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.type).toContain('application/problem+json');
      problem.parse(answer.json);
    }
  });

  it('tells nothing of its inside when nobody foresaw it', async () => {
    const app = Fastify({ logger: false });
    answerWithProblems(app);
    app.get('/', async () => {
      throw new Error('relation "app.claims" at secret');
    });
    const answer = await app.inject('/');
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toMatch(/relation|secret|stack/);
    expect(kindOf(answer.json())).toBe('internal');
  });

  it('is 503 with Retry-After while the database is away, never 401 or 500', async () => {
    const databaseUrl = new URL(await freshDatabase());
    const line = await openLine(Number(databaseUrl.port));
    databaseUrl.port = String(line.port);
    databaseUrl.searchParams.delete('host');
    const away = await startTestServer({ databaseUrl: databaseUrl.href });
    const someone = await addInvestigator(away);
    line.cut();
    for (const path of ['/health', '/v1/me', '/v1/claims', '/v1/keys', '/api/auth/get-session']) {
      const answer = await send(away, path, { person: someone });
      expect([path, answer.status]).toEqual([path, 503]);
      expect(kindOf(answer.json)).toBe('unavailable');
      expect(answer.headers.get('retry-after')).toBe('2');
    }
    const signIn = () =>
      send(away, '/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: away.url },
        body: JSON.stringify({ email: 'nobody@test.example', password: 'wrong-password-123' }),
      });
    const refused = await signIn();
    expect([refused.status, kindOf(refused.json)]).toEqual([503, 'unavailable']);
    expect(refused.headers.get('retry-after')).toBe('2');
    line.mend();
    expect((await send(away, '/v1/me', { person: someone })).status).toBe(200);
    expect((await signIn()).status).toBe(401);
    await away.close();
    line.close();
  });
});

describe('who may call from where', () => {
  const extension = 'chrome-extension://abcdefghijklmnop';

  it.each([extension, 'moz-extension://0b7c3c6e-6d4e-4a1c-9d5b-111111111111'])(
    'an extension may: %s',
    async (origin) => {
      const preflight = await send(test, '/v1/claims', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers':
            'authorization,content-type,idempotency-key,repr-digest,upload-offset',
        },
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
      expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
      const allowed = preflight.headers.get('access-control-allow-headers')?.toLowerCase();
      for (const header of ['authorization', 'idempotency-key', 'repr-digest', 'upload-metadata']) {
        expect(allowed).toContain(header);
      }
      const refused = await send(test, '/v1/me', { headers: { origin } });
      expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, origin]);
      expect(refused.headers.get('access-control-expose-headers')).toContain('Retry-After');
    },
  );

  it.each([
    'https://www.aliexpress.com',
    'https://chrome-extension.evil.example',
    'null',
    'chrome-extension://a/b',
  ])('a page may not: %s', async (origin) => {
    const answer = await send(test, '/health', { headers: { origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('limits how often, says when to come back, and counts sessions apart', async () => {
    const limited = await startTestServer({ rateLimit: true });
    const busy = await addInvestigator(limited);
    const other = await addInvestigator(limited);
    let answer = await send(limited, '/v1/me', { person: busy });
    const most = Number(answer.headers.get('x-ratelimit-limit'));
    for (let sent = 0; sent < most; sent += 50) {
      const batch = Array.from({ length: 50 }, () => send(limited, '/v1/me', { person: busy }));
      answer = (await Promise.all(batch)).at(-1) ?? answer;
    }
    answer = await send(limited, '/v1/me', { person: busy });
    expect([answer.status, kindOf(answer.json)]).toEqual([429, 'rate-limited']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await send(limited, '/v1/me', { person: other })).status).toBe(200);

    const guesses = [];
    for (let guess = 0; guess < 70; guess += 1) {
      guesses.push(await send(limited, '/v1/me', { headers: { authorization: `Bearer ${guess}` } }));
    }
    expect(guesses.map(({ status }) => status).filter((status) => status === 401)).toHaveLength(60);
    expect(guesses.at(-1)?.status).toBe(429);
    await limited.close();
  });
});

describe('GET', () => {
  it('/health tells that server and database answer and that there is room', async () => {
    const answer = await send(test, '/health');
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        status: 'ok',
        version: '0.1.0',
        database: 'ok',
        disk: { state: 'ok', freeBytes: expect.any(Number) },
        files: expect.objectContaining({ damaged: 0, missing: 0 }),
      },
    ]);
  });

  it('/v1/me tells who is signed in and for whom', async () => {
    const { json } = await send(test, '/v1/me', { person });
    expect(json).toEqual({
      user: { userId: person.userId, name: 'Test Person', email: `${person.userId}@test.example` },
      organisation: { organisationId: person.organisationId, name: 'Aurora' },
      roles: ['investigator'],
      language: null,
    });
  });

  it('/v1/rights lists the organisation’s rights as they are registered', async () => {
    const { json } = await send(test, '/v1/rights', { person });
    expect(json).toEqual({
      rights: [
        {
          rightId: person.rightId,
          type: 'trademark',
          brand: 'Aurora',
          mark: 'AURORA',
          place: 'CN',
          number: '30112233',
          owner: 'Aurora Ltd.',
          niceClasses: [25],
          status: 'verified',
          expiresOn: '2099-01-01',
        },
      ],
      ended: [],
    });
  });
});
