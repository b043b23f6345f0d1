import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, statfs, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { health, problem } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { DEFAULT_QUOTAS } from '../../server/src/blobs/quotas.ts';
import {
  addInvestigator,
  addPerson,
  type Person,
  postClaim,
  putBlob,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

const codeOf = (json: unknown) => problem.parse(json).code;
const text = (value: string) => Buffer.from(value).toString('base64');

function begin(test: TestServer, person: Person, bytes: number | Buffer) {
  const whole = typeof bytes !== 'number';
  const hash = sha256(whole ? bytes : randomBytes(9));
  return send(test, '/v1/uploads', {
    method: 'POST',
    person,
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(whole ? bytes.length : bytes),
      'upload-metadata': `sha256 ${text(hash)},type ${text('image/png')}`,
      ...(whole && { 'content-type': 'application/offset+octet-stream' }),
    },
    ...(whole && { body: bytes }),
  });
}

describe('a disk with no room but the reserve', () => {
  it('is said in /health, and nothing more is taken in; what is there can be read', async () => {
    const test = await startTestServer({ diskReserve: Number.MAX_SAFE_INTEGER });
    const person = await addInvestigator(test);
    const told = health.parse((await send(test, '/health')).json);
    expect([told.status, told.disk?.state]).toEqual(['impaired', 'full']);
    for (const answer of [
      await putBlob(test, person, randomBytes(10), 'image/png'),
      await begin(test, person, 10),
      await postClaim(test, person, {}),
    ]) {
      expect([answer.status, codeOf(answer.json)]).toEqual([503, 'disk-full']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await send(test, '/v1/claims', { person })).status).toBe(200);
    await test.close();
  });

  it('has none for an upload of which only a part would fit', async () => {
    const { bavail, bsize } = await statfs(tmpdir());
    const reserve = bavail * bsize - 100 * 1024 * 1024;
    const test = await startTestServer({ diskReserve: reserve });
    const person = await addInvestigator(test);
    expect(codeOf((await begin(test, person, 200 * 1024 * 1024)).json)).toBe('disk-full');
    expect((await begin(test, person, 1024)).status).toBe(201);
    await test.close();
  });
});

describe('files on another volume', () => {
  it('are taken from uploads all the same', async () => {
    const shared = await mkdtemp('/dev/shm/marketsafe-blobs-');
    const dataFolder = await mkdtemp(join(tmpdir(), 'marketsafe-volumes-'));
    // The two are different wherever this project is tested; where they were not, nothing would be shown.
    expect((await stat(shared)).dev).not.toBe((await stat(dataFolder)).dev);
    await symlink(shared, join(dataFolder, 'blobs'));
    const test = await startTestServer({ dataFolder });
    const person = await addInvestigator(test);
    const bytes = randomBytes(3_000);
    expect((await begin(test, person, bytes)).status).toBe(201);
    const held = await send(test, `/v1/blobs/${sha256(bytes)}`, { person });
    expect([held.status, held.bytes.equals(bytes)]).toEqual([200, true]);
    await test.close();
    await rm(shared, { recursive: true });
  });
});

describe('a quota', () => {
  it('holds a person, and an organisation, to so many open uploads; what ends makes room', async () => {
    const test = await startTestServer({
      quotas: {
        person: { ...DEFAULT_QUOTAS.person, openUploads: 3 },
        organisation: { ...DEFAULT_QUOTAS.organisation, openUploads: 5 },
      },
    });
    const person = await addInvestigator(test);
    const colleague = await addPerson(test, person.organisationId);
    const stranger = await addInvestigator(test);
    // All at once: none is overlooked.
    const answers = await Promise.all(Array.from({ length: 12 }, () => begin(test, person, 10)));
    const made = answers.filter(({ status }) => status === 201);
    expect(made.length).toBeLessThanOrEqual(3);
    while (made.length < 3) made.push(await begin(test, person, 10));
    const refused = await begin(test, person, 10);
    expect([refused.status, codeOf(refused.json)]).toEqual([429, 'uploads-open']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

    expect((await begin(test, colleague, 10)).status).toBe(201);
    expect((await begin(test, colleague, 10)).status).toBe(201);
    expect((await begin(test, colleague, 10)).status).toBe(429);
    expect((await begin(test, stranger, 10)).status).toBe(201);

    const location = made[0]?.headers.get('location') ?? '';
    const headers = { 'tus-resumable': '1.0.0' };
    expect((await send(test, location, { method: 'DELETE', person, headers })).status).toBe(204);
    expect((await begin(test, person, randomBytes(10))).status).toBe(201);
    expect((await begin(test, person, 10)).status).toBe(201);
    await test.close();
  });

  it('holds a person, and an organisation, to so many bytes, in what is handed in and in what is announced', async () => {
    const test = await startTestServer({
      quotas: {
        person: { openUploads: 9, openBytes: 4_000, bytes: 5_000 },
        organisation: { openUploads: 9, openBytes: 9_000, bytes: 7_000 },
      },
    });
    const person = await addInvestigator(test);
    const colleague = await addPerson(test, person.organisationId);
    expect((await putBlob(test, person, randomBytes(3_000), 'image/png')).status).toBe(201);
    const announced = await begin(test, person, 2_500);
    expect([announced.status, codeOf(announced.json)]).toEqual([403, 'person-room-used']);
    const large = await begin(test, person, 4_500);
    expect([large.status, codeOf(large.json)]).toEqual([429, 'uploads-open']);
    expect((await begin(test, person, randomBytes(1_500))).status).toBe(201);
    const more = await putBlob(test, person, randomBytes(600), 'image/png');
    expect([more.status, codeOf(more.json)]).toEqual([403, 'person-room-used']);
    expect((await putBlob(test, colleague, randomBytes(2_400), 'image/png')).status).toBe(201);
    const last = await putBlob(test, colleague, randomBytes(200), 'image/png');
    expect([last.status, codeOf(last.json)]).toEqual([403, 'organisation-room-used']);
    await test.close();
  });
});
