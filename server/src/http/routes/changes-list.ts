import { changeList, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { changesAfter } from '../../changes/service.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const query = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the cursor of an earlier answer')
    .default('0'),
});

/** `GET /v1/changes?cursor=`: what happened in the organisation since, without gaps and in order. */
export const changesList: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/changes',
    {
      config: forClaimWorkers('claims:follow'),
      schema: {
        summary: 'Changes since a cursor, without gaps',
        querystring: query,
        response: { 200: changeList, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return db.inOrganisation(caller, (scope) =>
        changesAfter(scope, caller.organisationId, Number(request.query.cursor)),
      );
    },
  );
};
