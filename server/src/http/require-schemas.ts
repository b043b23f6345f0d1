import type { FastifyInstance, RouteOptions } from 'fastify';

/**
 * Routes answered by code that is not ours, which has no schemas of ours: path prefix and why that is safe. A route of ours never
 * belongs here.
 */
const EXEMPT: readonly { prefix: string; why: string }[] = [
  { prefix: '/api/auth/', why: 'sign-in library: answers hold the caller’s own session and user only' },
  { prefix: '/v1/uploads', why: 'tus protocol: answers are headers without a body, refusals are problems' },
  { prefix: '/assets/', why: 'files of the built console, the same for everybody' },
];

/**
 * Refuses to boot with a route that does not declare what it answers: a field that no schema names never leaves the server, and a
 * status without a schema would send everything. So every route needs a schema of success, or of where it leads, and a `default` one.
 * Must be called before any route is added.
 */
export function requireResponseSchemas(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.method === 'OPTIONS' || EXEMPT.some(({ prefix }) => route.url.startsWith(prefix))) return;
    const statuses = Object.keys(responsesOf(route));
    if (statuses.some((status) => /^[23](\d\d|xx)$/i.test(status)) && statuses.includes('default')) return;
    throw new Error(
      `The route ${String(route.method)} ${route.url} does not declare its answers: it needs a 2xx (or 3xx) and a default response schema.`,
    );
  });
}

function responsesOf(route: RouteOptions): object {
  const response = route.schema?.response;
  return typeof response === 'object' && response !== null ? response : {};
}
