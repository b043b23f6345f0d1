import { type ApiDeps, type ApiFailure, type ApiResult, type Call, isProgramsWord } from './client.ts';
import { mayPass, type PieceLimit, SMALLEST_PIECE_BYTES, sizeAsCause } from './pieces.ts';

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
  pieces: PieceLimit;
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

/** Sends one chunk; the value is where the server stands then. */
async function sendChunk(
  call: Call,
  path: string,
  chunk: Blob,
  offset: number,
  size: number,
): Promise<ApiResult<number>> {
  const patched = await call({
    method: 'PATCH',
    path,
    headers: {
      ...TUS,
      'Upload-Offset': String(offset),
      'Content-Type': 'application/offset+octet-stream',
    },
    body: chunk,
  });
  if (!patched.ok) return patched;
  const reached = offsetOf(patched.headers, size);
  return reached === undefined || reached <= offset
    ? garbled(patched.status)
    : { ...patched, value: reached };
}

/** Where to go on after a chunk that failed, and with how much; or the failure that ends this try. */
type Onward =
  | { goOn: true; offset: number; size: number; repeats: boolean }
  | { goOn: false; failure: ApiFailure };

/**
 * What to do after a chunk failed. Where it may have been too large for somebody on the way, the server is asked where it stands: if that
 * small question is answered, the line is there, so the chunk is halved; one whose line merely broke is sent once more before that.
 */
async function afterFailure(
  { call, pieces }: UploadContext,
  path: string,
  failed: { failure: ApiFailure; offset: number; chunk: number; size: number; repeated: boolean },
): Promise<Onward> {
  const { failure, offset, chunk, size, repeated } = failed;
  const cause = sizeAsCause(failure);
  if (cause === 'nothing') return { goOn: false, failure };
  const standing = await offsetAt(call, path, size);
  // Only the program's own word is more than what is known already.
  if (!standing.ok) return { goOn: false, failure: isProgramsWord(standing) ? standing : failure };
  if (standing.value === size) return { goOn: false, failure };
  const next = { goOn: true, offset: standing.value, size: chunk } as const;
  // The chunk, or its beginning, did arrive.
  if (standing.value > offset) return { ...next, repeats: false };
  if (cause === 'perhaps' && mayPass(failure) && !repeated) return { ...next, repeats: true };
  if (chunk <= SMALLEST_PIECE_BYTES) return { goOn: false, failure };
  await pieces.refused(chunk);
  return { ...next, size: Math.max(SMALLEST_PIECE_BYTES, Math.floor(chunk / 2)), repeats: false };
}

/** Sends the rest of the payload chunk by chunk, from the offset on. */
async function sendChunks(
  context: UploadContext,
  path: string,
  bytes: Blob,
  from: number,
): Promise<ApiResult<undefined>> {
  const { call, now, pieces } = context;
  let offset = from;
  let size = FIRST_CHUNK_BYTES;
  let repeated = false;
  for (;;) {
    const started = now();
    size = Math.min(size, pieces.largest());
    const chunk = bytes.slice(offset, offset + size);
    const sent = await sendChunk(call, path, chunk, offset, bytes.size);
    if (sent.ok) {
      if (sent.value === bytes.size) return { ...sent, value: undefined };
      offset = sent.value;
      repeated = false;
      if (now() - started < QUICK_CHUNK_MS) size = Math.min(size * 2, LARGEST_CHUNK_BYTES);
      continue;
    }
    const failed = { failure: sent, offset, chunk: chunk.size, size: bytes.size, repeated };
    const onward = await afterFailure(context, path, failed);
    if (!onward.goOn) return onward.failure;
    ({ offset, size, repeats: repeated } = onward);
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
    sent.kind !== 'http' ||
    !isProgramsWord(sent) ||
    sent.status >= 500 ||
    [401, 408, 409, 423, 425, 429].includes(sent.status);
  if (!kept) await memory.forget(payload.sha256);
  // Trouble with the upload as such says nothing against the payload: the next try begins where the server stands.
  return sent.kind === 'http' && (isGone(sent) || sent.status === 409) ? garbled(sent.status) : sent;
}
