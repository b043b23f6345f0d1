/** Full jitter: the first pause is up to this, in milliseconds … */
const BASE_MS = 1_000;

/** … doubling with each failure up to this. */
export const BACKOFF_CAP_MS = 300_000;

/** Added to what a server asks for, in milliseconds, so that many devices told the same moment do not all come then. */
const ASKED_JITTER_MS = 5_000;

/** A pause, in milliseconds, after so many failures before this one. `random` is in [0, 1). */
export function fullJitter(failures: number, random: number): number {
  return Math.floor(random * Math.min(BACKOFF_CAP_MS, BASE_MS * 2 ** Math.min(failures + 1, 30)));
}

/** The pause a server asked for, in milliseconds, never shortened, with a little jitter. */
export function askedPause(retryAfterMs: number, random: number): number {
  return retryAfterMs + Math.floor(random * ASKED_JITTER_MS);
}

/**
 * Whether a waiting time set at `setAt` until `until` is over at `now`. A clock that stands before `setAt` has been put back
 * since: then the wait means nothing and is over, otherwise a clock once two days ahead would stop everything for two days.
 */
export function isOver(wait: { setAt: number; until: number }, now: number): boolean {
  return now >= wait.until || now < wait.setAt;
}
