import { sha256Hex } from '@marketsafe/evidence';
import { beforeAll, describe, expect, it } from 'vitest';
import { CDXIndexer, WARCParser } from 'warcio';
import { openZip } from '../../../evidence/src/archive/open-zip.ts';
import { checkReplay } from '../../../evidence/src/verify/check-replay.ts';
import { writeWacz } from '../../../evidence/src/wacz/write-wacz.ts';
import { makeCapture, makeParties, manifestOf, PNG } from './support/program.ts';

type Source = Parameters<typeof writeWacz>[0];
let source: Source;
let wacz: Blob;
let entries: Map<string, Blob>;

const PICTURE = 'https://ae01.alicdn.com/kf/aurora.png';

beforeAll(async () => {
  const sha256 = await sha256Hex(PNG);
  const capture = await makeCapture(await makeParties(), {
    change: ({ files }) => {
      files.push({
        path: 'image-001.png',
        sha256,
        bytes: PNG.length,
        type: 'image/png',
        role: 'evidentiary',
        method: 'fetched',
        url: PICTURE,
      });
    },
  });
  source = {
    manifest: manifestOf(capture),
    files: new Map([...capture.files, ['image-001.png', new Blob([PNG])]]),
  };
  wacz = await writeWacz(source, 'marketsafe-reporter 0.1.0');
  entries = new Map();
  for (const [name, { stream }] of await openZip(wacz))
    entries.set(name, await new Response(stream()).blob());
});

async function textOf(name: string): Promise<string> {
  return (await entries.get(name)?.text()) ?? '';
}

describe('a replay', () => {
  it('is a WACZ 1.1.1 whose description lists every file with its hash', async () => {
    expect([...entries.keys()]).toEqual([
      'archive/data.warc.gz',
      'indexes/index.cdx',
      'pages/pages.jsonl',
      'datapackage.json',
      'datapackage-digest.json',
    ]);
    const description = JSON.parse(await textOf('datapackage.json'));
    expect(description).toMatchObject({
      profile: 'data-package',
      wacz_version: '1.1.1',
      mainPageUrl: source.manifest.request.url,
    });
    for (const { path, hash, bytes } of description.resources) {
      const blob = entries.get(path);
      expect({ path, hash, bytes }).toEqual({
        path,
        bytes: blob?.size,
        hash: `sha256:${await sha256Hex(blob ?? '')}`,
      });
    }
    expect(JSON.parse(await textOf('datapackage-digest.json'))).toEqual({
      path: 'datapackage.json',
      hash: `sha256:${await sha256Hex(await textOf('datapackage.json'))}`,
    });
  });

  it('holds resource records with the files’ bytes, which warcio reads back, and no response', async () => {
    const records: Record<string, unknown>[] = [];
    for await (const record of new WARCParser((entries.get('archive/data.warc.gz') ?? new Blob()).stream())) {
      const payload = new Uint8Array(await record.readFully(false));
      if (record.warcType === 'warcinfo') continue;
      records.push({
        type: record.warcType,
        url: record.warcTargetURI,
        mime: record.warcContentType,
        date: record.warcDate,
        sha256: await sha256Hex(payload),
        digest: record.warcPayloadDigest,
      });
    }
    const { captureId, request, time, files } = source.manifest;
    const of = (path: string) => files.find((file) => file.path === path)?.sha256;
    const record = (url: string, mime: string, path: string) => ({
      type: 'resource',
      url,
      mime,
      date: time.end,
      sha256: of(path),
      digest: `sha256:${of(path)}`,
    });
    expect(records).toEqual([
      record(`urn:marketsafe:${captureId}:viewport.png`, 'image/png', 'viewport.png'),
      record(request.url, 'text/html', 'snapshot.html'),
      record(PICTURE, 'image/png', 'image-001.png'),
    ]);
  });

  it('has the index that warcio would make of it, in order', async () => {
    const lines = (await textOf('indexes/index.cdx')).trimEnd().split('\n');
    expect(lines).toEqual([...lines].sort());
    const ours = lines.map((line) => JSON.parse(line.slice(line.indexOf('{'))));
    const theirs: Record<string, unknown>[] = [];
    const reader = (entries.get('archive/data.warc.gz') ?? new Blob()).stream();
    const indexer = new CDXIndexer({ format: 'cdxj' });
    for await (const entry of indexer.iterIndex([{ filename: 'data.warc.gz', reader: piecesOf(reader) }]))
      theirs.push(entry);
    const keyed = (list: readonly Record<string, unknown>[]) =>
      new Map(
        list.map(({ url, offset, length, digest }) => [
          url,
          { offset: Number(offset), length: Number(length), digest: String(digest).replace('sha256:', '') },
        ]),
      );
    expect(keyed(ours)).toEqual(keyed(theirs));
    expect(ours).toHaveLength(3);
  });

  it('opens on the page', async () => {
    const [header, ...pages] = (await textOf('pages/pages.jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(header).toMatchObject({ format: 'json-pages-1.0' });
    expect(pages[0]).toMatchObject({
      url: source.manifest.request.url,
      title: source.manifest.page.title,
      ts: source.manifest.time.end,
    });
  });

  it('is the same whenever it is made', async () => {
    expect(await sha256Hex(await writeWacz(source, 'marketsafe-reporter 0.1.0'))).toBe(await sha256Hex(wacz));
  });

  it('is accepted for its capture, and refused for another or with another file in it', async () => {
    expect(await checkReplay(wacz, source.manifest)).toBeNull();
    const [first, ...files] = source.manifest.files;
    expect(first).toBeDefined();
    expect(await checkReplay(wacz, { ...source.manifest, files })).not.toBeNull();
    const named = source.manifest.files.map((file) =>
      file === first ? { ...file, sha256: '0'.repeat(64) } : file,
    );
    expect(await checkReplay(wacz, { ...source.manifest, files: named })).toBe('replay-foreign-record');
  });

  it('takes no address but one of the web for a picture', async () => {
    const files = source.manifest.files.map((file) =>
      file.url === undefined ? file : { ...file, url: 'javascript:alert(1)' },
    );
    const made = await writeWacz({ ...source, manifest: { ...source.manifest, files } }, 'x');
    const index = await new Response((await openZip(made)).get('indexes/index.cdx')?.stream()).text();
    expect(index).not.toContain('javascript');
    expect(index).toContain(`urn:marketsafe:${source.manifest.captureId}:image-001.png`);
  });
});

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) yield piece;
}
