import type { CaptureManifest, EvidenceFile } from '@marketsafe/contract';
import { getSurt, WARCRecord, WARCSerializer } from 'warcio';
import { writeZip } from '../archive/write-zip.ts';
import { type ByteSource, piecesOf, utf8 } from '../bytes.ts';
import { canonicalJson } from '../canonical-json.ts';
import { checksumsOf, sha256Hex } from '../hash.ts';

/** What a replay is made from. */
export interface ReplaySource {
  manifest: CaptureManifest;
  files: ReadonlyMap<string, ByteSource>;
}

const ARCHIVE = 'archive/data.warc.gz';

/** An identifier that is the same whenever the same file is packed (RFC 9562, version 8). */
async function recordId(text: string): Promise<string> {
  const hash = await sha256Hex(text);
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`];
  return `<urn:uuid:${parts.join('-')}-${hash.slice(20, 32)}>`;
}

interface Written {
  pieces: Uint8Array<ArrayBuffer>[];
  bytes: number;
}

async function serialise(record: WARCRecord): Promise<Written> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  // Digests are given and not computed: the library would do that in WebAssembly, which an extension must not run.
  for await (const piece of new WARCSerializer(record, { gzip: true, digest: { algo: '' } })) {
    const copy = new Uint8Array(piece);
    pieces.push(copy);
    bytes += copy.length;
  }
  return { pieces, bytes };
}

/** Whether the page's own address may stand in an archive: nothing but the web's. */
function isWebAddress(url: string): boolean {
  return /^https?:$/.test(URL.parse(url)?.protocol ?? '');
}

/** A picture of the listing stands under its own address, so that a player shows it in the page; others get one of our own. */
function addressOf({ manifest }: ReplaySource, file: EvidenceFile): string {
  if (file.method === 'snapshot') return new URL(manifest.request.url).href;
  if (file.url !== undefined && isWebAddress(file.url)) return new URL(file.url).href;
  return `urn:marketsafe:${manifest.captureId}:${file.path}`;
}

/** Files that a player can show: the page and the pictures that were not derived from others. */
export function shown(manifest: CaptureManifest): EvidenceFile[] {
  return manifest.files.filter(
    ({ type, role }) => role !== 'derived' && (type === 'text/html' || type.startsWith('image/')),
  );
}

interface Index {
  line: string;
  page: { id: string; url: string; title: string; ts: string } | null;
}

/** Time as an index of web archives writes it: digits down to the second. */
function digits(time: string): string {
  return time.replace(/\D/g, '').slice(0, 14);
}

async function writeRecord(
  source: ReplaySource,
  file: EvidenceFile,
  offset: number,
): Promise<{ written: Written; index: Index }> {
  const { manifest } = source;
  const bytes = source.files.get(file.path);
  if (!bytes) throw new Error(`the file ${file.path} of the capture is missing`);
  const url = addressOf(source, file);
  const digest = `sha256:${file.sha256}`;
  const record = WARCRecord.create(
    {
      type: 'resource',
      url,
      date: manifest.time.end,
      warcVersion: 'WARC/1.1',
      warcHeaders: {
        'WARC-Record-ID': await recordId(`${manifest.captureId}/${file.path}`),
        'WARC-Payload-Digest': digest,
        'WARC-Block-Digest': digest,
        'Content-Type': file.type,
      },
    },
    piecesOf(bytes.stream()),
  );
  const written = await serialise(record);
  const entry = {
    url,
    mime: file.type,
    status: 200,
    digest,
    filename: 'data.warc.gz',
    offset,
    length: written.bytes,
  };
  const titled = file.type === 'text/html' ? manifest.page.title : file.path;
  const page =
    file.method === 'fetched'
      ? null
      : { id: file.sha256.slice(0, 22), url, title: titled, ts: manifest.time.end };
  return {
    written,
    index: { line: `${getSurt(url)} ${digits(manifest.time.end)} ${JSON.stringify(entry)}\n`, page },
  };
}

async function writeArchive(
  source: ReplaySource,
  software: string,
): Promise<{ archive: Blob; index: Index[] }> {
  const { manifest } = source;
  const about = {
    software,
    format: 'WARC File Format 1.1',
    description:
      'Derived from a capture: the page as the browser serialised it without scripts, and its pictures',
  };
  const information = await serialise(
    WARCRecord.createWARCInfo(
      {
        filename: 'data.warc.gz',
        date: manifest.time.end,
        warcVersion: 'WARC/1.1',
        warcHeaders: { 'WARC-Record-ID': await recordId(`${manifest.captureId}/`) },
      },
      about,
    ),
  );
  const pieces: BlobPart[] = [...information.pieces];
  const index: Index[] = [];
  let offset = information.bytes;
  for (const file of shown(manifest)) {
    const { written, index: entry } = await writeRecord(source, file, offset);
    // A Blob a record: the browser may put it on the disk.
    pieces.push(new Blob(written.pieces));
    index.push(entry);
    offset += written.bytes;
  }
  return { archive: new Blob(pieces), index };
}

function pagesText(index: readonly Index[]): string {
  const header = { format: 'json-pages-1.0', id: 'pages', title: 'All pages' };
  const pages = index.flatMap(({ page }) => (page === null ? [] : [page]));
  // The page itself first: that is what a player opens.
  pages.sort((one, other) => Number(one.url.startsWith('urn:')) - Number(other.url.startsWith('urn:')));
  return [header, ...pages].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Whether a capture holds a page that a player can show. */
export function hasReplay(manifest: CaptureManifest): boolean {
  return isWebAddress(manifest.request.url) && shown(manifest).some(({ method }) => method === 'snapshot');
}

/**
 * WACZ 1.1.1 of one capture, for players of web archives: WARC `resource` records, never `response`, because what the server sent is
 * not what is kept. Derived: the files themselves are the evidence. Holds one record at a time, and the compressed archive.
 * @throws when a file of the capture is not among `files`
 */
export async function writeWacz(source: ReplaySource, software: string): Promise<Blob> {
  const { archive, index } = await writeArchive(source, software);
  const lines = index.map(({ line }) => line).sort((one, other) => (one < other ? -1 : 1));
  const parts: { path: string; bytes: Blob }[] = [
    { path: ARCHIVE, bytes: archive },
    { path: 'indexes/index.cdx', bytes: new Blob([lines.join('')]) },
    { path: 'pages/pages.jsonl', bytes: new Blob([pagesText(index)]) },
  ];
  const at = new Date(source.manifest.time.end);
  const pieces: BlobPart[] = [];
  const zip = writeZip(
    new WritableStream({
      write(piece) {
        pieces.push(new Uint8Array(piece));
      },
    }),
    at,
  );
  const add = async (path: string, bytes: Blob) => {
    const checksums = await checksumsOf(bytes);
    await zip.add(path, bytes, checksums);
    return checksums;
  };
  const resources: unknown[] = [];
  for (const { path, bytes } of parts) {
    const checksums = await add(path, bytes);
    const name = path.slice(path.lastIndexOf('/') + 1);
    resources.push({ name, path, hash: `sha256:${checksums.sha256}`, bytes: checksums.bytes });
  }
  const description = canonicalJson({
    profile: 'data-package',
    wacz_version: '1.1.1',
    software,
    created: source.manifest.time.end,
    title: source.manifest.page.title,
    mainPageUrl: source.manifest.request.url,
    mainPageDate: source.manifest.time.end,
    resources,
  });
  await add('datapackage.json', new Blob([description]));
  const digest = { path: 'datapackage.json', hash: `sha256:${await sha256Hex(utf8(description))}` };
  await add('datapackage-digest.json', new Blob([canonicalJson(digest)]));
  await zip.close();
  return new Blob(pieces, { type: 'application/wacz' });
}
