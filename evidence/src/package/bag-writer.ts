import type { ZipTarget } from '../archive/write-zip.ts';
import type { ByteSource } from '../bytes.ts';
import { checksumsOf } from '../hash.ts';
import { PackageProblem } from './types.ts';

/** One file of a package. */
export interface Part {
  name: string;
  source: ByteSource;
  /** As recorded; a file that has another is not packed. */
  sha256?: string;
}

/** A file of text. */
export function text(name: string, content: string): Part {
  return { name, source: new Blob([content]) };
}

/** A value of `bag-info.txt` is one line. */
export function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}

/** Writes parts below the root and remembers what they were. */
export class BagWriter {
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

  /** @throws PackageProblem where its bytes are not those that were recorded */
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
