import { SINGLE_PUT_LIMIT } from '@marketsafe/contract';
import { blobReceiptAnswer } from './answers.ts';
import type { ApiResult, Call } from './client.ts';
import { type Payload, sendResumable, type UploadContext } from './resumable-upload.ts';

/** Whether the server holds the bytes with this hash in the caller's organisation. */
export async function isHeld(call: Call, sha256: string): Promise<ApiResult<boolean>> {
  const head = await call({ method: 'HEAD', path: `/v1/blobs/${sha256}` });
  if (head.ok) return { ...head, value: true };
  if (head.kind !== 'http' || head.status !== 404) return head;
  return { ok: true, value: false, status: 404, headers: new Headers() };
}

/** RFC 9530 digest of bytes whose lower-case hexadecimal SHA-256 is known. */
function reprDigest(sha256: string): string {
  const bytes = sha256.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  return `sha-256=:${btoa(String.fromCharCode(...bytes))}:`;
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
 * Sends bytes that the server does not hold. Small ones go in one request; larger ones, and small ones that a slow line does
 * not carry in one request's time, go in pieces.
 */
export async function sendBlob(context: UploadContext, payload: Payload): Promise<ApiResult<undefined>> {
  if (payload.bytes.size > SINGLE_PUT_LIMIT) return sendResumable(context, payload);
  const put = await putWhole(context.call, payload);
  return !put.ok && put.kind === 'timeout' ? sendResumable(context, payload) : put;
}
