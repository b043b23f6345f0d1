import { organisationPeople, problem, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listPeople } from '../../people/members.ts';
import { reachOrganisation } from '../../people/reach.ts';
import { forColleagues } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/organisations/{organisationId}/people`: of one's own organisation, or of any for the program's staff. */
export const peopleList: FastifyPluginAsyncZod<Services> = async (app, { db, accounts }) => {
  app.get(
    '/v1/organisations/:organisationId/people',
    {
      config: forColleagues(),
      schema: {
        summary: 'Who works for an organisation, who did, and who is invited',
        params: z.strictObject({ organisationId: uuid }),
        response: { 200: organisationPeople, default: problem },
      },
    },
    async (request) =>
      listPeople(db, accounts, await reachOrganisation(db, callerOf(request), request.params.organisationId)),
  );
};
