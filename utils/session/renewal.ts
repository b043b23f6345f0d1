import type { Renewal } from '../database/device-rows.ts';

/** How long before it runs out an access token is replaced: a fifth of its life, at most this many milliseconds. */
const LONGEST_MARGIN_MS = 60_000;

/** When a token that was heard of just now is to be replaced. `now` in Unix milliseconds, `expiresIn` in seconds. */
export function heldFrom(now: number, expiresIn: number): Pick<Renewal, 'heardAt' | 'renewAt'> {
  const lasts = expiresIn * 1_000;
  return { heardAt: now, renewAt: now + lasts - Math.min(lasts / 5, LONGEST_MARGIN_MS) };
}

/** Whether an access token is to be replaced before it is used again. */
export function isDue({ heardAt, renewAt }: Pick<Renewal, 'heardAt' | 'renewAt'>, now: number): boolean {
  // A clock that was put back since says nothing about how long the token has been here.
  return now >= renewAt || now < heardAt;
}
