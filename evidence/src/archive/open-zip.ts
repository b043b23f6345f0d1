import type { PackageFinding, PackageFindingCode, PackageFindingParams } from '@marketsafe/contract';
import { BlobReader, type FileEntry, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js';
import type { ByteSource } from '../bytes.ts';

/** What an archive may be at most. A package of fifty captures of long pages stays well below. */
export interface ZipLimits {
  archiveBytes: number;
  entries: number;
  entryBytes: number;
  totalBytes: number;
  /** Characters of a name. */
  nameLength: number;
  /** How many times larger than its compressed form an entry may be, once it is larger than a mebibyte. */
  ratio: number;
}

const MEBIBYTE = 1024 * 1024;
/** The longest run of bytes the ZIP library may ask for at once: a directory of the most entries fits. */
const LONGEST_READ = 16 * MEBIBYTE;

export const PACKAGE_LIMITS: ZipLimits = {
  archiveBytes: 8 * 1024 * MEBIBYTE,
  entries: 50_000,
  entryBytes: 1024 * MEBIBYTE,
  totalBytes: 8 * 1024 * MEBIBYTE,
  nameLength: 300,
  ratio: 200,
};

/** What whoever leaves takes along: packages of years, each of which is below the other limits again. */
export const LEAVING_LIMITS: ZipLimits = {
  ...PACKAGE_LIMITS,
  archiveBytes: 4 * 1024 * 1024 * MEBIBYTE,
  entries: 100_100,
  totalBytes: 4 * 1024 * 1024 * MEBIBYTE,
};

/** What an archive's refusal may name: an entry, whose name is a stranger's. */
type NamedCode = {
  [Code in PackageFindingCode]: PackageFindingParams<Code> extends { name: unknown } ? Code : never;
}[PackageFindingCode];
type PlainCode = {
  [Code in PackageFindingCode]: Record<never, never> extends PackageFindingParams<Code> ? Code : never;
}[PackageFindingCode];

/** Why a file cannot be read as an archive. */
export class ArchiveProblem extends Error {
  readonly finding: PackageFinding;

  constructor(...[code, name]: [code: PlainCode] | [code: NamedCode, name: string]) {
    super(name === undefined ? code : `${code}: ${name}`);
    this.name = 'ArchiveProblem';
    this.finding = { code, params: name === undefined ? {} : { name } } as PackageFinding;
  }
}

/** Entries of an archive by name; the bytes are read when they are asked for, and never more than were announced. */
export type OpenedZip = ReadonlyMap<string, ByteSource>;

/** Refuses reads that no honest archive needs, before memory is set aside for them. */
class BoundedReader extends BlobReader {
  override readUint8Array(index: number, length: number): Promise<Uint8Array> {
    if (length > LONGEST_READ) throw new ArchiveProblem('zip-list-too-long');
    return super.readUint8Array(index, length);
  }
}

function asArchiveProblem(error: unknown): ArchiveProblem {
  if (error instanceof ArchiveProblem) return error;
  const message = error instanceof Error ? error.message : '';
  if (/end of central directory|not recognized/i.test(message)) {
    return new ArchiveProblem('zip-none');
  }
  return new ArchiveProblem('zip-damaged');
}

/** What an entry unpacks to, broken off as soon as more comes than its size says; every failure is an `ArchiveProblem`. */
function bounded(
  unpacked: ReadableStream<Uint8Array<ArrayBuffer>>,
  size: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = unpacked.getReader();
  let seen = 0;
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        seen += value?.length ?? 0;
        if (seen > size || (done && seen !== size)) {
          throw new ArchiveProblem('zip-other-size');
        }
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        await reader.cancel().catch(() => undefined);
        throw asArchiveProblem(error);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function sourceOf(entry: FileEntry): ByteSource {
  const size = entry.uncompressedSize;
  return {
    size,
    stream() {
      const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
      // A failure breaks the stream, where whoever reads it meets it.
      entry
        .getData(writable, { useWebWorkers: false, checkCrc32: true, strictness: 'strict' })
        .catch((error) => writable.abort(error).catch(() => undefined));
      return bounded(readable, size);
    },
  };
}

function checkEntry(entry: FileEntry, limits: ZipLimits): void {
  const { filename, uncompressedSize, compressedSize } = entry;
  if (filename.length > limits.nameLength) throw new ArchiveProblem('zip-name-too-long');
  if (entry.encrypted) throw new ArchiveProblem('zip-encrypted', filename);
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    throw new ArchiveProblem('zip-method', filename);
  }
  if (uncompressedSize > limits.entryBytes) throw new ArchiveProblem('zip-file-too-large', filename);
  if (entry.compressionMethod === 0 && compressedSize !== uncompressedSize) {
    throw new ArchiveProblem('zip-two-sizes', filename);
  }
  if (uncompressedSize > MEBIBYTE && uncompressedSize > compressedSize * limits.ratio) {
    throw new ArchiveProblem('zip-grows', filename);
  }
  // Type of file in the upper bits of a Unix mode: only a regular file, or none given.
  const type = entry.externalFileAttributes >>> 28;
  if (type !== 0 && type !== 0o10) throw new ArchiveProblem('zip-no-file', filename);
}

/**
 * Opens an archive and lists its files. Folders are left out; everything that two programs could read in two ways is refused: data
 * before or behind the archive, two entries of one name, names that differ in case only, names that lead out of the folder.
 * @throws ArchiveProblem
 */
export async function openZip(blob: Blob, limits: ZipLimits = PACKAGE_LIMITS): Promise<OpenedZip> {
  if (blob.size === 0) throw new ArchiveProblem('zip-empty');
  if (blob.size > limits.archiveBytes) throw new ArchiveProblem('zip-too-large');
  const reader = new ZipReader(new BoundedReader(blob), { useWebWorkers: false, strictness: 'strict' });
  const entries = new Map<string, ByteSource>();
  const spellings = new Set<string>();
  let count = 0;
  let total = 0;
  try {
    for await (const entry of reader.getEntriesGenerator({
      strictness: 'strict',
      filenameValidation: 'strict',
    })) {
      count += 1;
      if (count > limits.entries) throw new ArchiveProblem('zip-too-many');
      if (entry.directory) continue;
      checkEntry(entry, limits);
      total += entry.uncompressedSize;
      if (total > limits.totalBytes) throw new ArchiveProblem('zip-unpacks-too-large');
      const spelling = entry.filename.toLowerCase().normalize('NFC');
      if (spellings.has(spelling)) throw new ArchiveProblem('zip-twice', entry.filename);
      spellings.add(spelling);
      entries.set(entry.filename, sourceOf(entry));
    }
  } catch (error) {
    throw asArchiveProblem(error);
  }
  if (entries.size === 0) throw new ArchiveProblem('zip-holds-nothing');
  return entries;
}
