import type { CaptureManifest, PackageFindingCode } from '@marketsafe/contract';
import { sha256 as sha256Stream } from '@noble/hashes/sha2.js';
import { WARCParser } from 'warcio';
import { z } from 'zod';
import { openZip, PACKAGE_LIMITS } from '../archive/open-zip.ts';
import { type ByteSource, piecesOf, toHex } from '../bytes.ts';
import { sha256Hex } from '../hash.ts';
import { readText } from './open-package.ts';

const description = z.object({
  wacz_version: z.literal('1.1.1'),
  resources: z.array(z.object({ path: z.string(), hash: z.string(), bytes: z.number() })).max(20),
});
const digest = z.object({ path: z.literal('datapackage.json'), hash: z.string() });

/** What is wrong with a replay; `changed` names the file in it that is not what its description says. */
type ReplayFault =
  | Exclude<Extract<PackageFindingCode, `replay-${string}`>, 'replay-none' | 'replay-fine' | 'replay-changed'>
  | { changed: string };

const ARCHIVE = 'archive/data.warc.gz';
/** What a replay holds beside the three files its description lists. */
const OWN = new Set(['datapackage.json', 'datapackage-digest.json']);

function parse<Schema extends z.ZodType>(schema: Schema, text: string | null): z.infer<Schema> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text ?? ''));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

async function descriptionProblem(files: ReadonlyMap<string, ByteSource>): Promise<ReplayFault | null> {
  const text = await readText({ files }, 'datapackage.json');
  const said = parse(description, text);
  const seal = parse(digest, await readText({ files }, 'datapackage-digest.json'));
  if (text === null || !said || !seal) return 'replay-description-unreadable';
  if (seal.hash !== `sha256:${await sha256Hex(text)}`) return 'replay-description-changed';
  const listed = new Set(said.resources.map(({ path }) => path));
  if ([...files.keys()].some((name) => !listed.has(name) && !OWN.has(name))) return 'replay-unlisted';
  for (const { path, hash, bytes } of said.resources) {
    const source = files.get(path);
    if (source?.size !== bytes || hash !== `sha256:${await sha256Hex(source)}`) return { changed: path };
  }
  return null;
}

/** Reads every record of the archive and stops where more comes out than the capture's files can be. */
async function recordsProblem(archive: ByteSource, manifest: CaptureManifest): Promise<ReplayFault | null> {
  const sizes = new Map(manifest.files.map(({ sha256, bytes }) => [sha256, bytes]));
  const largest = Math.max(100_000, ...sizes.values());
  let records = 0;
  for await (const record of new WARCParser(archive.stream())) {
    records += 1;
    if (records > manifest.files.length + 1) return 'replay-too-many';
    if (record.warcType !== 'resource' && record.warcType !== 'warcinfo') return 'replay-claims-traffic';
    const hash = sha256Stream.create();
    let bytes = 0;
    for await (const piece of record) {
      bytes += piece.length;
      if (bytes > largest) return 'replay-too-long';
      hash.update(piece);
    }
    const sha256 = toHex(hash.digest());
    if (record.warcType === 'resource' && sizes.get(sha256) !== bytes) return 'replay-foreign-record';
  }
  return null;
}

async function inMemory(source: ByteSource): Promise<Blob> {
  const pieces: BlobPart[] = [];
  for await (const piece of piecesOf(source.stream())) pieces.push(new Uint8Array(piece));
  return new Blob(pieces);
}

/** What is wrong with a replay (WACZ); null where it holds files of this capture and is what it says. Never throws. */
export async function checkReplay(
  source: ByteSource,
  manifest: CaptureManifest,
): Promise<ReplayFault | null> {
  const total = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (source.size > total + 1024 * 1024 + 4_000 * manifest.files.length) return 'replay-too-large';
  try {
    const files = await openZip(await inMemory(source), PACKAGE_LIMITS);
    const archive = files.get(ARCHIVE);
    if (!archive) return 'replay-no-archive';
    return (await descriptionProblem(files)) ?? (await recordsProblem(archive, manifest));
  } catch {
    return 'replay-damaged';
  }
}
