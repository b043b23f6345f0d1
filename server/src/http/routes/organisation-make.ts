import { organisationRegistration, organisationSummary, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { makeOrganisation } from '../../people/organisations.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `POST /v1/organisations`: registers an organisation and invites who comes first into it; for who leads the program. */
export const organisationMake: FastifyPluginAsyncZod<Services> = async (app, services) => {
  app.post(
    '/v1/organisations',
    {
      config: forStaff(),
      schema: {
        summary: 'Register an organisation and invite its first person',
        body: organisationRegistration,
        response: { 201: organisationSummary, default: problem },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await makeOrganisation(services, callerOf(request), request.body)),
  );
};
