import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../problems.ts';

/** Only browser extensions call from another origin; which one is calling is told by its token, never by a cookie. */
export const EXTENSION_ORIGIN = /^(chrome|moz)-extension:\/\/[0-9a-z-]+$/;

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a write that rests on a session cookie and does not come from one of our own pages: a browser sends the cookie along with
 * what other sites make it send. A token is only ever sent on purpose.
 * @throws HttpProblem `forbidden`
 */
export function refuseForeignWrite(request: FastifyRequest, ownOrigins: readonly string[]): void {
  const { authorization, cookie, origin } = request.headers;
  if (SAFE_METHODS.has(request.method) || authorization !== undefined) return;
  const own = origin !== undefined && ownOrigins.includes(origin);
  const harmless = cookie === undefined && (origin === undefined || EXTENSION_ORIGIN.test(origin));
  if (own || harmless) return;
  throw new HttpProblem('foreign-page');
}
