import type { FastifyReply, FastifyRequest } from 'fastify';
import { tooManyRequests } from '../problems.ts';
import { cookieOf, keepCookie } from './cookies.ts';
import type { Services } from './services.ts';

/** Cookie with which a browser shows that its person has signed in in it before. It opens nothing. */
const MARK = 'marketsafe.known_browser';
/** How long it is kept, in seconds. */
const MARK_LIFE = 365 * 24 * 60 * 60;

/** Limits attempts to sign in, in whatever way, by account and by address. */
interface SignInAttempts {
  /**
   * Counts an attempt as wrong until what is given back is called.
   * @param account e-mail address that it is about
   * @throws HttpProblem `rate-limited`
   */
  begin(request: FastifyRequest, account: string): Promise<() => Promise<void>>;
  /** Lets the browser show from now on that the account's person has signed in in it. */
  mark(reply: FastifyReply, account: string): void;
}

/** Counts attempts as the program's limits say, where there are limits. */
export function signInAttempts({
  signInLimits,
  origins,
  rateLimit,
}: Pick<Services, 'signInLimits' | 'origins' | 'rateLimit'>): SignInAttempts {
  return {
    async begin(request, email) {
      if (!rateLimit) return async () => undefined;
      const mark = cookieOf(request, MARK);
      const attempt = await signInLimits.begin({ email, address: request.ip, mark });
      if ('wait' in attempt) throw tooManyRequests(attempt.wait / 1_000);
      return attempt.right;
    },
    mark(reply, email) {
      if (!rateLimit) return;
      keepCookie(reply, origins, { name: MARK, value: signInLimits.markFor(email), life: MARK_LIFE });
    },
  };
}
