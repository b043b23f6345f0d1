import { SINGLE_PUT_LIMIT } from '@marketsafe/contract';
import { sha256Hex } from '@marketsafe/evidence';
import { order } from './client.ts';
import { ApiFailure } from './failure.ts';

/** Bytes of a larger file that go in one request. */
const PIECE = 4 * 1024 * 1024;
const TUS = { 'Tus-Resumable': '1.0.0' };

function base64OfHex(hex: string): string {
  const bytes = (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return btoa(String.fromCharCode(...bytes));
}

async function whole(
  { sha256, type }: { sha256: string; type: string },
  bytes: Blob,
  signal: AbortSignal,
  at = '/v1/blobs',
): Promise<void> {
  await order(`${at}/${sha256}`, null, signal, {
    method: 'PUT',
    headers: { 'content-type': type, 'repr-digest': `sha-256=:${base64OfHex(sha256)}:` },
    body: bytes,
  });
}

async function inPieces(sha256: string, type: string, bytes: Blob, signal: AbortSignal): Promise<void> {
  const created = await order('/v1/uploads', null, signal, {
    method: 'POST',
    headers: {
      ...TUS,
      'Upload-Length': String(bytes.size),
      'Upload-Metadata': `sha256 ${btoa(sha256)},type ${btoa(type)}`,
    },
  });
  const location = created.headers.get('location');
  if (location === null) throw new ApiFailure('garbled', { status: created.status });
  // Only its path: a server behind a proxy may name an inner host.
  const { pathname, search } = new URL(location, window.location.origin);
  for (let offset = 0; offset < bytes.size; offset += PIECE) {
    await order(pathname + search, null, signal, {
      method: 'PATCH',
      headers: {
        ...TUS,
        'Upload-Offset': String(offset),
        'Content-Type': 'application/offset+octet-stream',
      },
      body: bytes.slice(offset, offset + PIECE),
    });
  }
}

/**
 * Hands a file in under its hash. Handing it in again is fine. Throws `ApiFailure`.
 * @param at where it goes whole, however large it is
 */
export async function upload(
  { sha256, type }: { sha256: string; type: string },
  bytes: Blob,
  signal: AbortSignal,
  at?: string,
): Promise<void> {
  if (at !== undefined) return whole({ sha256, type }, bytes, signal, at);
  if (bytes.size <= SINGLE_PUT_LIMIT) return whole({ sha256, type }, bytes, signal);
  // Another one may have handed it in, or this one a moment ago.
  const held = await fetch(`/v1/blobs/${sha256}`, { method: 'HEAD', cache: 'no-store', signal }).catch(
    () => null,
  );
  if (!held?.ok) await inPieces(sha256, type, bytes, signal);
}

/** How long files may take, in milliseconds. */
const PATIENCE_MS = 300_000;

/**
 * Hands files in, one after another, and gives their hashes in their order. Throws `ApiFailure`.
 * @param at where each goes whole; otherwise where every file goes, in pieces if it is large
 */
export async function handIn(files: readonly File[], at?: string): Promise<string[]> {
  const hashes: string[] = [];
  for (const file of files) {
    const named = { sha256: await hashOf(file), type: file.type };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    await upload(named, file, signal, at);
    hashes.push(named.sha256);
  }
  return hashes;
}

/** SHA-256 of a file. */
export function hashOf(file: Blob): Promise<string> {
  return sha256Hex(file);
}
