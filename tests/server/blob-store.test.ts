import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BlobPlace, openBlobStore } from '../../server/src/blobs/open-store.ts';
import { BlobMismatch, type BlobStore, BlobTooLarge } from '../../server/src/blobs/store.ts';
import { exitCodeOf } from '../../server/src/exit-codes.ts';
import { SettingError } from '../../server/src/setting-error.ts';
import { probeObjectStore } from '../../server/src/settings/probe-object-store.ts';
import { isUnavailable } from '../../server/src/unavailable.ts';
import { type Fault, StrictS3 } from '../support/strict-s3.ts';
import { SHELVES, type Shelf } from './shelves.ts';
import { sha256 } from './support.ts';

const ORGANISATION = 'a2f1b0f4-6f5e-4c0a-9d3c-2f2d5f9d8a10';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marketsafe-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (store: BlobStore, bytes: Buffer, name = ORGANISATION) =>
  store.put(name, sha256(bytes), Readable.from([bytes]), bytes.length);
const onItsWay = (place = folder) => readdir(join(place, 'blobs', 'incoming'));
/** Sizes on both sides of what is compared in memory. */
const SIZES = [1, 3_000, 2_500_000];

describe.each(SHELVES)('a store of files in %s', (_, open) => {
  let shelf: Shelf;
  let place: BlobPlace;
  let store: BlobStore;
  beforeEach(async () => {
    shelf = await open();
    place = { folder: join(folder, 'blobs'), s3: shelf.options.objectStore };
    store = await openBlobStore(place);
  });
  afterEach(() => shelf.close());

  it.each(SIZES)('gives %i bytes back as they came in, by every way', async (size) => {
    const bytes = randomBytes(size);
    const hash = sha256(bytes);
    expect(await put(store, bytes)).toBe(size);
    expect((await shelf.read(folder, ORGANISATION, hash)).equals(bytes)).toBe(true);
    const stream = await store.open(ORGANISATION, hash);
    expect(typeof stream === 'string' ? stream : (await buffer(stream)).equals(bytes)).toBe(true);
    expect((await store.read(ORGANISATION, hash))?.equals(bytes)).toBe(true);
    const source = await store.source(ORGANISATION, hash);
    for (let time = 0; time < 2; time += 1) {
      expect((await buffer(source?.stream() ?? new ReadableStream())).equals(bytes)).toBe(true);
    }
    expect(source?.size).toBe(size);
    expect(await store.condition(ORGANISATION, { sha256: hash, bytes: size })).toBe('whole');
    expect(await store.verify(ORGANISATION, hash)).toBe('whole');
    expect(await onItsWay()).toEqual([]);
  });

  it('takes a file over, which is gone afterwards', async () => {
    const bytes = randomBytes(900);
    const path = join(folder, 'upload');
    await writeFile(path, bytes);
    expect(await store.adopt(ORGANISATION, sha256(bytes), path)).toBe(900);
    await writeFile(path, 'others');
    await expect(store.adopt(ORGANISATION, sha256(bytes), path)).rejects.toThrow(BlobMismatch);
    expect(await readdir(folder)).toEqual(['blobs']);
    expect(await store.read(ORGANISATION, sha256(bytes))).toEqual(bytes);
  });

  it('keeps nothing of what is too large, has another hash or breaks off', async () => {
    const bytes = randomBytes(5_000);
    const hash = sha256(bytes);
    const halves = async function* () {
      yield bytes.subarray(0, 2_000);
      throw new Error('the line broke');
    };
    await expect(store.put(ORGANISATION, hash, Readable.from([bytes]), 4_999)).rejects.toThrow(BlobTooLarge);
    await expect(store.put(ORGANISATION, sha256('other'), Readable.from([bytes]), 5_000)).rejects.toThrow(
      BlobMismatch,
    );
    await expect(store.put(ORGANISATION, hash, Readable.from(halves()), 5_000)).rejects.toThrow('broke');
    expect(await store.verify(ORGANISATION, hash)).toBe('missing');
    expect(await onItsWay()).toEqual([]);
  });

  it.each(SIZES)(
    'knows %i bytes that were changed, cut or lost, and takes the right ones in again',
    async (size) => {
      const bytes = randomBytes(size);
      const hash = sha256(bytes);
      await put(store, bytes);
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(0) ^ 1, 0);
      for (const damage of [flipped, bytes.subarray(1), Buffer.concat([bytes, bytes])]) {
        await shelf.write(folder, ORGANISATION, hash, damage);
        expect(await store.condition(ORGANISATION, { sha256: hash, bytes: size })).toBe('damaged');
        expect(await store.verify(ORGANISATION, hash)).toBe('damaged');
        expect(await store.open(ORGANISATION, hash)).toBe('damaged');
        expect(await store.read(ORGANISATION, hash)).toBeNull();
        expect(await store.share(ORGANISATION, 'packet-1', { sha256: hash, bytes: size })).toBe('damaged');
        expect(await put(store, bytes)).toBe(size);
        expect(await store.verify(ORGANISATION, hash)).toBe('whole');
      }
      await shelf.remove(folder, ORGANISATION, hash);
      expect(await store.condition(ORGANISATION, { sha256: hash, bytes: size })).toBe('missing');
      expect(await store.open(ORGANISATION, hash)).toBe('missing');
      expect(await store.source(ORGANISATION, hash)).toBeNull();
      expect(await store.read(ORGANISATION, hash)).toBeNull();
    },
  );

  it('shares bytes under another name, whose own they are from then on', async () => {
    const bytes = randomBytes(700);
    const file = { sha256: sha256(bytes), bytes: 700 };
    await put(store, bytes);
    for (let time = 0; time < 2; time += 1) {
      expect(await store.share(ORGANISATION, 'packet-1', file)).toBe('whole');
    }
    expect((await store.folders()).sort()).toEqual([ORGANISATION, 'packet-1']);
    await store.remove(ORGANISATION, file.sha256);
    await store.remove(ORGANISATION, file.sha256);
    expect(await store.read(ORGANISATION, file.sha256)).toBeNull();
    expect(await store.read('packet-1', file.sha256)).toEqual(bytes);
  });

  it('removes a folder with all that is in it, and no other', async () => {
    const files = Array.from({ length: 20 }, () => randomBytes(50));
    for (const bytes of files) await put(store, bytes);
    await store.keep('packet-2', sha256('kept'), Buffer.from('kept'));
    await store.removeFolder(ORGANISATION);
    expect(await store.folders()).toContain('packet-2');
    for (const bytes of files) expect(await store.read(ORGANISATION, sha256(bytes))).toBeNull();
    expect(await store.read('packet-2', sha256('kept'))).toEqual(Buffer.from('kept'));
  });

  it('takes the same bytes from several processes at once', async () => {
    const bytes = randomBytes(2_200_000);
    const writer = join(import.meta.dirname, '..', 'support', 'write-blob.ts');
    const path = join(folder, 'bytes');
    await writeFile(path, bytes);
    const children = Array.from({ length: 2 }, () =>
      fork(writer, [], { execArgv: ['--disable-warning=ExperimentalWarning'], stdio: 'inherit' }),
    );
    await Promise.all(children.map((child) => once(child, 'message')));
    const answers = children.map(async (child) => {
      const [answer] = (await once(child, 'message')) as [unknown];
      return answer;
    });
    for (const child of children)
      child.send({ place, organisation: ORGANISATION, sha256: sha256(bytes), path });
    expect(await Promise.all(answers)).toEqual([Array(20).fill(bytes.length), Array(20).fill(bytes.length)]);
    expect((await shelf.read(folder, ORGANISATION, sha256(bytes))).equals(bytes)).toBe(true);
    expect(await onItsWay()).toEqual([]);
  });
});

describe('an object store', () => {
  let s3: StrictS3;
  let store: BlobStore;
  beforeEach(async () => {
    s3 = await StrictS3.start();
    store = await openBlobStore({ folder: join(folder, 'blobs'), s3: s3.settings });
  });
  afterEach(() => s3.stop());

  const failing = (times: number, fault: Fault, method?: string) => {
    let left = times;
    s3.fault = (asked) => {
      if ((method !== undefined && asked.method !== method) || left <= 0) return undefined;
      left -= 1;
      return fault;
    };
  };
  const away = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect([error, isUnavailable(error), exitCodeOf(error)]).toEqual([expect.any(Error), true, 75]);
  };
  const bytes = randomBytes(4_000);
  const hash = sha256(bytes);
  const file = { sha256: hash, bytes: bytes.length };

  it.each<[Fault, string]>([
    [{ status: 500, code: 'InternalError' }, 'PUT'],
    [{ status: 503, code: 'SlowDown' }, 'PUT'],
    [{ status: 409, code: 'ConditionalRequestConflict' }, 'PUT'],
    ['unanswered', 'PUT'],
    [{ status: 500, code: 'InternalError' }, 'GET'],
    ['cut-off', 'GET'],
    ['other-bytes', 'GET'],
  ])('that fails once with %j at %s is asked again', async (fault, method) => {
    if (method === 'GET') await put(store, bytes);
    failing(1, fault, method);
    if (method === 'PUT') expect(await put(store, bytes)).toBe(4_000);
    else expect(await store.read(ORGANISATION, hash)).toEqual(bytes);
    expect(await store.verify(ORGANISATION, hash)).toBe('whole');
    failing(1, fault, method);
    expect(await store.verify(ORGANISATION, hash)).toBe('whole');
  });

  it.each<[Fault]>([
    [{ status: 500, code: 'InternalError' }],
    [{ status: 403, code: 'AccessDenied' }],
    [{ status: 404, code: 'NoSuchBucket' }],
    ['silent'],
  ])(
    'that goes on with %j is away, and nothing that it holds is called missing or damaged',
    async (fault) => {
      await put(store, bytes);
      const impatient = { ...s3.settings, patience: 300 };
      store = await openBlobStore({ folder: join(folder, 'blobs'), s3: impatient });
      failing(Number.POSITIVE_INFINITY, fault);
      await away(store.condition(ORGANISATION, file));
      await away(store.verify(ORGANISATION, hash));
      await away(store.open(ORGANISATION, hash));
      await away(put(store, randomBytes(10)));
      await away(store.remove(ORGANISATION, hash));
      await away(store.folders());
      s3.fault = () => undefined;
      store = await openBlobStore({ folder: join(folder, 'blobs'), s3: s3.settings });
      expect(await store.read(ORGANISATION, hash)).toEqual(bytes);
    },
  );

  it('that is not there at all, or whose answers are always cut off, is away', async () => {
    await put(store, bytes);
    failing(Number.POSITIVE_INFINITY, 'cut-off', 'GET');
    await away(store.read(ORGANISATION, hash));
    await away(store.verify(ORGANISATION, hash));
    const source = await store.source(ORGANISATION, hash);
    await away(buffer(source?.stream() ?? new ReadableStream()));
    const port = Number(new URL(s3.settings.endpoint).port);
    await s3.stop();
    await away(put(store, bytes));
    await away(store.condition(ORGANISATION, file));
    s3.fault = () => undefined;
    await s3.listen(port);
    expect(await store.read(ORGANISATION, hash)).toEqual(bytes);
    expect(await onItsWay()).toEqual([]);
  });

  it('that lies is found out: other bytes are damaged, and what it forgot is missing', async () => {
    await put(store, bytes);
    failing(Number.POSITIVE_INFINITY, 'other-bytes');
    expect(await store.read(ORGANISATION, hash)).toBeNull();
    expect(await store.open(ORGANISATION, hash)).toBe('damaged');
    expect(await store.verify(ORGANISATION, hash)).toBe('damaged');
    failing(Number.POSITIVE_INFINITY, 'other-checksum');
    await away(put(store, randomBytes(20)));
    failing(1, 'forgetful', 'PUT');
    const forgotten = randomBytes(30);
    await put(store, forgotten);
    expect(await store.condition(ORGANISATION, { sha256: sha256(forgotten), bytes: 30 })).toBe('missing');
  });

  it('is never written over where what it holds is whole', async () => {
    await put(store, bytes);
    s3.asked.length = 0;
    await put(store, bytes);
    const key = `${s3.settings.prefix}${ORGANISATION}/${hash.slice(0, 2)}/${hash}`;
    expect(s3.asked).toEqual([`PUT ${key}`, `GET ${key}`]);
  });

  it('is tried before it is used, and refused with the setting that is wrong', async () => {
    await probeObjectStore(s3.settings);
    await probeObjectStore(s3.settings);
    expect([...s3.objects.keys()]).toEqual([`${s3.settings.prefix}marketsafe-probe`]);
    for (const [wrong, says] of [
      [{ secretAccessKey: 'another' }, 'BLOBS_S3_SECRET_ACCESS_KEY'],
      [{ accessKeyId: 'another' }, 'BLOBS_S3_ACCESS_KEY_ID'],
      [{ region: 'another' }, 'BLOBS_S3_REGION'],
      [{ bucket: 'another' }, 'BLOBS_S3_BUCKET'],
    ] as const) {
      const error = await probeObjectStore({ ...s3.settings, ...wrong }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SettingError);
      expect(String(error)).toContain(says);
    }
    s3.strict = false;
    s3.objects.clear();
    await expect(probeObjectStore(s3.settings)).rejects.toThrow('writes over objects');
    s3.strict = true;
    await s3.stop();
    await away(probeObjectStore(s3.settings));
    await s3.listen(0);
  });
});
