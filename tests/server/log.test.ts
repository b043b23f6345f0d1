import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../server/src/db/connect.ts';
import { SOON } from '../support/soon.ts';
import { embeddedDatabaseUrl, startProgram, stopPrograms } from './program.ts';
import { addInvestigator, type Person, send, sha256, startTestServer, type TestServer } from './support.ts';

let dataFolder: string;
let program: Awaited<ReturnType<typeof startProgram>>;
let test: TestServer;
let person: Person;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'marketsafe-log-'));
  program = await startProgram(dataFolder, { LOG_LEVEL: 'info' });
  const owner = connect(await embeddedDatabaseUrl(dataFolder), '-c timezone=UTC', 2);
  test = { url: program.url, owner } as TestServer;
  person = await addInvestigator(test);
});
afterAll(async () => {
  await test.owner.end();
  await stopPrograms();
  await rm(dataFolder, { recursive: true, force: true });
});

const lines = () =>
  program
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log', () => {
  it('names user and address of each request, and neither token nor what was asked for', async () => {
    await send(test, '/v1/claims?limit=7', { person });
    await expect.poll(lines, SOON).toContainEqual(
      expect.objectContaining({
        msg: 'request answered',
        route: '/v1/claims',
        address: '127.0.0.1',
        user: person.userId,
        status: 200,
      }),
    );
    expect(program.output()).not.toContain(person.token);
    expect(program.output()).not.toContain('limit=7');
  });

  it('calls no request whose sender went away an error', async () => {
    const { port, hostname } = new URL(program.url);
    const hash = sha256('never sent');
    const socket = createConnection(Number(port), hostname);
    socket.write(
      `PUT /v1/blobs/${hash} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${person.token}\r\n` +
        `Content-Type: image/png\r\nContent-Length: 100000\r\n` +
        `Repr-Digest: sha-256=:${Buffer.from(hash, 'hex').toString('base64')}:\r\n\r\n${'x'.repeat(50_000)}`,
    );
    await new Promise((sent) => socket.once('connect', sent));
    socket.end();
    socket.destroySoon();
    await expect
      .poll(lines, SOON)
      .toContainEqual(expect.objectContaining({ route: '/v1/blobs/:sha256', method: 'PUT' }));
    const ERROR = 50;
    expect(lines().filter(({ level }) => Number(level) >= ERROR)).toEqual([]);
  });
});

describe('GET /metrics', () => {
  it('has figures of requests, database and disk for this machine itself, and for nobody through a proxy', async () => {
    await send(test, '/v1/me', { person });
    const { status, type, bytes } = await send(test, '/metrics');
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    const text = bytes.toString();
    expect(text).toMatch(/^marketsafe_requests_total\{method="GET",route="\/v1\/me",status="200"\} \d+$/m);
    expect(text).toMatch(
      /^marketsafe_request_seconds_bucket\{method="GET",route="\/v1\/me",le="\+Inf"\} \d+$/m,
    );
    expect(text).toMatch(/^marketsafe_database_connections\{pool="program",state="waiting"\} 0$/m);
    expect(text).toMatch(/^marketsafe_database_up 1$/m);
    expect(text).toMatch(/^marketsafe_disk_free_bytes \d+$/m);
    for (const line of text.trim().split('\n'))
      expect(line).toMatch(/^(# TYPE \w+ \w+|\w+(\{.*\})? [\d.e+-]+)$/);
    const passedOn = await send(test, '/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(passedOn.status).toBe(404);
  });

  it('are for the bearer of the token alone where there is one', async () => {
    const guarded = await startTestServer({ metricsToken: 'a token for figures' });
    const ask = (headers: Record<string, string>) => send(guarded, '/metrics', { headers });
    expect((await ask({})).status).toBe(404);
    expect((await ask({ authorization: 'Bearer another' })).status).toBe(404);
    expect((await ask({ authorization: 'Bearer a token for figures' })).status).toBe(200);
    await guarded.close();
  });
});
