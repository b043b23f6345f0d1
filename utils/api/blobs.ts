import { SINGLE_PUT_LIMIT } from '@marketsafe/contract';
import { blobReceiptAnswer } from './answers.ts';
import type { ApiResult, Call } from './client.ts';
import { sizeAsCause } from './pieces.ts';
import { type Payload, sendResumable, type UploadContext } from './resumable-upload.ts';

/** RFC 9530 digest of bytes whose lower-case hexadecimal SHA-256 is known. */
function reprDigest(sha256: string): string {
  const bytes = sha256.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  return `sha-256=:${btoa(String.fromCharCode(...bytes))}:`;
}

/**
 * Whether an answer is about these very bytes. A hotel's sign-in page answers 200 to everything; what is thought to be on the server
 * because of it might be freed on this device.
 */
function isAbout(headers: Headers, sha256: string, size: number): boolean {
  const digest = headers.get('Repr-Digest');
  if (digest !== null) return digest.includes(reprDigest(sha256));
  return headers.get('Content-Length') === String(size);
}

/**
 * Whether the server holds the bytes with this hash in the caller's organisation. `size` is their number; without it, where this
 * device has them no more, a bare yes is believed.
 */
export async function isHeld(call: Call, sha256: string, size?: number): Promise<ApiResult<boolean>> {
  const head = await call({ method: 'HEAD', path: `/v1/blobs/${sha256}` });
  if (head.ok) return { ...head, value: size === undefined || isAbout(head.headers, sha256, size) };
  if (head.kind !== 'http' || head.status !== 404) return head;
  return { ok: true, value: false, status: 404, headers: new Headers() };
}

async function putWhole(call: Call, payload: Payload): Promise<ApiResult<undefined>> {
  const put = await call({
    method: 'PUT',
    path: `/v1/blobs/${payload.sha256}`,
    headers: { 'Content-Type': payload.type, 'Repr-Digest': reprDigest(payload.sha256) },
    body: payload.bytes,
    answer: blobReceiptAnswer,
  });
  if (!put.ok) return put;
  const { sha256, bytes } = put.value;
  if (sha256 !== payload.sha256 || bytes !== payload.bytes.size) {
    return { ok: false, kind: 'garbled', status: put.status };
  }
  return { ...put, value: undefined };
}

/**
 * Sends bytes that the server does not hold. Small ones go in one request; larger ones, and small ones that a slow line or a proxy
 * does not carry in one, go in pieces.
 */
export async function sendBlob(context: UploadContext, payload: Payload): Promise<ApiResult<undefined>> {
  const { call, pieces } = context;
  const { sha256, bytes } = payload;
  if (bytes.size > Math.min(SINGLE_PUT_LIMIT, pieces.largest())) return sendResumable(context, payload);
  const put = await putWhole(call, payload);
  if (put.ok) return put;
  if (put.kind === 'timeout') return sendResumable(context, payload);
  const cause = sizeAsCause(put);
  if (cause === 'nothing') return put;
  if (cause === 'too-large') await pieces.refused(bytes.size);
  else {
    // Perhaps only the answer was lost. If not even this gets through, it was not the size.
    const held = await isHeld(call, sha256, bytes.size);
    if (!held.ok) return put;
    if (held.value) return { ...held, value: undefined };
  }
  return sendResumable(context, payload);
}
