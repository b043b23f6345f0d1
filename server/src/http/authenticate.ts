import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addressRange } from '../auth/address-range.ts';
import type { Auth } from '../auth/auth.ts';
import { findSession, type Session } from '../auth/sessions.ts';
import { type Caller, findMembership } from '../organisations/service.ts';
import { HttpProblem, tooManyRequests } from '../problems.ts';
import { accessOf, mayCall } from './access.ts';
import { refuseForeignWrite } from './origin.ts';
import type { Services } from './services.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
    session: Session | null;
  }
}

/** Failed sign-ins an address may make in a minute before it has to wait. */
const FAILURES_A_MINUTE = 60;

/**
 * Lets through to each route who its `access` names: nobody else's request gets further than this.
 * @throws HttpProblem `unauthenticated` or `forbidden`
 */
export function requireCaller(app: FastifyInstance, services: Services): void {
  app.decorateRequest('caller', null);
  app.decorateRequest('session', null);
  const countFailure = services.rateLimit
    ? app.createRateLimit({
        max: FAILURES_A_MINUTE,
        timeWindow: '1 minute',
        keyGenerator: (request) => `failed:${addressRange(request.ip)}`,
      })
    : null;

  app.addHook('onRequest', async (request, reply) => {
    const access = accessOf(request);
    if (access.to === 'anybody') return;
    const session = await sessionOf(request, reply, services);
    if (!session) {
      const limit = await countFailure?.(request);
      if (limit && !limit.isAllowed && limit.isExceeded) {
        throw tooManyRequests(limit.ttlInSeconds);
      }
      throw new HttpProblem('session-missing');
    }
    const { scopes, userId, email } = session;
    const token = request.headers.authorization ?? request.headers.cookie;
    if (token !== undefined) services.knownTokens.remember(token, userId);
    if (scopes && !(access.scope && scopes.includes(access.scope))) {
      reply.header('WWW-Authenticate', 'Bearer error="insufficient_scope"');
      throw new HttpProblem('token-narrower');
    }
    request.session = session;
    services.sessions.used(session.sessionId);
    if (access.to === 'account') return;
    const membership = await membershipOf(services, session);
    if (!membership) throw new HttpProblem('no-organisation');
    if (!mayCall(access, membership.roles)) throw new HttpProblem(access.refusal);
    request.caller = { userId, email, ...membership };
    if (token !== undefined) services.knownTokens.acts(token, membership.organisationId);
  });
}

/**
 * What the session's person is in the organisation that it names. A person whose work for it has ended goes on with the one they have
 * belonged to longest; a device or token that was approved for it does not.
 */
async function membershipOf({ db }: Services, { userId, organisationId, scopes }: Session) {
  const named = await findMembership(db, userId, organisationId);
  return named ?? (organisationId !== null && scopes === null ? findMembership(db, userId, null) : null);
}

/** The session of a route that only somebody's session opens. */
export function sessionIn(request: FastifyRequest): Session {
  if (!request.session) throw new HttpProblem('session-missing');
  return request.session;
}

/** The caller of a route in a scope that lets only callers through. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new HttpProblem('session-missing');
  return request.caller;
}

/**
 * The session of a request: by bearer token where there is one, otherwise by cookie; never by the cookie when the token is wrong, and
 * never by a cookie made of an extension's token.
 */
async function sessionOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { auth, origins }: Services,
): Promise<Session | null> {
  const { authorization, cookie } = request.headers;
  if (authorization === undefined && cookie === undefined) return null;
  refuseForeignWrite(request, origins());
  const headers = new Headers(authorization === undefined ? { cookie: cookie ?? '' } : { authorization });
  const found = await lookUpSession(request, auth(), headers);
  if (authorization !== undefined || !found) return found;
  if (found.scopes) return null;
  // Renewed in the database and in the browser together.
  for (const value of found.cookies) reply.header('Set-Cookie', value);
  return found;
}

/**
 * As `findSession`, for a request that is being answered.
 * @throws HttpProblem `unavailable`: not knowing is not the same as being signed out, and the extension keeps its token
 */
export async function lookUpSession(
  request: FastifyRequest,
  auth: Auth,
  headers: Headers,
): Promise<Session | null> {
  return findSession(auth, headers).catch((cause: unknown) => {
    request.log.error({ err: cause }, 'session could not be looked up');
    throw new HttpProblem('sessions-unavailable', { retryAfter: 2 });
  });
}
