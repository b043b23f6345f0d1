import { HttpProblem, tooManyRequests } from '../problems.ts';
import type { Services } from './services.ts';

/** Guesses of the present password of one account, whatever it is asked for. */
const GUESSES = { most: 5, window: 15 * 60_000 };

/**
 * Makes sure that who is signed in knows their password.
 * @throws HttpProblem `password-wrong` or `too-many-requests`
 */
export async function confirmPassword(
  { passwords, counts, rateLimit }: Pick<Services, 'passwords' | 'counts' | 'rateLimit'>,
  userId: string,
  password: string,
): Promise<void> {
  const turn = { name: `password of ${userId}`, ...GUESSES };
  // Counted as wrong until it is right: of several that come at once none is overlooked.
  const wait = rateLimit ? await counts.take([turn]) : 0;
  if (wait > 0) throw tooManyRequests(wait / 1_000);
  if (!(await passwords.isRight(userId, password))) throw new HttpProblem('password-wrong');
  if (rateLimit) await counts.giveBack([turn.name]);
}
