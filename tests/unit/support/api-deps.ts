import type { ApiDeps } from '../../../utils/api/client.ts';

/** What a test's server sees of a request. */
export interface SeenRequest {
  method: string;
  /** Path and query. */
  path: string;
  url: string;
  headers: Headers;
  init: RequestInit;
}

/**
 * A platform whose server is a function and whose time stands still at `now`. Requests are kept in `seen`. Timers fire when
 * `expire` is called.
 */
export function apiDeps(
  answer: (request: SeenRequest) => Response | Promise<Response>,
  now = 1_700_000_000_000,
): ApiDeps & { seen: SeenRequest[]; expire: () => void; timers: number[] } {
  const seen: SeenRequest[] = [];
  const timers: number[] = [];
  const pending = new Set<() => void>();
  return {
    seen,
    timers,
    expire: () => {
      for (const callback of pending) callback();
    },
    now: () => now,
    after: (ms, callback) => {
      timers.push(ms);
      pending.add(callback);
      return () => pending.delete(callback);
    },
    fetch: async (url, init) => {
      const { pathname, search } = new URL(url);
      const request = {
        method: init.method ?? 'GET',
        path: pathname + search,
        url,
        headers: new Headers(init.headers),
        init,
      };
      seen.push(request);
      return answer(request);
    },
  };
}

/** A JSON answer. */
export function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}
