import { auditRootList, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listRoots } from '../../verification/published-roots.ts';
import { OPEN } from '../access.ts';
import type { Services } from '../services.ts';

const query = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the number of a root')
    .default('0'),
});

/**
 * `GET /v1/audit-roots?after=`: what the program has signed over the heads of its audit chains. For everybody: whoever keeps one can show
 * later that a chain was written anew. It names no organisation.
 */
export const auditRootsList: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/audit-roots',
    {
      config: OPEN,
      schema: {
        summary: 'Signed roots of the audit chains, with the time-stamps over them',
        querystring: query,
        response: { 200: auditRootList, default: problem },
      },
    },
    async (request) => db.asNobody((scope) => listRoots(scope, Number(request.query.after))),
  );
};
