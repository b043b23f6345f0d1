import type { ApiDeps, ApiFailure, ApiResult, Call } from './client.ts';

/** Size of the first chunk and of the largest, in bytes; between them it doubles while a chunk is quick. */
export const FIRST_CHUNK_BYTES = 256 * 1024;
export const LARGEST_CHUNK_BYTES = 8 * 1024 * 1024;

/** A chunk that took less than this, in milliseconds, leaves room for one twice its size well inside a request's time. */
const QUICK_CHUNK_MS = 5_000;

const TUS = { 'Tus-Resumable': '1.0.0' };

/** Bytes to send, under the hash that names them. */
export interface Payload {
  sha256: string;
  bytes: Blob;
  type: string;
}

/** Remembers uploads under way, so that a worker that dies goes on where the server stands. */
export interface UploadMemory {
  path: (sha256: string) => Promise<string | undefined>;
  remember: (sha256: string, path: string) => Promise<void>;
  forget: (sha256: string) => Promise<void>;
}

export interface UploadContext {
  call: Call;
  memory: UploadMemory;
  now: ApiDeps['now'];
}

function garbled(status: number): ApiFailure {
  return { ok: false, kind: 'garbled', status };
}

/** Statuses with which a server says that it no longer knows an upload. */
function isGone(failure: ApiFailure): boolean {
  return failure.kind === 'http' && [403, 404, 410].includes(failure.status);
}

/** `Upload-Offset` of an answer, or undefined when it is no offset into the payload. */
function offsetOf(headers: Headers, size: number): number | undefined {
  const text = headers.get('Upload-Offset');
  if (text === null || !/^\d+$/.test(text)) return undefined;
  const offset = Number(text);
  return offset <= size ? offset : undefined;
}

function metadata(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${btoa(value)}`)
    .join(',');
}

/**
 * Path of a new upload out of its `Location`. Only the path is kept: a server behind a proxy may name an inner host, and the
 * token goes to none but its own server.
 */
function uploadPath(location: string | null): string | undefined {
  if (!location) return undefined;
  try {
    const url = new URL(location, 'https://server.invalid/v1/uploads/');
    return url.pathname + url.search;
  } catch {
    return undefined;
  }
}

async function create({ call, memory }: UploadContext, payload: Payload): Promise<ApiResult<string>> {
  const created = await call({
    method: 'POST',
    path: '/v1/uploads',
    headers: {
      ...TUS,
      'Upload-Length': String(payload.bytes.size),
      'Upload-Metadata': metadata({ sha256: payload.sha256, type: payload.type }),
    },
  });
  if (!created.ok) return created;
  const path = uploadPath(created.headers.get('Location'));
  if (path === undefined) return garbled(created.status);
  await memory.remember(payload.sha256, path);
  return { ...created, value: path };
}

/** Where the server stands with an upload. */
async function offsetAt(call: Call, path: string, size: number): Promise<ApiResult<number>> {
  const head = await call({ method: 'HEAD', path, headers: TUS });
  if (!head.ok) return head;
  const offset = offsetOf(head.headers, size);
  return offset === undefined ? garbled(head.status) : { ...head, value: offset };
}

/** Sends the rest of the payload chunk by chunk, from the offset on. */
async function sendChunks(
  { call, now }: UploadContext,
  path: string,
  bytes: Blob,
  from: number,
): Promise<ApiResult<undefined>> {
  let offset = from;
  let size = FIRST_CHUNK_BYTES;
  for (;;) {
    const started = now();
    const patched = await call({
      method: 'PATCH',
      path,
      headers: {
        ...TUS,
        'Upload-Offset': String(offset),
        'Content-Type': 'application/offset+octet-stream',
      },
      body: bytes.slice(offset, offset + size),
    });
    if (!patched.ok) return patched;
    const reached = offsetOf(patched.headers, bytes.size);
    if (reached === undefined || reached <= offset) return garbled(patched.status);
    if (reached === bytes.size) return { ...patched, value: undefined };
    offset = reached;
    if (now() - started < QUICK_CHUNK_MS) size = Math.min(size * 2, LARGEST_CHUNK_BYTES);
  }
}

/**
 * Sends a payload by resumable upload (tus 1.0). Goes on with a remembered upload if the server still has it. A failure
 * leaves the upload remembered; only one that the server refused for good, or lost, is forgotten and begun anew next time.
 * After success the caller forgets it, together with noting that the server holds the payload.
 */
export async function sendResumable(context: UploadContext, payload: Payload): Promise<ApiResult<undefined>> {
  const { call, memory } = context;
  const size = payload.bytes.size;
  let path = await memory.path(payload.sha256);
  let offset = 0;
  if (path !== undefined) {
    const standing = await offsetAt(call, path, size);
    if (standing.ok) offset = standing.value;
    else if (!isGone(standing)) return standing;
    // A finished upload whose blob the server does not hold did not survive its last step.
    if (!standing.ok || offset === size) {
      await memory.forget(payload.sha256);
      path = undefined;
      offset = 0;
    }
  }
  if (path === undefined) {
    const created = await create(context, payload);
    if (!created.ok) return created;
    path = created.value;
  }
  const sent = await sendChunks(context, path, payload.bytes, offset);
  if (sent.ok) return sent;
  // A wrong offset (409) is put right by the question at the next try; a busy upload (423) and an expired sign-in do not end it.
  const kept =
    sent.kind !== 'http' || sent.status >= 500 || [401, 408, 409, 423, 425, 429].includes(sent.status);
  if (!kept) await memory.forget(payload.sha256);
  // Trouble with the upload as such says nothing against the payload: the next try begins where the server stands.
  return sent.kind === 'http' && (isGone(sent) || sent.status === 409) ? garbled(sent.status) : sent;
}
