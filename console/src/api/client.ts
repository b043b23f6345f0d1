import { problem } from '@marketsafe/contract';
import type { z } from 'zod';
import { ApiFailure } from './failure.ts';

/** How long to wait for an answer, in ms: every answer the console asks for is a short read. */
export const PATIENCE_MS = 15_000;

/** `Retry-After` in either form of RFC 9110 §10.2.3 as ms from `now` (ms since 1970); 0 where absent or past. */
export function retryAfterMs(header: string | null, now: number): number {
  if (header === null) return 0;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) && wait > 0 ? wait : 0;
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function failureOf(response: Response, body: unknown): ApiFailure {
  const refusal = problem.safeParse(body);
  return new ApiFailure('problem', {
    status: response.status,
    retryAfterMs: retryAfterMs(response.headers.get('retry-after'), Date.now()),
    ...(refusal.success ? { problem: refusal.data } : {}),
  });
}

async function answerOf(
  path: string,
  request: RequestInit,
  signal?: AbortSignal,
): Promise<{ response: Response; body: unknown }> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(path, {
      ...request,
      headers: { accept: 'application/json', ...request.headers },
      // Claims do not belong in the browser's cache, and one unanswered request would hold up the next to the same address there.
      cache: 'no-store',
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    body = await json(response);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiFailure('unreachable', { cause });
  }
  if (!response.ok) throw failureOf(response, body);
  return { response, body };
}

/**
 * Asks this origin's server for `path` with the session cookie and parses the answer by its contract schema.
 * Throws `ApiFailure`; an abort by the caller's `signal` is thrown as it is.
 */
export async function get<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  signal: AbortSignal,
): Promise<z.infer<Schema>> {
  const { response, body } = await answerOf(path, {}, signal);
  const answer = schema.safeParse(body);
  if (!answer.success) throw new ApiFailure('garbled', { status: response.status, cause: answer.error });
  return answer.data;
}

/** How long the server may take before the first byte of a package or document, in ms: it looks at every record first. */
const PACKING_PATIENCE_MS = 60_000;

/**
 * Asks for something that the server makes, as a stream; by POST where there is a body to say what, or as `request` says. Throws `ApiFailure`; an abort by the caller's `signal` is thrown as it is,
 * and breaks the stream.
 */
export async function order(
  path: string,
  body: object | null,
  signal: AbortSignal,
  request?: RequestInit,
): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), PACKING_PATIENCE_MS);
  let response: Response;
  try {
    response = await fetch(path, {
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
      ...request,
      cache: 'no-store',
      signal: AbortSignal.any([signal, late.signal]),
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new ApiFailure('unreachable', { cause });
  } finally {
    clearTimeout(timer);
  }
  if (!response.ok) throw failureOf(response, await json(response));
  return response;
}

/** Says how something at `path` shall be; may be said again. Throws `ApiFailure`. */
export async function put(path: string, body: object): Promise<void> {
  await answerOf(path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Changes a part of what is at `path`. Throws `ApiFailure`. */
export async function patch(path: string, body: object): Promise<void> {
  await answerOf(path, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Hands something in at `path`, whose answer says nothing more. Throws `ApiFailure`. */
export async function post(path: string, body: object): Promise<void> {
  await answerOf(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Asks the server to do something, and parses its answer by the contract's schema. Throws `ApiFailure`. */
export async function send<Schema extends z.ZodType>(
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body: object,
  schema: Schema,
  { headers, signal }: { headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<z.infer<Schema>> {
  const request = {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  const { response, body: said } = await answerOf(path, request, signal);
  const answer = schema.safeParse(said);
  if (!answer.success) throw new ApiFailure('garbled', { status: response.status, cause: answer.error });
  return answer.data;
}

/** Takes away what is at `path`; nothing there is fine too. Throws `ApiFailure`. */
export async function remove(path: string): Promise<void> {
  await answerOf(path, { method: 'DELETE' });
}
