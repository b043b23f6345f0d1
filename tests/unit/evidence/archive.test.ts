import { verifyPackage } from '@marketsafe/evidence';
import { packageFindingSentence } from '@marketsafe/words';
import { BlobWriter, TextReader, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ArchiveProblem, openZip, PACKAGE_LIMITS } from '../../../evidence/src/archive/open-zip.ts';
import { writeZip } from '../../../evidence/src/archive/write-zip.ts';
import { checksumsOf } from '../../../evidence/src/hash.ts';
import { makeCaptures, makeParties, pack, requestFor } from './support/program.ts';
import { Unpacked } from './support/tamper.ts';

let good: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  const parties = await makeParties();
  const { blob } = await pack(requestFor(parties, await makeCaptures(parties, 1)));
  good = new Uint8Array(await blob.arrayBuffer());
});

async function zipOf(
  entries: readonly [name: string, text: string, options?: ZipWriterAddDataOptions][],
): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, text, options] of entries) await writer.add(name, new TextReader(text), options);
  return writer.close();
}

async function why(blob: Blob, limits = PACKAGE_LIMITS): Promise<string> {
  try {
    for (const source of (await openZip(blob, limits)).values())
      await new Response(source.stream()).arrayBuffer();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof ArchiveProblem)) throw error;
    const { code, params } = error.finding;
    return [code, ...Object.values(params)].join(' ');
  }
}

function joined(...parts: (Uint8Array<ArrayBuffer> | string)[]): Blob {
  return new Blob(parts);
}

describe('an archive', () => {
  it('of ours is accepted', async () => {
    expect(await why(joined(good))).toBe('accepted');
  });

  it('is refused when it is empty, no archive, or holds nothing', async () => {
    expect(await why(new Blob([]))).toBe('zip-empty');
    expect(await why(new Blob(['no archive at all, but a text of some length'.repeat(10)]))).toBe('zip-none');
    expect(await why(await zipOf([]))).toBe('zip-holds-nothing');
  });

  it('is refused wherever it is cut off', async () => {
    for (let length = 0; length < good.length; length += 211) {
      expect(await why(joined(good.slice(0, length)))).not.toBe('accepted');
    }
  });

  it('is refused with bytes before or behind it', async () => {
    expect(await why(joined('before', good))).toBe('zip-damaged');
    expect(await why(joined(good, 'behind'))).not.toBe('accepted');
    expect(await why(joined(good, good))).not.toBe('accepted');
  });

  it.each([
    ['../outside.txt'],
    ['/absolute.txt'],
    ['a/../../outside.txt'],
    ['a//b.txt'],
    ['C:/windows.txt'],
    ['a/./b.txt'],
    ['a\\..\\b.txt'],
  ])('is refused with the name %s', async (name) => {
    expect(await why(await zipOf([[name, 'x']]))).not.toBe('accepted');
  });

  it('is refused with two spellings of one name', async () => {
    expect(
      await why(
        await zipOf([
          ['a/x.txt', '1'],
          ['A/X.txt', '2'],
        ]),
      ),
    ).toBe('zip-twice A/X.txt');
    expect(
      await why(
        await zipOf([
          ['a/\u00e9.txt', '1'],
          ['a/e\u0301.txt', '2'],
        ]),
      ),
    ).toContain('zip-twice');
  });

  it('is refused with an encrypted file, a link, or a name of no end', async () => {
    expect(await why(await zipOf([['a.txt', 'x', { password: 'secret' }]]))).toBe('zip-encrypted a.txt');
    expect(
      await why(await zipOf([['a.txt', '/etc/passwd', { externalFileAttributes: 0o120777 << 16 }]])),
    ).toBe('zip-no-file a.txt');
    expect(await why(await zipOf([['n'.repeat(400), 'x']]))).toBe('zip-name-too-long');
  });

  it('is refused when it grows too much, or beyond its limits', async () => {
    const bomb = await zipOf([['zeros.txt', '0'.repeat(8 * 1024 * 1024)]]);
    expect(bomb.size).toBeLessThan(100_000);
    expect(await why(bomb)).toBe('zip-grows zeros.txt');
    const files = await zipOf([
      ['a', 'xxxx'],
      ['b', 'xxxx'],
      ['c', 'xxxx'],
    ]);
    expect(await why(files, { ...PACKAGE_LIMITS, entries: 2 })).toBe('zip-too-many');
    expect(await why(files, { ...PACKAGE_LIMITS, entryBytes: 3 })).toBe('zip-file-too-large a');
    expect(await why(files, { ...PACKAGE_LIMITS, totalBytes: 11 })).toBe('zip-unpacks-too-large');
    expect(await why(files, { ...PACKAGE_LIMITS, archiveBytes: 10 })).toBe('zip-too-large');
  });

  it('is refused when its two lists of files disagree', async () => {
    const pieces: BlobPart[] = [];
    const zip = writeZip(
      new WritableStream({ write: (piece) => void pieces.push(new Uint8Array(piece)) }),
      new Date(),
    );
    const source = new Blob(['the content of a file']);
    await zip.add('folder/name.txt', source, await checksumsOf(source));
    await zip.close();
    const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
    expect(await why(joined(bytes))).toBe('accepted');
    const text = new TextDecoder('latin1').decode(bytes);
    const local = text.indexOf('PK\u0003\u0004');
    const central = text.indexOf('PK\u0001\u0002');
    const changed = (at: number, value: number) => {
      const copy = Uint8Array.from(bytes);
      copy[at] = value;
      return joined(copy);
    };
    // Name, method, sizes and checksum in the one place only; then more bytes than there are in both.
    expect(await why(changed(local + 30, 0x46))).not.toBe('accepted');
    expect(await why(changed(local + 8, 8))).not.toBe('accepted');
    expect(await why(changed(local + 22, 9))).not.toBe('accepted');
    expect(await why(changed(local + 14, 9))).not.toBe('accepted');
    expect(await why(changed(central + 24, 9))).not.toBe('accepted');
    expect(await why(changed(central + 20, 200))).not.toBe('accepted');
    expect(await why(changed(central + 42, 3))).not.toBe('accepted');
  });

  it('whose content was changed under its checksum is refused', async () => {
    const text = new TextDecoder('latin1').decode(good);
    const copy = Uint8Array.from(good);
    const at = text.indexOf('Aurora jacket</h1>');
    copy[at] = 0x42;
    expect(await why(joined(copy))).not.toBe('accepted');
    expect((await verifyPackage(joined(copy))).ok).toBe(false);
  });
});

describe('the verifier', () => {
  it('says why a file is no package', async () => {
    const found = async (blob: Blob) => (await verifyPackage(blob)).checks.map(({ code }) => code);
    expect(await found(new Blob([]))).toEqual(['zip-empty']);
    expect(await found(new Blob(['text']))).toEqual(['zip-none']);
    expect(await found(await zipOf([['readme.txt', 'x']]))).toEqual(['no-package']);
    const outside = await Unpacked.of(joined(good));
    outside.write('../elsewhere.txt', 'x');
    expect(await found(await outside.zip())).toHaveLength(1);
    expect((await verifyPackage(await (await Unpacked.of(joined(good))).zip('other/'))).ok).toBe(false);
  });

  it('never throws on arbitrary bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect((await verifyPackage(new Blob([new Uint8Array(bytes)]))).ok).toBe(false);
      }),
    );
  });

  it('never throws on a package with bytes changed, and never accepts one with another content', async () => {
    const contentOf = async (blob: Blob) => (await Unpacked.of(blob)).files;
    const content = await contentOf(joined(good));
    const place = fc.integer({ min: 0, max: good.length - 1 });
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, value) => {
        const copy = Uint8Array.from(good);
        copy[at] = (copy[at] ?? 0) ^ value;
        const verdict = await verifyPackage(joined(copy));
        if (verdict.ok) expect(await contentOf(joined(copy))).toEqual(content);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('never throws whatever stands in a file that it parses', async () => {
    const lists = /manifest-sha256\.txt$/;
    const names = [...(await Unpacked.of(joined(good))).files.keys()].filter((name) => !lists.test(name));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.string({ maxLength: 200 }), async (name, text) => {
        const unpacked = await Unpacked.of(joined(good));
        unpacked.write(name, text);
        await unpacked.listPayload();
        await unpacked.listTags();
        const { checks, ok } = await verifyPackage(await unpacked.zip());
        expect(ok).toBe(false);
        expect(checks.every((check) => packageFindingSentence(check, 'en').length > 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('accepts no name but those of a package', async () => {
    const name = fc.oneof(
      fc.string({ minLength: 1, maxLength: 30 }),
      fc.string({ minLength: 1, maxLength: 20 }).map((text) => `data/${text}`),
      fc.string({ minLength: 1, maxLength: 20 }).map((text) => `timestamps/${text}.tsr`),
    );
    await fc.assert(
      fc.asyncProperty(name, async (added) => {
        const unpacked = await Unpacked.of(joined(good));
        if (unpacked.files.has(added)) return;
        unpacked.write(added, 'x');
        await unpacked.listPayload();
        await unpacked.listTags();
        const blob = await unpacked.zip().catch(() => null);
        if (blob) expect((await verifyPackage(blob)).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(verifyPackage(joined(good), { signal: stop.signal })).rejects.toThrow('enough');
  });
});
