import { connect } from 'node:net';
import { problem } from '@marketsafe/contract';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doubledMembers } from '../../server/src/http/doubled-members.ts';
import { makeCapture } from './captures.ts';
import {
  addInvestigator,
  addPerson,
  freshItemId,
  makeClaim,
  type Person,
  postClaim,
  preparedClaim,
  putBlob,
  putCaptures,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let person: Person & { rightId: string };
let staff: Person;
beforeAll(async () => {
  test = await startTestServer();
  person = await addInvestigator(test);
  staff = await addPerson(test, person.organisationId, ['program_lead']);
});
afterAll(() => test.close());

/** What an answer says is wrong with which field. */
function faultsOf({ json }: { json: unknown }) {
  return problem.parse(json).errors?.map(({ path, code }) => `${path} ${code}`);
}

describe('every route that reads JSON', () => {
  const routes: [method: string, path: string, who: () => Person | undefined][] = [
    ['POST', '/v1/claims', () => person],
    ['POST', '/v1/devices', () => person],
    ['POST', '/v1/packages', () => person],
    ['PUT', '/v1/drafts', () => person],
    ['PUT', '/v1/me/language', () => person],
    ['PUT', '/v1/marketplaces/settings/taobao', () => staff],
    ['POST', '/api/auth/sign-in/email', () => undefined],
    ['POST', '/api/auth/device/code', () => undefined],
    ['POST', '/api/auth/device/token', () => undefined],
    ['POST', '/api/auth/device/approve', () => undefined],
  ];
  const ask = (method: string, path: string, who: Person | undefined, body: string) =>
    send(test, path, {
      method,
      person: who,
      headers: { 'content-type': 'application/json', origin: test.url },
      body,
    });

  it.each(routes)(
    'refuses by its field what cannot be stored or is there twice: %s %s',
    async (method, path, who) => {
      for (const [body, fault] of [
        ['{"a":1,"a":2}', '/a given-twice'],
        ['{"a":{"b":[0,{"c\\u0064":1,"cd":1}]}}', '/a/b/1/cd given-twice'],
        ['{"email":"a\\u0000b"}', '/email text-broken'],
        ['{"client_id":["x","\\ud800"]}', '/client_id/1 text-broken'],
        ['{"a":{"\\udfff":1}}', '/a text-broken'],
      ] as const) {
        const answer = await ask(method, path, who(), body);
        expect([path, body, answer.status, faultsOf(answer)]).toEqual([path, body, 422, [fault]]);
      }
      for (const body of ['{"__proto__":1}', '{"a":"\u0001"}', '', '{']) {
        expect([body, (await ask(method, path, who(), body)).status]).toEqual([body, 400]);
      }
    },
  );

  it('and the one that reads a file refuse the same', async () => {
    const claim = JSON.stringify(await preparedClaim(test, person));
    for (const [from, to, fault] of [
      ['"title":"A jacket"', '"title":"A \\ud800"', '/target/title text-broken'],
      ['"title":"A jacket"', '"title":"A \\u0000"', '/target/title text-broken'],
      ['"title":"A jacket"', '"title":"A","title":"B"', '/target/title given-twice'],
    ] as const) {
      const bytes = Buffer.from(claim.replace(from, to));
      expect((await putBlob(test, person, bytes, 'application/json')).status).toBe(201);
      const answers = [
        await send(test, `/v1/claims/from-file/${sha256(bytes)}`, {
          method: 'POST',
          person,
          headers: { 'idempotency-key': crypto.randomUUID() },
        }),
        await postClaim(test, person, bytes),
      ];
      expect(answers.map((answer) => [answer.status, faultsOf(answer)])).toEqual([
        [422, [fault]],
        [422, [fault]],
      ]);
    }
    expect((await postClaim(test, person, claim)).status).toBe(201);
  });

  it('answers shortly to very many things that are wrong', async () => {
    const claim = await preparedClaim(test, person);
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`unknown-${index}`, 1]));
    const long = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`${index}`.padEnd(9_000, 'x'), 1]),
    );
    const [item] = claim.evidence;
    for (const body of [
      { ...many, ...claim },
      { ...claim, target: { ...claim.target, ...many } },
      { ...claim, evidence: [{ ...item, ...many }] },
      { ...claim, evidence: [{ ...item, files: Array.from({ length: 50_000 }, () => ({})) }] },
      { ...claim, particulars: many },
      { ...claim, particulars: { consents: many } },
      { ...claim, ...long },
    ]) {
      const answer = await postClaim(test, person, body);
      expect([answer.status, answer.bytes.length < 10_000]).toEqual([422, true]);
    }
    const named = await postClaim(test, person, { ...claim, target: { ...claim.target, extra: 1 } });
    expect(faultsOf(named)).toEqual(['/target/extra not-foreseen']);
    const twice = `{${Array.from({ length: 50_000 }, (_, index) => `"k${index % 25_000}":1`).join()}}`;
    expect((await postClaim(test, person, twice)).bytes.length).toBeLessThan(10_000);
  });
});

it('a record whose text cannot be stored everywhere is refused by its place', async () => {
  const itemId = freshItemId();
  const capture = makeCapture(itemId, {
    write: (record) => canonicalize({ ...record, page: { ...record.page, title: 'a\u0000b' } }) ?? '',
  });
  await putCaptures(test, person, [capture]);
  const answer = await postClaim(test, person, makeClaim(person.rightId, itemId, [capture]));
  expect([answer.status, faultsOf(answer)]).toEqual([422, ['/evidence/0/manifestSha256 text-broken']]);
});

describe('an address', () => {
  it('is refused by its field where it holds what no column can', async () => {
    for (const [path, fault] of [
      ['/v1/claims?cursor=%00', '/cursor text-broken'],
      ['/v1/changes?cursor=1%00', '/cursor text-broken'],
      ['/v1/claims/%00', '/claimId text-broken'],
      ['/api/auth/device?user_code=%00', '/user_code text-broken'],
    ] as const) {
      const answer = await send(test, path, { person });
      expect([path, answer.status, faultsOf(answer)]).toEqual([path, 400, [fault]]);
    }
  });

  it('with a code that is none is the asker’s mistake', async () => {
    const odd = [
      '',
      '%',
      '%ff',
      '%ed%a0%80',
      'a%00',
      '[]',
      "'",
      '%F0%9F%98%80',
      'x'.repeat(5_000),
      'A&user_code=B',
    ];
    for (const code of odd) {
      const { status } = await send(test, `/api/auth/device?user_code=${code}`);
      expect([code, status >= 400 && status < 500]).toEqual([code, true]);
    }
    const bodies = [
      { userCode: 7 },
      { userCode: ['a'] },
      { userCode: 'x'.repeat(50_000) },
      {},
      [],
      'a',
      null,
    ];
    for (const path of ['approve', 'deny', 'token', 'code']) {
      for (const body of [...bodies, { device_code: {}, grant_type: 1, client_id: [] }]) {
        const { status } = await send(test, `/api/auth/device/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        expect([path, body, status >= 400 && status < 500]).toEqual([path, body, true]);
      }
    }
    const named = await send(test, '/api/auth/device/code', {
      method: 'POST',
      headers: { 'content-type': 'application/x+json' },
      body: '{"client_id":"marketsafe-reporter-extension","user_id":"\\u0000"}',
    });
    expect([named.status, faultsOf(named)]).toEqual([422, ['/user_id text-broken']]);
    const form = await send(test, '/api/auth/device/code', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'client_id=marketsafe-reporter-extension&user_id=%00',
    });
    expect([form.status, faultsOf(form)]).toEqual([422, ['/user_id text-broken']]);
  });
});

describe('a header', () => {
  /** Sends a request as it is written; the first line of the answer. */
  function raw(lines: string[]): Promise<string> {
    const { hostname, port } = new URL(test.url);
    return new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(Number(port), hostname, () =>
        socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'),
      );
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1');
        if (answer.includes('\r\n\r\n')) socket.end();
      });
      socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
      socket.on('error', reject);
    });
  }

  it.each(['a b', '[', 'a/b', 'user@host', 'a:99999999', '%zz', '\xff', '"', ''])(
    'that names no host is refused on every route: %j',
    async (host) => {
      for (const path of [
        '/health',
        '/v1/claims',
        '/api/auth/device?user_code=A',
        '/api/auth/get-session',
        '/',
      ]) {
        const line = await raw([`GET ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: close']);
        expect([path, line]).toEqual([path, 'HTTP/1.1 400 Bad Request']);
      }
    },
  );

  it('that names one is taken', async () => {
    for (const host of ['localhost', 'a.example:1', '[::1]:80', '127.0.0.1', 'under_score.example']) {
      expect([host, await raw(['GET /health HTTP/1.1', `Host: ${host}`, 'Connection: close'])]).toEqual([
        host,
        'HTTP/1.1 200 OK',
      ]);
    }
  });

  it('with a session that is none is no fault of the server’s', async () => {
    const odd = [
      'Bearer %00',
      'Bearer a%00b',
      'Bearer \xff',
      'Bearer %ff',
      'Bearer a.b',
      'Bearer %00.%00',
      'Bearer %',
    ];
    for (const authorization of odd) {
      const line = await raw([
        'GET /v1/me HTTP/1.1',
        'Host: a',
        `Authorization: ${authorization}`,
        'Connection: close',
      ]);
      expect([authorization, line]).toEqual([authorization, 'HTTP/1.1 401 Unauthorized']);
    }
    for (const value of ['%00', '%00.%00', '\xff', 'a.b', '%']) {
      const cookie = `Cookie: marketsafe.session_token=${value}`;
      const line = await raw(['GET /v1/me HTTP/1.1', 'Host: a', cookie, 'Connection: close']);
      expect([value, line]).toEqual([value, 'HTTP/1.1 401 Unauthorized']);
    }
  });

  const base64 = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64');
  const upload = (headers: Record<string, string>) =>
    send(test, '/v1/uploads', {
      method: 'POST',
      person,
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': '9',
        'upload-metadata': `sha256 ${base64('a'.repeat(64))},type ${base64('image/png')}`,
        ...headers,
      },
    });

  it.each([
    [`name ${base64('a\0b')}`, '/Upload-Metadata/name text-broken'],
    [`name ${base64(Buffer.from([0xed, 0xa0, 0x80]))}`, '/Upload-Metadata/name text-broken'],
    [`name ${base64(Buffer.from([0xff]))}`, '/Upload-Metadata/name text-broken'],
    ['name a', '/Upload-Metadata/name wrong-form'],
    [`sha256 ${base64('a')},sha256 ${base64('b')}`, '/Upload-Metadata/sha256 given-twice'],
  ])('of an upload is refused by its name: %s', async (metadata, fault) => {
    const answer = await upload({ 'upload-metadata': metadata });
    expect([answer.status, faultsOf(answer)]).toEqual([400, [fault]]);
  });

  it.each([
    { 'upload-concat': 'partial' },
    { 'upload-concat': 'final;/v1/uploads/x /v1/uploads/y' },
    { 'upload-concat': 'final;' },
    { 'upload-concat': 'x' },
    { 'upload-concat': 'final;http://[' },
    { 'upload-defer-length': '1' },
    { 'upload-length': '1e99' },
    { 'upload-length': '-1' },
    { 'upload-length': '9'.repeat(30) },
    { 'upload-metadata': ',' },
    { 'upload-metadata': '' },
    { 'tus-resumable': '9' },
    { 'x-forwarded-proto': 'javascript' },
    { 'x-http-method-override': 'DELETE', 'upload-length': 'x' },
  ])('of an upload that is not offered or malformed is the asker’s mistake: %o', async (headers) => {
    const { status } = await upload(headers as Record<string, string>);
    // The one of a proxy is for the proxy.
    if (!('x-forwarded-proto' in headers))
      expect([status, status >= 400 && status < 500]).toEqual([status, true]);
    else expect(status).toBe(201);
  });
});

describe('members that are there twice', () => {
  type Written = { text: string; doubled: string[] };
  /** JSON written from a model that knows which of its members it has twice. */
  const value = fc.letrec<{ node: Written }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.json({ maxDepth: 0 }).map((text) => ({ text, doubled: [] })),
      fc
        .constantFrom('"a\\"b"', '"\\\\"', '"{\\\\\\"a\\":1,"', '":,[]{}"')
        .map((text) => ({ text, doubled: [] })),
      fc.array(tie('node'), { maxLength: 3 }).map((parts) => ({
        text: `[${parts.map(({ text }) => text).join(' ,\n')}]`,
        doubled: parts.flatMap(({ doubled }, index) => doubled.map((path) => `/${index}${path}`)),
      })),
      fc
        .array(fc.tuple(fc.constantFrom('a', 'b', '"', '\\', ''), fc.boolean(), tie('node')), {
          maxLength: 4,
        })
        .map((members) => {
          const seen = new Set<string>();
          const doubled: string[] = [];
          const text = members.map(([name, escaped, part]) => {
            if (seen.has(name)) doubled.push(`/${name}`);
            seen.add(name);
            doubled.push(...part.doubled.map((path) => `/${name}${path}`));
            const written = escaped && name === 'a' ? '"\\u0061"' : JSON.stringify(name);
            return `${written} : ${part.text}`;
          });
          return { text: `{ ${text.join(', ')} }`, doubled };
        }),
    ),
  })).node;

  it('are found, each by its path, whatever else is in the text', () => {
    fc.assert(
      fc.property(value, ({ text, doubled }) => {
        JSON.parse(text);
        expect(doubledMembers(text, 1_000)).toEqual(doubled);
      }),
    );
  });

  it('are found at any depth and in any number, in time that grows with the text only', () => {
    const deep = `${'{"a":'.repeat(200_000)}{"b":1,"b":2}${'}'.repeat(200_000)}`;
    expect(doubledMembers(deep, 1)).toHaveLength(1);
    expect(doubledMembers(`{"a":"${'\\\\'.repeat(2_000_000)}","a":1}`, 9)).toEqual(['/a']);
    expect(doubledMembers(`["${'\\"'.repeat(2_000_000)}"]`, 9)).toEqual([]);
  });
});
