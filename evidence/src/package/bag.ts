import { writeZip, type ZipTarget } from '../archive/write-zip.ts';
import { type ByteSource, fromBase64, utf8 } from '../bytes.ts';
import { checksumsOf, sha256Hex } from '../hash.ts';
import { pemOfPublicKey } from '../signature.ts';
import { responseOfToken } from '../timestamp/response.ts';
import { dayOf } from './disclosure.ts';
import * as layout from './layout.ts';
import {
  type AnyPackageKind,
  type PackageOptions,
  PackageProblem,
  type PackageRequest,
  type PackageSummary,
} from './types.ts';

/** A package that can be made: everything that could be checked beforehand has been. */
export interface PreparedPackage {
  /** `marketsafe-….zip` */
  fileName: string;
  /** About how many bytes the archive will have: a replay's are guessed. */
  bytes: number;
  /**
   * Writes the archive into a stream and closes it. Holds one file's piece at a time, and one capture's replay.
   * @throws PackageProblem when a file's bytes are not those that were recorded; what was written until then is no archive
   */
  write(sink: WritableStream<Uint8Array<ArrayBuffer>>, options?: PackageOptions): Promise<PackageSummary>;
}

/** A file of a bag. */
export interface Part {
  name: string;
  source: ByteSource;
  /** As recorded; a file that has another is not packed. */
  sha256?: string;
}

/** A part that is a text. */
export function text(name: string, content: string): Part {
  return { name, source: new Blob([content]) };
}

/** A part whose bytes are given as base64. @throws PackageProblem */
export function bytes(name: string, base64: string): Part {
  const content = fromBase64(base64);
  if (content === null) throw new PackageProblem('bad-input', `${name} is no base64.`);
  return { name, source: new Blob([content]) };
}

/** Every part once: captures of one device share its key, and those of one program the program's. */
function unique(parts: readonly Part[]): Part[] {
  return [...new Map(parts.map((part) => [part.name, part])).values()].sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
}

/** A value of `bag-info.txt` is one line. */
function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}

/** What a bag is written from: everything in it has been checked. */
export interface BagOrder extends Pick<PackageRequest, 'packer' | 'stampTagManifest' | 'software' | 'now'> {
  kind: AnyPackageKind;
  /** Name of the folder that holds everything. */
  root: string;
  /** The time of the archive's entries. */
  at: Date;
  /** About how many bytes the archive will have. */
  bytes: number;
  identifiers: readonly string[];
  payload: () => AsyncIterable<Part> | Iterable<Part>;
  /** Tag files beside those that every bag has. */
  seals: readonly Part[];
  /** Text of `VERIFY.txt`. */
  instructions: string;
}

function bagInfo({ packer, now, identifiers, software, kind }: BagOrder, oxum: string): string {
  return [
    `Source-Organization: ${oneLine(packer.name)}`,
    `Bagging-Date: ${dayOf(now.toISOString())}`,
    `Payload-Oxum: ${oxum}`,
    ...identifiers.map((identifier) => `External-Identifier: ${identifier}`),
    `Bag-Software-Agent: ${oneLine(software)}`,
    `${layout.KIND_LABEL}: ${kind}`,
    '',
  ].join('\n');
}

/** Writes parts below the root and remembers what they were. */
class BagWriter {
  readonly #zip: ZipTarget;
  readonly #root: string;
  readonly #signal: AbortSignal | undefined;
  readonly #onWritten: (bytes: number) => void;
  bytes = 0;

  constructor(
    zip: ZipTarget,
    root: string,
    signal: AbortSignal | undefined,
    onWritten: (bytes: number) => void,
  ) {
    this.#zip = zip;
    this.#root = root;
    this.#signal = signal;
    this.#onWritten = onWritten;
  }

  async add({ name, source, sha256 }: Part): Promise<{ name: string; sha256: string }> {
    this.#signal?.throwIfAborted();
    const checksums = await checksumsOf(source, this.#signal);
    if (sha256 !== undefined && checksums.sha256 !== sha256) {
      throw new PackageProblem('file-changed', `${name} is not what was recorded.`);
    }
    await this.#zip.add(`${this.#root}/${name}`, source, checksums);
    this.bytes += checksums.bytes;
    this.#onWritten(checksums.bytes);
    return { name, sha256: checksums.sha256 };
  }
}

async function writeInto(bag: BagWriter, order: BagOrder): Promise<Omit<PackageSummary, 'fileName'>> {
  const { packer, stampTagManifest, seals, instructions } = order;
  const files: { name: string; sha256: string }[] = [];
  for await (const part of order.payload()) files.push(await bag.add(part));
  const oxum = `${bag.bytes}.${files.length}`;
  const manifest = layout.manifestText(files);
  const tagParts = unique([
    ...seals,
    text(layout.BAGIT, layout.BAGIT_TEXT),
    text(layout.BAG_INFO, bagInfo(order, oxum)),
    text(layout.MANIFEST, manifest),
    text(layout.VERIFY, instructions),
    bytes(layout.PACKAGE_SIGNATURE, await packer.sign(utf8(manifest))),
    text(layout.PACKAGE_KEY, pemOfPublicKey(packer.publicKey)),
  ]);
  const tags: { name: string; sha256: string }[] = [];
  for (const part of tagParts) tags.push(await bag.add(part));
  const tagManifest = layout.manifestText(tags);
  const { sha256: tagManifestSha256 } = await bag.add(text(layout.TAG_MANIFEST, tagManifest));
  await bag.add(bytes(layout.TAG_SIGNATURE, await packer.sign(utf8(tagManifest))));
  const stamp = await stampTagManifest?.(tagManifestSha256);
  if (stamp) {
    await bag.add({ name: layout.PACKAGE_TIME_STAMP, source: new Blob([responseOfToken(stamp.token)]) });
    await bag.add(text(layout.PACKAGE_TIME_STAMP_CHAIN, stamp.chain));
  }
  return { manifestSha256: await sha256Hex(manifest), tagManifestSha256, files: files.length };
}

/** A bag that can be written: a BagIt package whose lists of files its packer signs. */
export function prepareBag(order: BagOrder): PreparedPackage {
  const { root, at, bytes: total } = order;
  return {
    fileName: `${root}.zip`,
    bytes: total,
    async write(sink, { onProgress, signal } = {}) {
      let done = 0;
      const stop = new AbortController();
      const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
      const piped = readable.pipeTo(sink, { signal: stop.signal });
      // Awaited below; until then a broken sink shows in what is written.
      piped.catch(() => undefined);
      const zip = writeZip(writable, at, signal);
      const bag = new BagWriter(zip, root, signal, (written) => {
        done = Math.min(total, done + written);
        onProgress?.(done, total);
      });
      try {
        const summary = await writeInto(bag, order);
        await zip.close();
        await piped;
        onProgress?.(total, total);
        return { fileName: `${root}.zip`, ...summary };
      } catch (error) {
        // Whoever reads the other end must not take what came for a whole archive.
        stop.abort(error);
        await piped.catch(() => undefined);
        throw error;
      }
    },
  };
}
