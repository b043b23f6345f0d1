import { captureManifest } from '@marketsafe/contract';
import { sha256Hex } from '@marketsafe/evidence';
import { describe, expect, it } from 'vitest';
import type { CaptureDeps } from '../../../../../utils/capture/capture-deps.ts';
import { captureListing } from '../../../../../utils/capture/capture-listing.ts';
import { newFile } from '../../../../../utils/capture/moment.ts';
import { finishInterrupted } from '../../../../../utils/capture/resume.ts';
import type { ReporterDatabase } from '../../../../../utils/database/database.ts';
import { CLICK, fakeDeps, ok, pageAnswer, stored } from '../../../support/capture-deps.ts';
import { CONTEXT, PNG_BYTES, pageSampleOf } from '../../../support/captured-listing.ts';
import { newDatabase } from '../../../support/new-database.ts';
import { gifOf, jpegOf, pngOf } from '../../../support/picture-headers.ts';

const FULL = { ...CLICK, profile: 'full' } as const;
const ADDRESSES = ['https://img.example/a.jpg', 'https://img.example/b.jpg', 'https://img.example/c.jpg'];
const HASH = '00ff00ff00ff00ff';

/** A listing whose facts name three pictures, and a page that answers for them with these. */
function withPictures(
  db: ReporterDatabase,
  collect: CaptureDeps['pictures']['collect'],
  change: Partial<CaptureDeps> = {},
): CaptureDeps {
  const sample = pageSampleOf();
  const images = { value: ADDRESSES, raw: '', source: 'dom:img' };
  if (sample.reading) sample.reading = { ...sample.reading, facts: { ...sample.reading.facts, images } };
  return fakeDeps(db, {
    runScript: (_, script) => ok(pageAnswer(script, sample)),
    pictures: { collect, hash: () => Promise.resolve(HASH) },
    ...change,
  });
}

function answer(index: number, bytes: Uint8Array, url = ADDRESSES[index]) {
  return { index, url, base64: Buffer.from(bytes).toString('base64') };
}

async function manifestOf(db: ReporterDatabase) {
  const [capture] = (await stored(db)).captures;
  return captureManifest.parse(capture?.manifest);
}

describe('the listing’s own pictures', () => {
  it('are kept byte for byte with both hashes and their address, in the order of the facts', async () => {
    const db = newDatabase();
    const pictures = [jpegOf(400, 300), pngOf(20, 10), gifOf(8, 8)];
    const shown = 'https://img.example/a_960x960.jpg_.webp';
    const found = pictures.map((bytes, index) => answer(index, bytes, index === 0 ? shown : undefined));
    const asked: unknown[] = [];
    const collect: CaptureDeps['pictures']['collect'] = (tabId, addresses) => {
      asked.push([tabId, addresses]);
      return ok(found.reverse());
    };
    expect(await captureListing(withPictures(db, collect), FULL)).toMatchObject({ outcome: 'saved' });
    expect(asked).toEqual([[3, ADDRESSES]]);
    const { files, limitations } = await manifestOf(db);
    const fetched = files.filter(({ method }) => method === 'fetched');
    expect(fetched.map(({ path, type, url }) => [path, type, url])).toEqual([
      ['picture-01.jpg', 'image/jpeg', shown],
      ['picture-02.png', 'image/png', ADDRESSES[1]],
      ['picture-03.gif', 'image/gif', ADDRESSES[2]],
    ]);
    for (const [index, file] of fetched.entries()) {
      expect(file).toMatchObject({ role: 'evidentiary', perceptualHash: HASH });
      const bytes = await (await db.blobs.get(file.sha256))?.bytes.arrayBuffer();
      expect(new Uint8Array(bytes ?? new ArrayBuffer(0))).toEqual(pictures[index]);
      expect(file.sha256).toBe(await sha256Hex(pictures[index] ?? ''));
    }
    expect(limitations).not.toContain('listing-images-missing');
    expect((await stored(db)).jobs).toEqual([]);
  });

  it('are not asked for in a quick capture, nor of a wall', async () => {
    const db = newDatabase();
    const never = () => Promise.reject(new Error('asked'));
    await captureListing(withPictures(db, never), CLICK);
    expect((await manifestOf(db)).limitations).not.toContain('listing-images-missing');
  });

  it.each([
    ['an HTML page', new TextEncoder().encode('<!doctype html><script>alert(1)</script>')],
    ['a picture that would decode to gigabytes', pngOf(60_000, 60_000)],
    ['a picture that ends in its header', jpegOf(400, 300).subarray(0, 12)],
    ['SVG, which can hold scripts', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ])('leave %s out, and the record says that some are missing', async (_, bytes) => {
    const db = newDatabase();
    const found = [answer(0, bytes), answer(1, pngOf(20, 10)), answer(2, gifOf(8, 8))];
    await captureListing(
      withPictures(db, () => ok(found)),
      FULL,
    );
    const { files, limitations } = await manifestOf(db);
    expect(files.filter(({ method }) => method === 'fetched').map(({ path }) => path)).toEqual([
      'picture-02.png',
      'picture-03.gif',
    ]);
    expect(limitations).toContain('listing-images-missing');
  });

  it.each([
    ['refuses scripts', () => Promise.reject(new Error('no tab'))],
    ['answers nonsense', () => ok([{ index: 0, url: 'javascript:alert(1)', base64: '' }])],
    ['answers with more than was asked for', () => ok(new Array(500).fill(answer(0, pngOf(1, 1))))],
    ['never answers', () => new Promise<never>(() => undefined)],
  ])('never keep a capture from being saved: the page %s', async (_, collect) => {
    const db = newDatabase();
    const timeout: CaptureDeps['timeout'] = async (work, ms) => {
      const late = new Promise<never>((__, reject) => setTimeout(() => reject(new Error('late')), ms / 100));
      return Promise.race([work, late]);
    };
    const outcome = await captureListing(withPictures(db, collect, { timeout }), FULL);
    expect(outcome).toMatchObject({ outcome: 'saved', method: 'pixels' });
    expect((await manifestOf(db)).limitations).toContain('listing-images-missing');
  });

  it('that could not be decoded are no pictures', async () => {
    const db = newDatabase();
    const deps = withPictures(db, () => ok([answer(0, pngOf(20, 10))]));
    deps.pictures.hash = () => Promise.reject(new DOMException('broken', 'InvalidStateError'));
    await captureListing(deps, FULL);
    const { files, limitations } = await manifestOf(db);
    expect(files.some(({ method }) => method === 'fetched')).toBe(false);
    expect(limitations).toContain('listing-images-missing');
  });
});

describe('a capture of the whole page that the browser cannot store to its end', () => {
  it('says that what was taken is kept, and becomes a draft with the next start', async () => {
    const db = newDatabase();
    const slice = await newFile(new Blob([PNG_BYTES, 'slice']), {
      path: 'slice-001.png',
      type: 'image/png',
      role: 'evidentiary',
      method: 'pixels',
      area: { x: 0, y: 800, width: 1280, height: 800 },
    });
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const deps = withPictures(db, () => ok([answer(0, pngOf(20, 10))]), {
      fullPage: async ({ keep }) => {
        await keep(slice, { progress: { done: 1, of: 4 }, limitations: [] });
        db.captures.hook('creating', full);
        return { pageHeight: 4000, clipped: [], limitations: [] };
      },
    });
    const outcome = await captureListing(deps, FULL);
    expect(outcome).toMatchObject({ outcome: 'failed', code: 'kept-for-later' });
    expect((await stored(db)).drafts).toEqual([]);

    db.captures.hook('creating').unsubscribe(full);
    await finishInterrupted(db, CONTEXT, 1_700_000_000_001, {
      now: () => 1_700_000_009_000,
      putPageBack: () => Promise.resolve(),
    });
    const { files } = await manifestOf(db);
    expect(files.map(({ path }) => path)).toEqual([
      'viewport.png',
      'snapshot.html',
      'slice-001.png',
      'picture-01.png',
    ]);
    const blobs = await db.blobs.bulkGet(files.map((file) => file.sha256));
    expect(blobs).not.toContain(undefined);
    expect((await stored(db)).jobs).toEqual([]);
  });
});
