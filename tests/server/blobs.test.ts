import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { BLOB_LIMIT, PROBLEM_BASE, problem, SINGLE_PUT_LIMIT } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SOON } from '../support/soon.ts';
import {
  addInvestigator,
  addPerson,
  type Person,
  putBlob,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let person: Person;
beforeAll(async () => {
  test = await startTestServer();
  person = await addInvestigator(test);
});
afterAll(() => test.close());

const kindOf = (json: unknown) => problem.parse(json).type.replace(PROBLEM_BASE, '');
const pathOf = (owner: Person, hash: string) =>
  join(test.dataFolder, 'blobs', owner.organisationId, hash.slice(0, 2), hash);
/** Everything that lies under a folder of the data folder. */
const filesIn = async (folder: string) =>
  (await readdir(join(test.dataFolder, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

describe('PUT /v1/blobs/{sha256}', () => {
  it('keeps the bytes under their hash: 201 first, 200 when they are held, and one audit entry', async () => {
    const bytes = randomBytes(5_000);
    const hash = sha256(bytes);
    const first = await putBlob(test, person, bytes, 'image/png');
    expect([first.status, first.json]).toEqual([201, { sha256: hash, bytes: 5_000 }]);
    const again = await putBlob(test, person, bytes, 'image/png');
    expect([again.status, again.json]).toEqual([200, { sha256: hash, bytes: 5_000 }]);
    expect(await readFile(pathOf(person, hash))).toEqual(bytes);
    const audit = await test.owner.query("select from app.audit where entry ->> 'entity' = $1", [hash]);
    expect(audit.rowCount).toBe(1);
  });

  it('refuses bytes that do not have the hash, and leaves nothing of them', async () => {
    const before = await filesIn('blobs');
    const answer = await putBlob(test, person, randomBytes(900), 'image/png', sha256('something else'));
    expect([answer.status, kindOf(answer.json)]).toEqual([422, 'blob-mismatch']);
    expect(await filesIn('blobs')).toEqual(before);
    const row = await test.owner.query('select from app.blobs where sha256 = $1', [sha256('something else')]);
    expect(row.rowCount).toBe(0);
  });

  it.each<[string, number, string, Record<string, string>]>([
    ['no Repr-Digest', 400, 'bad-request', { 'repr-digest': '' }],
    [
      'a Repr-Digest of other bytes',
      422,
      'blob-mismatch',
      { 'repr-digest': `sha-256=:${Buffer.alloc(32).toString('base64')}:` },
    ],
    ['a type that is not taken', 415, 'bad-request', { 'content-type': 'image/svg+xml' }],
  ])('refuses %s', async (_, status, kind, headers) => {
    const bytes = randomBytes(100);
    const hash = sha256(bytes);
    const answer = await send(test, `/v1/blobs/${hash}`, {
      method: 'PUT',
      person,
      headers: {
        'content-type': 'image/png',
        'repr-digest': `sha-256=:${Buffer.from(hash, 'hex').toString('base64')}:`,
        ...headers,
      },
      body: bytes,
    });
    expect([answer.status, kindOf(answer.json)]).toEqual([status, kind]);
  });

  it('refuses more than one PUT takes, and no bytes at all', async () => {
    const large = await putBlob(test, person, Buffer.alloc(SINGLE_PUT_LIMIT + 1), 'image/png');
    expect([large.status, kindOf(large.json)]).toEqual([413, 'blob-too-large']);
    const empty = await putBlob(test, person, Buffer.alloc(0), 'image/png');
    expect(empty.status).toBe(400);
  });

  it('takes exactly what one PUT takes', async () => {
    expect((await putBlob(test, person, randomBytes(SINGLE_PUT_LIMIT), 'image/png')).status).toBe(201);
  });

  it('leaves nothing when the sender goes away half way', async () => {
    const hash = sha256(randomBytes(10));
    const { port, hostname } = new URL(test.url);
    const socket = createConnection(Number(port), hostname);
    socket.write(
      `PUT /v1/blobs/${hash} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${person.token}\r\n` +
        `Content-Type: image/png\r\nContent-Length: 100000\r\n` +
        `Repr-Digest: sha-256=:${Buffer.from(hash, 'hex').toString('base64')}:\r\n\r\n`,
    );
    socket.write(Buffer.alloc(50_000));
    await vi.waitFor(async () => expect(await filesIn('blobs/incoming')).toHaveLength(1), SOON);
    socket.destroy();
    await vi.waitFor(async () => expect(await filesIn('blobs/incoming')).toHaveLength(0), SOON);
  });

  it('asks for the bytes again, and takes them, when the disk has lost them', async () => {
    const bytes = randomBytes(50);
    await putBlob(test, person, bytes, 'image/png');
    await rm(pathOf(person, sha256(bytes)));
    expect((await send(test, `/v1/blobs/${sha256(bytes)}`, { method: 'HEAD', person })).status).toBe(404);
    expect((await putBlob(test, person, bytes, 'image/png')).status).toBe(201);
    expect((await send(test, `/v1/blobs/${sha256(bytes)}`, { method: 'HEAD', person })).status).toBe(200);
  });

  it('is not for the program’s staff', async () => {
    const analyst = await addPerson(test, person.organisationId, ['analyst']);
    expect((await putBlob(test, analyst, randomBytes(9), 'image/png')).status).toBe(403);
  });
});

describe('GET and HEAD /v1/blobs/{sha256}', () => {
  it('gives the bytes back in a way that nothing in them can run', async () => {
    const html = Buffer.from('<script>alert(document.domain)</script>');
    await putBlob(test, person, html, 'text/html');
    const answer = await send(test, `/v1/blobs/${sha256(html)}`, { person });
    expect([answer.status, answer.bytes]).toEqual([200, html]);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('shows a picture in place', async () => {
    const png = randomBytes(64);
    await putBlob(test, person, png, 'image/png');
    const answer = await send(test, `/v1/blobs/${sha256(png)}`, { person });
    expect([answer.type, answer.headers.get('content-disposition')?.split(';')[0]]).toEqual([
      'image/png',
      'inline',
    ]);
  });

  it('tells nobody what another organisation holds: the answer is the same as for bytes of nobody', async () => {
    const bytes = randomBytes(77);
    await putBlob(test, person, bytes, 'image/png');
    const stranger = await addInvestigator(test);
    const theirs = await send(test, `/v1/blobs/${sha256(bytes)}`, { person: stranger });
    const nobodys = await send(test, `/v1/blobs/${sha256(randomBytes(9))}`, { person: stranger });
    const plain = (json: unknown) => ({ ...problem.parse(json), instance: '' });
    expect([theirs.status, plain(theirs.json)]).toEqual([404, plain(nobodys.json)]);
    const head = await send(test, `/v1/blobs/${sha256(bytes)}`, { method: 'HEAD', person: stranger });
    expect(head.status).toBe(404);
    // The same bytes handed in by the other organisation are new there.
    expect((await putBlob(test, stranger, bytes, 'image/png')).status).toBe(201);
  });

  it('refuses what is no hash', async () => {
    expect((await send(test, '/v1/blobs/..%2f..%2finstance.json', { person })).status).toBe(400);
  });
});

describe('/v1/uploads', () => {
  const metadata = (hash: string, type: string) =>
    `sha256 ${Buffer.from(hash).toString('base64')},type ${Buffer.from(type).toString('base64')}`;
  const tus = { 'tus-resumable': '1.0.0' };
  const create = (owner: Person, bytes: Buffer, changes: Record<string, string> = {}) =>
    send(test, '/v1/uploads', {
      method: 'POST',
      person: owner,
      headers: {
        ...tus,
        'upload-length': String(bytes.length),
        'upload-metadata': metadata(sha256(bytes), 'image/png'),
        ...changes,
      },
    });
  const patch = (owner: Person, location: string, offset: number, bytes: Buffer) =>
    send(test, location, {
      method: 'PATCH',
      person: owner,
      headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      body: bytes,
    });

  it('takes a large file in pieces, goes on after a broken connection, and keeps it under its hash', async () => {
    const bytes = randomBytes(3_000_000);
    const made = await create(person, bytes);
    expect(made.status).toBe(201);
    const location = made.headers.get('location') ?? '';
    expect(location).toMatch(/^\/v1\/uploads\//);

    const { port, hostname } = new URL(test.url);
    const socket = createConnection(Number(port), hostname);
    socket.write(
      `PATCH ${location} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${person.token}\r\n` +
        `Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n` +
        `Content-Length: ${bytes.length}\r\n\r\n`,
    );
    socket.write(bytes.subarray(0, 1_000_000));
    const name = location.split('/').at(-1) ?? '';
    const partial = join(test.dataFolder, 'uploads', name);
    await vi.waitFor(async () => expect((await readFile(partial)).length).toBeGreaterThan(0), SOON);
    socket.destroy();

    const head = await send(test, location, { method: 'HEAD', person, headers: tus });
    expect(head.status).toBe(200);
    const offset = Number(head.headers.get('upload-offset'));
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThan(bytes.length);
    const rest = await patch(person, location, offset, bytes.subarray(offset));
    expect([rest.status, rest.headers.get('upload-offset')]).toEqual([204, String(bytes.length)]);

    expect(await readFile(pathOf(person, sha256(bytes)))).toEqual(bytes);
    const held = await send(test, `/v1/blobs/${sha256(bytes)}`, { method: 'HEAD', person });
    expect([held.status, held.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
    const digest = `sha-256=:${Buffer.from(sha256(bytes), 'hex').toString('base64')}:`;
    expect(held.headers.get('repr-digest')).toBe(digest);
    expect(await filesIn('uploads')).toEqual([]);
  });

  it('takes a whole file with its creation', async () => {
    const bytes = randomBytes(2_000);
    const made = await send(test, '/v1/uploads', {
      method: 'POST',
      person,
      headers: {
        ...tus,
        'upload-length': '2000',
        'upload-metadata': metadata(sha256(bytes), 'image/png'),
        'content-type': 'application/offset+octet-stream',
      },
      body: bytes,
    });
    expect([made.status, made.headers.get('upload-offset')]).toEqual([201, '2000']);
    expect((await send(test, `/v1/blobs/${sha256(bytes)}`, { person })).bytes).toEqual(bytes);
  });

  it('refuses bytes that do not have the announced hash, and leaves nothing of them', async () => {
    const bytes = randomBytes(2_000);
    const made = await create(person, bytes);
    const answer = await patch(person, made.headers.get('location') ?? '', 0, randomBytes(2_000));
    expect([answer.status, kindOf(answer.json)]).toEqual([422, 'blob-mismatch']);
    expect(await filesIn('uploads')).toEqual([]);
    expect((await send(test, `/v1/blobs/${sha256(bytes)}`, { method: 'HEAD', person })).status).toBe(404);
  });

  it('shows an upload to nobody of another organisation', async () => {
    const bytes = randomBytes(2_000);
    const made = await create(person, bytes);
    const location = made.headers.get('location') ?? '';
    const stranger = await addInvestigator(test);
    expect((await send(test, location, { method: 'HEAD', person: stranger, headers: tus })).status).toBe(404);
    expect((await patch(stranger, location, 0, bytes)).status).toBe(404);
    expect((await send(test, location, { method: 'DELETE', person: stranger, headers: tus })).status).toBe(
      404,
    );
    expect((await send(test, location, { method: 'HEAD', headers: tus })).status).toBe(401);
    expect((await patch(person, location, 0, bytes)).status).toBe(204);
  });

  it.each<[string, number, Record<string, string>]>([
    ['a hash that is none', 400, { 'upload-metadata': metadata('../../etc/passwd', 'image/png') }],
    ['a type that is not taken', 400, { 'upload-metadata': metadata(sha256(''), 'image/svg+xml') }],
    ['no metadata', 400, { 'upload-metadata': '' }],
    ['no bytes', 400, { 'upload-length': '0' }],
    ['more bytes than are taken', 413, { 'upload-length': String(BLOB_LIMIT + 1) }],
    ['another version of the protocol', 400, { 'tus-resumable': '0.2.0' }],
  ])('refuses %s with a problem', async (_, status, headers) => {
    const answer = await create(person, randomBytes(10), headers);
    expect(answer.status).toBe(status);
    expect(answer.type).toContain('application/problem+json');
    problem.parse(answer.json);
  });

  it('refuses a piece at the wrong place with 409, and says nothing of itself in words of the library', async () => {
    const made = await create(person, randomBytes(100));
    const answer = await patch(person, made.headers.get('location') ?? '', 50, randomBytes(50));
    expect([answer.status, kindOf(answer.json)]).toEqual([409, 'bad-request']);
  });
});

describe('what an earlier run left behind', () => {
  it('is deleted after a day: uploads that were not finished, and files that were on their way', async () => {
    const stale = await startTestServer();
    const owner = await addInvestigator(stale);
    const hash = sha256('never sent');
    const made = await send(stale, '/v1/uploads', {
      method: 'POST',
      person: owner,
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': '10',
        'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')},type ${Buffer.from('image/png').toString('base64')}`,
      },
    });
    const name = made.headers.get('location')?.split('/').at(-1) ?? '';
    const uploads = join(stale.dataFolder, 'uploads');
    const record = (await readdir(uploads)).find((file) => file !== name) ?? '';
    const kept = JSON.parse(await readFile(join(uploads, record), 'utf8'));
    const old = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await writeFile(join(uploads, record), JSON.stringify({ ...kept, creation_date: old.toISOString() }));
    const incoming = join(stale.dataFolder, 'blobs', 'incoming');
    const [yesterday, today] = [randomUUID(), randomUUID()];
    await writeFile(join(incoming, yesterday), 'x');
    await utimes(join(incoming, yesterday), old, old);
    await writeFile(join(incoming, today), 'x');
    await stale.server.close();

    const again = await startTestServer({ dataFolder: stale.dataFolder, databaseUrl: stale.databaseUrl });
    expect(await readdir(uploads)).toEqual([]);
    expect(await readdir(incoming)).toEqual([today]);
    await stale.owner.end();
    await again.close();
  });
});
