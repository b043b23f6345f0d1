import { sha256 } from '@noble/hashes/sha2.js';
import { type ByteSource, piecesOf, toHex, utf8 } from './bytes.ts';

/** What is read at once and given to the platform's own SHA-256; more is hashed piece by piece, because it cannot do that. */
const AT_ONCE = 8 * 1024 * 1024;

async function atOnce(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** A Blob gives all of its bytes several times faster than its stream does. */
function wholeOf(source: ByteSource): Promise<ArrayBuffer> {
  return source instanceof Blob ? source.arrayBuffer() : new Response(source.stream()).arrayBuffer();
}

/**
 * Lower-case hexadecimal SHA-256 of bytes, of a text's UTF-8, or of a Blob. A Blob of any size is read piece by piece, never held
 * as a whole.
 */
export async function sha256Hex(
  data: ArrayBuffer | Uint8Array<ArrayBuffer> | string | ByteSource,
): Promise<string> {
  if (typeof data === 'string') return atOnce(utf8(data));
  if (data instanceof ArrayBuffer || data instanceof Uint8Array) return atOnce(data);
  if (data.size <= AT_ONCE) return atOnce(await wholeOf(data));
  const hash = sha256.create();
  for await (const piece of piecesOf(data.stream())) hash.update(piece);
  return toHex(hash.digest());
}

/** Checksums of a run of bytes, taken in one reading. */
export interface Checksums {
  sha256: string;
  /** As a ZIP archive has it. */
  crc32: number;
  bytes: number;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crcOf(crc: number, piece: Uint8Array): number {
  let value = crc;
  // By index: walking over an iterator takes several times as long, and whole packages go through here.
  for (let at = 0; at < piece.length; at++) {
    value = (CRC_TABLE[(value ^ (piece[at] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
  }
  return value;
}

/**
 * Reads the bytes once, more than a few mebibytes of them piece by piece, and gives their checksums.
 * @throws what `signal` was aborted with
 */
export async function checksumsOf(source: ByteSource, signal?: AbortSignal): Promise<Checksums> {
  if (source.size <= AT_ONCE) {
    const whole = await wholeOf(source);
    signal?.throwIfAborted();
    const crc32 = (crcOf(0xffffffff, new Uint8Array(whole)) ^ 0xffffffff) >>> 0;
    return { sha256: await atOnce(whole), crc32, bytes: whole.byteLength };
  }
  const hash = sha256.create();
  let crc = 0xffffffff;
  let bytes = 0;
  for await (const piece of piecesOf(source.stream())) {
    signal?.throwIfAborted();
    hash.update(piece);
    crc = crcOf(crc, piece);
    bytes += piece.length;
  }
  return { sha256: toHex(hash.digest()), crc32: (crc ^ 0xffffffff) >>> 0, bytes };
}
