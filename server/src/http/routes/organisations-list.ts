import { organisationList, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { listOrganisations } from '../../people/organisations.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/organisations`: every organisation of the program, for its staff. */
export const organisationsList: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/organisations',
    {
      config: forStaff(),
      schema: {
        summary: 'Every organisation of the program',
        response: { 200: organisationList, default: problem },
      },
    },
    async (request) => ({ organisations: await listOrganisations(db, callerOf(request)) }),
  );
};
