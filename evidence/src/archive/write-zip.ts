import { ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import type { ByteSource } from '../bytes.ts';
import type { Checksums } from '../hash.ts';

/** A ZIP archive that is being written: entries are stored as they are, because pictures do not get smaller. */
export interface ZipTarget {
  /** Writes one entry whose checksums are known, so that every tool can read it from the front as well. */
  add(name: string, source: ByteSource, checksums: Checksums): Promise<void>;
  close(): Promise<void>;
}

/** The time whose local time reads as this one's UTC: ZIP knows no time zones, and ours says nothing about where it was made. */
export function asZipTime(at: Date): Date {
  return new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  );
}

/** Starts an archive in a stream; the stream is closed with the archive. Same entries, same time: same bytes. */
export function writeZip(
  sink: WritableStream<Uint8Array<ArrayBuffer>>,
  at: Date,
  signal?: AbortSignal,
): ZipTarget {
  const writer = new ZipWriter(sink, {
    useWebWorkers: false,
    keepOrder: true,
    extendedTimestamp: false,
    lastModDate: asZipTime(at),
    ...(signal && { signal }),
  });
  return {
    async add(name, source, checksums) {
      await writer.add(
        name,
        { readable: source.stream(), size: source.size },
        {
          passThrough: true,
          compressionMethod: 0,
          uncompressedSize: checksums.bytes,
          crc32: checksums.crc32,
          unixMode: 0o644,
        },
      );
    },
    async close() {
      await writer.close();
    },
  };
}
