import type { FastifyInstance, FastifyRequest } from 'fastify';
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
 * @param places of the routes that take one: while all are taken, they refuse at once, too
 */
export function refuseOverload(app: FastifyInstance, places: Pick<Places, 'isFull'>): void {
  const arriving = new Set<FastifyRequest>();
  let refused = 0;
  let told = Number.NEGATIVE_INFINITY;

  app.addHook('onRequest', async (request) => {
    const { url = '', config } = request.routeOptions;
    if (ALWAYS.has(url)) return;
    const hasPlace = !(config.takesPlace && places.isFull());
    if (hasPlace && arriving.size < MOST_ARRIVING) {
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
  app.addHook('preParsing', async (request) => void arriving.delete(request));
  app.addHook('onError', async (request) => void arriving.delete(request));
  app.addHook('onResponse', async (request) => void arriving.delete(request));
  app.addHook('onRequestAbort', async (request) => void arriving.delete(request));
}
