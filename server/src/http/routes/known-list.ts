import { knownList as knownListSchema, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { knownAfter } from '../../known/queries.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const query = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the cursor of an earlier answer')
    .default('0'),
});

/** `GET /v1/known?cursor=`: the organisation's claims and drafts by listing, as devices keep them. */
export const knownList: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/known',
    {
      config: forClaimWorkers('claims:follow'),
      schema: {
        summary: 'Claims and drafts of the organisation by listing, since a cursor',
        querystring: query,
        response: { 200: knownListSchema, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return db.inOrganisation(caller, (scope) =>
        knownAfter(scope, caller.organisationId, Number(request.query.cursor)),
      );
    },
  );
};
