import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until a condition gives something other than `undefined`, `null` or `false`, and returns that. A condition that throws
 * counts as not yet met, because pages and workers come and go while one looks at them.
 * @param what names the condition in the error: "waited 30 s for …".
 * @param timeoutMs milliseconds until it gives up with an error that holds the last failure.
 */
export async function until<Value>(
  what: string,
  condition: () => Promise<Value | undefined | null | false> | Value | undefined | null | false,
  timeoutMs = 30_000,
): Promise<Value> {
  const deadline = performance.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (value !== undefined && value !== null && value !== false) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= deadline) {
      throw new Error(`waited ${Math.round(timeoutMs / 1000)} s for ${what}`, { cause: last });
    }
    await pause(50);
  }
}

/**
 * Bounds a wait that has no bound of its own.
 * @param timeoutMs milliseconds after which it rejects; the work itself is not stopped.
 */
export async function within<Value>(what: string, work: Promise<Value>, timeoutMs: number): Promise<Value> {
  const stop = new AbortController();
  const late = pause(timeoutMs, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`waited ${Math.round(timeoutMs / 1000)} s for ${what}`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
  }
}
