import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ApiClient, openClient } from '@marketsafe/api-client';
import type { TokenScope } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientTypes } from '../../api-client/generate.ts';
import { ROOT } from '../../scripts/support/paths.ts';
import { makeApiToken } from '../../server/src/auth/api-tokens.ts';
import { SOON } from '../support/soon.ts';
import { enrolmentOf, makeCapture } from './captures.ts';
import { sendClaims } from './sent-packets.ts';
import {
  addInvestigator,
  addPerson,
  addProgram,
  freshItemId,
  makeClaim,
  type Person,
  send,
  sendJson,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

const run = promisify(execFile);
let test: TestServer;
let person: Person & { rightId: string };
beforeAll(async () => {
  test = await startTestServer();
  person = await addInvestigator(test);
});
afterAll(() => test.close());

/** A token that a person made under *Account*. */
async function tokenFor(scopes: TokenScope[]): Promise<string> {
  const { token } = await makeApiToken(
    async (text, values) => (await test.owner.query(text, [...(values ?? [])])).rows as never,
    person,
    { name: 'Warehouse', scopes, days: 30 },
  );
  return token;
}

describe('the client of the API', () => {
  it('has the types of what the server says of itself today', async () => {
    const { json } = await send(test, '/v1/openapi.json');
    const written = await readFile(join(ROOT, 'api-client', 'src', 'schema.ts'), 'utf8');
    // Where this fails, `npm run api-client` writes it anew.
    expect(await clientTypes(json)).toBe(written);
  });

  it('enrols a device, hands in files and a claim, and follows what becomes of it', async () => {
    const client = openClient(test.url, await tokenFor(['reference', 'claims:submit', 'claims:follow']));
    const rights = await client.GET('/v1/rights');
    expect(rights.data?.rights.map(({ rightId }) => rightId)).toEqual([person.rightId]);
    const itemId = freshItemId();
    const capture = makeCapture(itemId);
    const challenge = await client.GET('/v1/challenge');
    if (!challenge.data) throw new Error(challenge.error.code);
    const device = await client.POST('/v1/devices', { body: enrolmentOf(capture.device, challenge.data) });
    expect(device.response.status).toBe(201);
    for (const blob of capture.blobs) expect(await handIn(client, blob)).toBe(201);
    const claim = makeClaim(person.rightId, itemId, [capture]);
    const header = { 'Idempotency-Key': randomUUID() };
    const answer = await client.POST('/v1/claims', { params: { header }, body: claim as never });
    expect([answer.response.status, answer.data?.claimId]).toEqual([201, claim.claimId]);
    const changes = await client.GET('/v1/changes', { params: { query: {} } });
    expect(JSON.stringify(changes.data?.changes)).toContain(claim.claimId);
  });

  it('gives a refusal back as the problem that it is', async () => {
    const client = openClient(test.url, await tokenFor(['reference']));
    const { data, error, response } = await client.GET('/v1/changes', { params: { query: {} } });
    expect([data, error?.code, response.status]).toEqual([undefined, 'token-narrower', 403]);
    const stranger = await openClient(test.url, `mst_${'x'.repeat(43)}`).GET('/v1/me');
    expect(stranger.response.status).toBe(401);
  });

  it('waits as long as it is told, with the same body, and not for ever', async () => {
    const bodies: string[] = [];
    let refusals = 2;
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => {
        body += piece.toString();
      });
      request.on('end', () => {
        bodies.push(body);
        refusals -= 1;
        response.writeHead(refusals >= 0 ? 503 : 200, {
          'content-type': 'application/json',
          ...(refusals >= 0 ? { 'retry-after': '0' } : {}),
        });
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = openClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'mst_');
    const drafts = { begun: [], ended: [] };
    expect((await client.PUT('/v1/drafts', { body: drafts })).response.status).toBe(200);
    expect(bodies).toEqual(Array(3).fill(JSON.stringify(drafts)));
    refusals = 100;
    expect((await client.PUT('/v1/drafts', { body: drafts })).response.status).toBe(503);
    expect(bodies.length).toBe(8);
    server.close();
  });
});

/** Hands a file in by the client. */
async function handIn(client: ApiClient, { bytes, type }: { bytes: Buffer; type: string }): Promise<number> {
  const hash = sha256(bytes);
  const { response } = await client.PUT('/v1/blobs/{sha256}', {
    params: {
      path: { sha256: hash },
      header: {
        'Repr-Digest': `sha-256=:${Buffer.from(hash, 'hex').toString('base64')}:`,
        'Content-Length': String(bytes.length),
      },
    },
    headers: { 'content-type': type },
    body: new Uint8Array(bytes) as never,
    bodySerializer: (body: unknown) => body as BodyInit,
  });
  return response.status;
}

describe('the example that follows answers', () => {
  const example = join(ROOT, 'api-client', 'examples', 'follow.ts');
  const follow = async (token: string) =>
    run(process.execPath, ['--disable-warning=ExperimentalWarning', example], {
      env: { ...process.env, MARKETSAFE_URL: test.url, MARKETSAFE_TOKEN: token },
    });

  it('writes a line for each answer, and the code of what is refused', async () => {
    const { program, analyst } = await addProgram(test);
    const second = await addPerson(test, program, ['analyst']);
    const [sent] = await sendClaims(test, person, [analyst, second], 1);
    const content = Buffer.from(`${sent?.claim.target.canonicalUrl}\n`).toString('base64');
    const said = await sendJson(test, '/v1/answers/imports', {
      person: analyst,
      body: {
        reading: { marketplace: 'aliexpress', all: 'removed' },
        ...{ content, name: 'answers.csv', expected: 1 },
      },
    });
    expect([said.status, said.json]).toEqual([201, said.json]);
    await expect
      .poll(async () => (await follow(await tokenFor(['claims:follow']))).stdout, SOON)
      .toMatch(new RegExp(`^[^\\t]+\\t${sent?.number}\\tanswer\\tremoved\\t$`, 'm'));
    const refused = follow(await tokenFor(['reference']));
    await expect(refused).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('token-narrower'),
    });
  });
});
