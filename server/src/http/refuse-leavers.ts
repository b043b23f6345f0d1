import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
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
  'POST /v1/views',
  'DELETE /v1/views/:viewId',
  'POST /v1/packages',
  'POST /v1/leaving-export',
  'DELETE /v1/leaving-export',
]);

/** Refuses, in words, every write of an organisation that has left. Must be called after `requireCaller`. */
export function refuseLeavers(app: FastifyInstance, db: Database): void {
  app.addHook('onRequest', async (request) => {
    const { caller } = request;
    if (!caller || !writes(request)) return;
    if (caller.organisationKind !== 'rights_holder' && caller.organisationKind !== 'representative') return;
    const left = await db.inOrganisation(
      { organisationId: caller.organisationId, userId: caller.userId },
      async (scope) => {
        const { rows } = await sql<{
          left: boolean;
        }>`select app.has_left(${caller.organisationId}::uuid) as left`.execute(scope);
        return rows[0]?.left === true;
      },
    );
    if (left) throw new HttpProblem('organisation-left');
  });
}

function writes({ method, routeOptions }: FastifyRequest): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false;
  return !STILL.has(`${method} ${routeOptions.url}`);
}
