import { challengeAnswer } from '../api/answers.ts';
import type { ApiResult, Call } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';

/** How old, in milliseconds, the challenge in a capture may be while the server can be reached: it is the window's lower end. */
export const CHALLENGE_EVERY_MS = 300_000;

/**
 * Asks the server for random bytes that nobody could know before: captures made from now on hold them. The same answer tells how far
 * the device's clock is from the server's. `now` in Unix milliseconds.
 */
export async function refreshChallenge(
  db: ReporterDatabase,
  call: Call,
  now: () => number,
): Promise<ApiResult<unknown>> {
  const asked = now();
  const answer = await call({ method: 'GET', path: '/v1/challenge', answer: challengeAnswer });
  if (!answer.ok) return answer;
  const heard = now();
  const roundTripMs = Math.max(0, heard - asked);
  const ms = Math.round(asked + roundTripMs / 2 - Date.parse(answer.value.issuedAt));
  await db.reference.put({
    key: 'challenge',
    challenge: answer.value,
    skew: { ms, roundTripMs },
    fetchedAt: heard,
  });
  return answer;
}
