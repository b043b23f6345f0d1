import { Counters } from '../auth/counters.ts';
import { HttpProblem, tooManyRequests } from '../problems.ts';
import type { Services } from './services.ts';

/** Guesses of the present password of one account, whatever it is asked for. */
const GUESSES = { most: 5, window: 15 * 60_000 };

/** Guesses of a process, by who is signed in. */
const guesses = new WeakMap<object, Counters>();

/**
 * Makes sure that who is signed in knows their password.
 * @throws HttpProblem `password-wrong` or `too-many-requests`
 */
export async function confirmPassword(
  { passwords, rateLimit }: Pick<Services, 'passwords' | 'rateLimit'>,
  userId: string,
  password: string,
): Promise<void> {
  const counted = guesses.get(passwords) ?? new Counters(GUESSES);
  guesses.set(passwords, counted);
  const wait = rateLimit ? counted.wait(userId, Date.now()) : 0;
  if (wait > 0) throw tooManyRequests(wait / 1_000);
  if (await passwords.isRight(userId, password)) return;
  counted.add(userId, Date.now());
  throw new HttpProblem('password-wrong');
}
