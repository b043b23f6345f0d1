import { health } from '@marketsafe/contract';

/** How long a backend may take to say that it is there, in milliseconds. */
const HEALTH_TIMEOUT_MS = 8_000;

/** What a look at a backend found. `foreign`: something answered, but not a program backend. */
export type BackendCheck =
  | { state: 'reachable'; version: string }
  | { state: 'unreachable' }
  | { state: 'foreign' };

/** Asks a backend whether it is there. `serverUrl` is its origin. Never rejects. */
export async function checkBackend(serverUrl: string, signal?: AbortSignal): Promise<BackendCheck> {
  const timeout = AbortSignal.timeout(HEALTH_TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(`${serverUrl}/health`, {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch {
    return { state: 'unreachable' };
  }
  if (response.status >= 500) return { state: 'unreachable' };
  try {
    return { state: 'reachable', version: health.parse(await response.json()).version };
  } catch {
    return { state: 'foreign' };
  }
}
