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

/**
 * Asks this origin's server for `path` with the session cookie and parses the answer by its contract schema.
 * Throws `ApiFailure`; an abort by the caller's `signal` is thrown as it is.
 */
export async function get<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  signal: AbortSignal,
): Promise<z.infer<Schema>> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(path, {
      headers: { accept: 'application/json' },
      // Claims do not belong in the browser's cache, and one unanswered request would hold up the next to the same address there.
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    body = await json(response);
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new ApiFailure('unreachable', { cause });
  }
  if (!response.ok) {
    const refusal = problem.safeParse(body);
    throw new ApiFailure('problem', {
      status: response.status,
      retryAfterMs: retryAfterMs(response.headers.get('retry-after'), Date.now()),
      ...(refusal.success ? { problem: refusal.data } : {}),
    });
  }
  const answer = schema.safeParse(body);
  if (!answer.success) throw new ApiFailure('garbled', { status: response.status, cause: answer.error });
  return answer.data;
}
