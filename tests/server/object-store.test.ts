import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { health, packetDetail, problem } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBackupCommand } from '../../server/src/backup/command.ts';
import { type ServerOptions, startServer } from '../../server/src/index.ts';
import { packetFolder } from '../../server/src/packets/folder.ts';
import { SettingError } from '../../server/src/setting-error.ts';
import { verifyFolder } from '../../server/src/verification/verify-command.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { SOON } from '../support/soon.ts';
import { StrictS3 } from '../support/strict-s3.ts';
import { sendClaims } from './sent-packets.ts';
import {
  addInvestigator,
  addPerson,
  addProgram,
  type Person,
  postClaim,
  preparedClaim,
  putBlob,
  send,
  sendJson,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

let s3: StrictS3;
let test: TestServer;
let holder: Person & { rightId: string };
let analyst: Person;
let second: Person;
beforeAll(async () => {
  s3 = await StrictS3.start();
  test = await startTestServer({ objectStore: s3.settings });
  holder = await addInvestigator(test);
  const program = await addProgram(test);
  analyst = program.analyst;
  second = await addPerson(test, program.program, ['analyst']);
});
afterAll(async () => {
  await test.close();
  await s3.stop();
});

/** What anybody is told of the server and of its object store. */
async function objectStore() {
  const told = health.parse((await send(test, '/health')).json);
  return [told.status, told.objectStore];
}

const upload = (bytes: Buffer) =>
  send(test, '/v1/uploads', {
    method: 'POST',
    person: holder,
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `sha256 ${Buffer.from(sha256(bytes)).toString('base64')},type ${Buffer.from('image/png').toString('base64')}`,
      'content-type': 'application/offset+octet-stream',
    },
    body: bytes,
  });

describe('a server whose files are in an object store', () => {
  it('takes claims in, sends them in a packet, draws documents and packs evidence, and keeps none of it here', async () => {
    const [sent] = await sendClaims(test, holder, [analyst, second], 2);
    const detail = await send(test, `/v1/packets/${sent?.packetId}`, { person: analyst });
    const { files } = packetDetail.parse(detail.json);
    expect(files.length).toBeGreaterThan(4);
    for (const { name, sha256: hash } of files) {
      const file = await send(test, `/v1/packets/${sent?.packetId}/files/${name}`, { person: analyst });
      expect([name, file.status, sha256(file.bytes)]).toEqual([name, 200, hash]);
      expect(
        s3.objects.has(`reporter/${packetFolder(sent?.packetId ?? '')}/${hash.slice(0, 2)}/${hash}`),
      ).toBe(true);
    }
    const claimId = sent?.claim.claimId ?? '';
    const report = await send(test, `/v1/claims/${claimId}/reports/certificate`, { person: holder });
    expect([report.status, report.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    const body = { kind: 'evidence', claimIds: [claimId] };
    expect((await sendJson(test, '/v1/packages', { person: holder, body })).status).toBe(200);
    expect(await readdir(join(test.dataFolder, 'blobs'))).toEqual(['incoming']);
    expect(await readdir(join(test.dataFolder, 'blobs', 'incoming'))).toEqual([]);
    const { faults } = await verifyFolder({
      ...{ dataFolder: test.dataFolder, databaseUrl: test.databaseUrl, objectStore: s3.settings },
    });
    expect(faults).toEqual([]);
  });

  it('refuses with Retry-After while the store is away, calls nothing damaged, and goes on when it is back', async () => {
    const claim = await preparedClaim(test, holder);
    const [bytes, key] = [randomBytes(5_000), randomUUID()];
    const [file = ''] = claim.evidence[0]?.files.map((one) => one.sha256) ?? [];
    const port = Number(new URL(s3.settings.endpoint).port);
    await s3.stop();
    const answers = [
      await putBlob(test, holder, bytes, 'image/png'),
      await upload(bytes),
      await postClaim(test, holder, claim, key),
      await send(test, `/v1/blobs/${file}`, { person: holder }),
    ];
    for (const { status, headers, json } of answers) {
      expect([status, problem.parse(json).code]).toEqual([503, 'storage-unavailable']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await expect.poll(objectStore, SOON).toEqual(['impaired', 'away']);
    // What needs no file goes on.
    expect((await send(test, '/v1/claims', { person: holder })).status).toBe(200);
    const { rows } = await test.owner.query(
      `select from app.blobs where damage is not null or sha256 = $1
       union all select from app.claims where claim_id = $2`,
      [sha256(bytes), claim.claimId],
    );
    expect(rows).toEqual([]);
    await s3.listen(port);
    await expect.poll(objectStore, SOON).toEqual(['ok', 'ok']);
    expect((await putBlob(test, holder, bytes, 'image/png')).status).toBe(201);
    expect((await upload(bytes)).status).toBe(201);
    expect((await postClaim(test, holder, claim, key)).status).toBe(201);
    expect((await send(test, `/v1/blobs/${file}`, { person: holder })).status).toBe(200);
  });

  it('does not start on a store that checks nothing, and says why', async () => {
    const loose = await StrictS3.start();
    loose.strict = false;
    const started = startServer({
      ...{ dataFolder: join(test.dataFolder, 'other'), databaseUrl: await freshDatabase(), port: 0 },
      objectStore: loose.settings,
    });
    await expect(started).rejects.toThrow(SettingError);
    await expect(started).rejects.toThrow('Stored files would not be safe there');
    await loose.stop();
  });
});

describe('a backup of files in an object store', () => {
  let place: string;
  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'marketsafe-objects-'));
    await chmod(place, 0o755);
  });
  afterAll(() => rm(place, { recursive: true, force: true }));

  async function run(
    settings: Pick<ServerOptions, 'dataFolder' | 'databaseUrl' | 'objectStore'>,
    words: string[],
  ) {
    const lines: string[] = [];
    const add = (line: string) => void lines.push(line);
    const code = await runBackupCommand(settings, words, { language: 'en' }, { print: add, complain: add });
    return { code, output: lines.join('\n') };
  }
  const held = (store: StrictS3) =>
    new Map(
      [...store.objects].filter(([key]) => !key.includes('probe')).map(([key, { etag }]) => [key, etag]),
    );

  it('has every object, is restored into another store or a folder, and not into a used one', async () => {
    const { dataFolder, databaseUrl } = test;
    const backup = join(place, 'backup');
    const taken = await run({ dataFolder, databaseUrl, objectStore: s3.settings }, ['backup', backup]);
    expect(taken).toMatchObject({ code: 0, output: expect.stringContaining('Backed up to') });
    expect(await run({ dataFolder }, ['check-backup', backup])).toMatchObject({ code: 0 });

    const other = await StrictS3.start();
    const target = {
      ...{ dataFolder: join(place, 'restored'), databaseUrl: await freshDatabase('template0') },
      objectStore: { ...other.settings, prefix: 'reporter/' },
    };
    other.plant('reporter/somebody/ab/file', Buffer.from('theirs'));
    const used = await run(target, ['restore', backup]);
    expect(used).toMatchObject({
      code: 1,
      output: expect.stringContaining('is not empty: it holds somebody'),
    });
    other.objects.clear();
    expect(await run(target, ['restore', backup])).toMatchObject({ code: 0 });
    expect(held(other).size).toBeGreaterThan(10);
    expect(held(other)).toEqual(held(s3));
    expect((await verifyFolder(target)).faults).toEqual([]);

    const folder = { dataFolder: join(place, 'folder'), databaseUrl: await freshDatabase('template0') };
    expect(await run(folder, ['restore', backup])).toMatchObject({ code: 0 });
    expect((await verifyFolder(folder)).faults).toEqual([]);
    await other.stop();
  });

  it('names an object that was damaged or lost before, as one of a folder does', async () => {
    const { dataFolder, databaseUrl } = test;
    const [changed = '', lost = ''] = [...held(s3).keys()].filter((key) => !key.includes('packet-'));
    s3.plant(changed, Buffer.from('others'));
    s3.objects.delete(lost);
    const taken = await run({ dataFolder, databaseUrl, objectStore: s3.settings }, [
      'backup',
      join(place, 'flawed'),
    ]);
    expect(taken.code).toBe(0);
    for (const key of [changed, lost]) expect(taken.output).toContain(key.replace('reporter/', 'blobs/'));
  });
});
