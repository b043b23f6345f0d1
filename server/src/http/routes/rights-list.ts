import { problem, rightsList as rightsListSchema } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { endedMandates, listRights } from '../../rights/service.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/rights`: the rights the caller's organisation may claim under. */
export const rightsList: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/rights',
    {
      config: forClaimWorkers('reference'),
      schema: {
        summary: 'Rights of the organisation',
        response: { 200: rightsListSchema, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { organisationId } = caller;
      return db.inOrganisation(caller, async (scope) => ({
        rights: await listRights(scope, organisationId),
        ended: await endedMandates(scope, organisationId),
      }));
    },
  );
};
