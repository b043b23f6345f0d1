import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { KnownTokens } from '../auth/known-tokens.ts';
import type { Places } from '../claims/places.ts';
import { HttpProblem } from '../problems.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route takes in waits for a place: where there is none, its caller need not be looked up. */
    takesPlace?: true;
  }
}

/** Most requests whose caller is being looked up at the same time: more than a tenth of a second's work is waiting then. */
const MOST_ARRIVING = 250;
/** When to come again, in seconds: an overload that lasts is met with longer pauses by the outbox itself. */
const RETRY_AFTER = 2;
/** How often an overload that lasts is told to the log, in milliseconds. */
const TELL_EVERY = 10_000;
/** Routes that answer whatever happens: whoever watches over the server asks them. */
const ALWAYS: ReadonlySet<string> = new Set(['/health']);

/** The refusal of what would only wait. */
export function overloaded(): HttpProblem {
  return new HttpProblem('overloaded', { retryAfter: RETRY_AFTER });
}

/**
 * Refuses requests at once, before anything is looked up for them, while more are arriving than can be let in. What a request waits for
 * after that is its own: the lines of clients that send slowly do not count.
 * Must be called before any route is added, after what gives every answer its headers.
 * @param places of the routes that take one: there no more are let in than would find one, those that are on their way included
 * @param knownTokens says for whom a request comes, so that one organisation's are refused while others' are let in
 */
export function refuseOverload(
  app: FastifyInstance,
  places: Pick<Places, 'left' | 'leftFor'>,
  knownTokens: Pick<KnownTokens, 'organisationOf'>,
): void {
  const arriving = new Set<FastifyRequest>();
  const coming = createComing();
  let refused = 0;
  let told = Number.NEGATIVE_INFINITY;

  function hasRoom(request: FastifyRequest): boolean {
    if (arriving.size >= MOST_ARRIVING) return false;
    if (!request.routeOptions.config.takesPlace) return true;
    const { authorization, cookie } = request.headers;
    const token = authorization ?? cookie;
    const organisationId = token === undefined ? undefined : knownTokens.organisationOf(token);
    if (places.left() <= coming.all()) return false;
    if (organisationId !== undefined && places.leftFor(organisationId) <= coming.of(organisationId))
      return false;
    coming.add(request, organisationId);
    return true;
  }

  app.addHook('onRequest', async (request) => {
    if (ALWAYS.has(request.routeOptions.url ?? '')) return;
    if (hasRoom(request)) {
      arriving.add(request);
      return;
    }
    refused += 1;
    if (performance.now() - told >= TELL_EVERY) {
      request.log.warn({ refused }, 'overloaded: requests were refused');
      told = performance.now();
      refused = 0;
    }
    throw overloaded();
  });
  // The caller is known, or the request was refused, or its line is gone.
  const hasArrived = async (request: FastifyRequest) => {
    arriving.delete(request);
    coming.delete(request);
  };
  app.addHook('preParsing', hasArrived);
  app.addHook('onError', hasArrived);
  app.addHook('onResponse', hasArrived);
  app.addHook('onRequestAbort', hasArrived);
}

/** Requests that have been let in to places which they have not taken yet, by the organisation as far as it is known. */
function createComing() {
  const requests = new Map<FastifyRequest, string | undefined>();
  const counts = new Map<string, number>();
  const of = (organisationId: string) => counts.get(organisationId) ?? 0;
  return {
    of,
    all: () => requests.size,
    add(request: FastifyRequest, organisationId: string | undefined): void {
      requests.set(request, organisationId);
      if (organisationId !== undefined) counts.set(organisationId, of(organisationId) + 1);
    },
    delete(request: FastifyRequest): void {
      const organisationId = requests.get(request);
      if (!requests.delete(request) || organisationId === undefined) return;
      const left = of(organisationId) - 1;
      if (left > 0) counts.set(organisationId, left);
      else counts.delete(organisationId);
    },
  };
}
