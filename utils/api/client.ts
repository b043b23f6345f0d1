import { PROBLEM_BASE, type Problem, problem } from '@marketsafe/contract';
import type { z } from 'zod';
import { parseRetryAfter } from './retry-after.ts';

/**
 * Longest time for one request with its answer, in milliseconds. Chromium ends a worker whose `fetch` waits 30 s for an
 * answer: each request must be over before that.
 */
export const REQUEST_TIMEOUT_MS = 25_000;

/** Most bytes of an answer that are read. The largest honest one, a page of changes, is far below. */
export const ANSWER_LIMIT_BYTES = 5 * 1024 * 1024;

/** The platform as the client needs it. */
export interface ApiDeps {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Unix milliseconds. */
  now: () => number;
  /** Calls back once after so many milliseconds; returns the way to cancel. */
  after: (ms: number, callback: () => void) => () => void;
}

/** Where to send requests, and as whom. `serverUrl` is an origin without a trailing slash. */
export interface Connection {
  serverUrl: string;
  token?: string;
}

/** One request. `answer` parses the JSON of a 2xx answer; without it the body is of no interest. */
interface ApiRequest<Value> {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH';
  /** Path and query on the server, beginning with a slash. */
  path: string;
  headers?: Record<string, string>;
  body?: string | Blob;
  answer?: z.ZodType<Value>;
  /** The answer is a file of at most so many bytes, and comes as a `Blob`. */
  bytes?: number;
  timeoutMs?: number;
}

/**
 * Why a request came to nothing: the server was not reached, was silent too long, refused (`http`), or answered what is no
 * answer (`garbled`). `problem` is the program's own; `wordless` says that an answer to HEAD, which has no body, was of the type that
 * problems have. `body` is the parsed JSON of any other refusal.
 */
export type ApiFailure =
  | { ok: false; kind: 'network' | 'timeout' }
  | { ok: false; kind: 'garbled'; status: number }
  | HttpFailure;

export interface HttpFailure {
  ok: false;
  kind: 'http';
  status: number;
  problem?: Problem;
  wordless?: true;
  body?: unknown;
  retryAfterMs?: number;
}

/**
 * Whether a refusal is the program's own. Without its problem document it comes from somebody on the way: a proxy, a firewall, a
 * hotel's sign-in page, or a server that is being replaced. Then it says nothing about what was sent, and nothing about who sent it.
 * With `statuses`: whether it is its own and has one of them.
 */
export function isProgramsWord(failure: ApiFailure, ...statuses: number[]): boolean {
  if (failure.kind !== 'http' || (failure.problem === undefined && !failure.wordless)) return false;
  return statuses.length === 0 || statuses.includes(failure.status);
}

export type ApiResult<Value> = { ok: true; value: Value; status: number; headers: Headers } | ApiFailure;

/** Sends requests over one connection. */
export type Call = <Value = undefined>(request: ApiRequest<Value>) => Promise<ApiResult<Value>>;

/** The answer's bytes, or undefined when it is longer than is read. Rejects when the connection breaks. */
async function readBytes(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer>[] | undefined> {
  if (!response.body) return [];
  const reader = response.body.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts;
    bytes += value.byteLength;
    if (bytes > limit) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
}

/** The answer's text, or undefined when it is longer than is read. Rejects when the connection breaks. */
async function readText(response: Response): Promise<string | undefined> {
  const parts = await readBytes(response, ANSWER_LIMIT_BYTES);
  if (!parts) return undefined;
  const decoder = new TextDecoder();
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function refusal(response: Response, method: string, body: unknown, now: number): ApiFailure {
  const { status, headers } = response;
  const document = problem.safeParse(body);
  const ours = document.success && document.data.type.startsWith(PROBLEM_BASE);
  const wordless =
    method === 'HEAD' &&
    body === undefined &&
    /^application\/problem\+json\b/.test(headers.get('Content-Type') ?? '');
  const retryAfterMs = parseRetryAfter(headers.get('Retry-After'), headers.get('Date'), now);
  return {
    ok: false,
    kind: 'http',
    status,
    ...(ours ? { problem: document.data } : body !== undefined && { body }),
    ...(wordless && { wordless }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

function initOf<Value>(
  request: ApiRequest<Value>,
  token: string | undefined,
  signal: AbortSignal,
): RequestInit {
  return {
    method: request.method,
    headers: { ...request.headers, ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
    ...(request.body !== undefined && { body: request.body }),
    signal,
    // The bearer token is the only identity: a console session's cookies in the same browser must not mix in, and a
    // redirect would take the request to a place nobody chose.
    credentials: 'omit',
    redirect: 'error',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  };
}

/**
 * Opens a connection to a backend. The returned function never rejects for anything a server or the network does: whatever
 * comes back is parsed, bounded and named.
 */
export function connect(deps: ApiDeps, connection: Connection): Call {
  return async <Value = undefined>(request: ApiRequest<Value>): Promise<ApiResult<Value>> => {
    const abort = new AbortController();
    const cancelTimer = deps.after(request.timeoutMs ?? REQUEST_TIMEOUT_MS, () => abort.abort());
    try {
      const response = await deps.fetch(
        connection.serverUrl + request.path,
        initOf(request, connection.token, abort.signal),
      );
      if (response.ok && request.bytes !== undefined) {
        const { status, headers } = response;
        const parts = await readBytes(response, request.bytes);
        if (!parts) return { ok: false, kind: 'garbled', status };
        return { ok: true, value: new Blob(parts) as Value, status, headers };
      }
      const text = await readText(response);
      const body = parseJson(text);
      if (!response.ok) return refusal(response, request.method, body, deps.now());
      const { status, headers } = response;
      if (!request.answer) return { ok: true, value: undefined as Value, status, headers };
      const parsed = request.answer.safeParse(body);
      return parsed.success
        ? { ok: true, value: parsed.data, status, headers }
        : { ok: false, kind: 'garbled', status };
    } catch {
      return { ok: false, kind: abort.signal.aborted ? 'timeout' : 'network' };
    } finally {
      cancelTimer();
    }
  };
}
