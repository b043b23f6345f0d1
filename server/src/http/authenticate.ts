import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addressRange } from '../auth/address-range.ts';
import { type Caller, findMembership } from '../organisations/service.ts';
import { HttpProblem, tooManyRequests } from '../problems.ts';
import { refuseForeignWrite } from './origin.ts';
import type { Services } from './services.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/** Failed sign-ins an address may make in a minute before it has to wait. */
const FAILURES_A_MINUTE = 60;

/** Lets only signed-in members of an organisation through to the routes of this scope. */
export function requireCaller(app: FastifyInstance, services: Services): void {
  app.decorateRequest('caller', null);
  const countFailure = services.rateLimit
    ? app.createRateLimit({
        max: FAILURES_A_MINUTE,
        timeWindow: '1 minute',
        keyGenerator: (request) => `failed:${addressRange(request.ip)}`,
      })
    : null;

  app.addHook('onRequest', async (request, reply) => {
    const session = await findSession(request, reply, services);
    if (!session) {
      const limit = await countFailure?.(request);
      if (limit && !limit.isAllowed && limit.isExceeded) {
        throw tooManyRequests(limit.ttlInSeconds);
      }
      throw new HttpProblem('session-missing');
    }
    const token = request.headers.authorization ?? request.headers.cookie;
    if (token !== undefined) services.knownTokens.remember(token, session.userId);
    const membership = await findMembership(services.db, session.userId);
    if (!membership) throw new HttpProblem('no-organisation');
    request.caller = { ...session, ...membership };
  });
}

/** The caller of a route in a scope that lets only callers through. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new HttpProblem('session-missing');
  return request.caller;
}

/**
 * The session of a request: by bearer token where there is one, otherwise by cookie; never by the cookie when the
 * token is wrong.
 */
async function findSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { auth, origins }: Services,
): Promise<Pick<Caller, 'userId' | 'email'> | null> {
  const { authorization, cookie } = request.headers;
  if (authorization === undefined && cookie === undefined) return null;
  refuseForeignWrite(request, origins());
  const headers = new Headers(authorization === undefined ? { cookie: cookie ?? '' } : { authorization });
  const found = await auth()
    .api.getSession({ headers, returnHeaders: true })
    .catch((cause: unknown) => {
      // Not knowing is not the same as being signed out: the extension keeps its token.
      request.log.error({ err: cause }, 'session could not be looked up');
      throw new HttpProblem('sessions-unavailable', { retryAfter: 2 });
    });
  if (!found.response) return null;
  // Renewed in the database and in the browser together.
  if (authorization === undefined) {
    for (const value of found.headers.getSetCookie()) reply.header('Set-Cookie', value);
  }
  return { userId: found.response.user.id, email: found.response.user.email };
}
