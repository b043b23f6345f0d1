import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from '../problems.ts';

/**
 * What people of an organisation that has left the program still do: they keep their own account, mark what they have read, and take along
 * what is theirs. Everything else that is no reading is refused.
 */
const STILL: ReadonlySet<string> = new Set([
  'PUT /v1/me/language',
  'PUT /v1/me/mail',
  'PUT /v1/me/organisation',
  'PUT /v1/news/seen',
  'PUT /v1/notices/seen',
  'POST /v1/views',
  'DELETE /v1/views/:viewId',
  'POST /v1/packages',
  'POST /v1/leaving-export',
  'DELETE /v1/leaving-export',
]);

/** Refuses, in words, every write of an organisation that has left. Must be called after `requireCaller`. */
export function refuseLeavers(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (request.caller?.organisationLeft && writes(request)) throw new HttpProblem('organisation-left');
  });
}

function writes({ method, routeOptions }: FastifyRequest): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false;
  return !STILL.has(`${method} ${routeOptions.url}`);
}
