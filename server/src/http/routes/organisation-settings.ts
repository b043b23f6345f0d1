import { contactSetting, problem, spokenFor, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { setContact, speakFor } from '../../people/marketplace.ts';
import { reachOrganisation } from '../../people/reach.ts';
import { HttpProblem } from '../../problems.ts';
import { forLeads, forOwnKeepers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const params = z.strictObject({ organisationId: uuid });

/** `PUT /v1/organisations/{organisationId}/marketplaces`, by whoever leads the program; `PUT …/contact`, by whoever answers for a participant. */
export const organisationSettings: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.put(
    '/v1/organisations/:organisationId/marketplaces',
    {
      config: forLeads(),
      schema: {
        summary: 'Say for which marketplaces a marketplace’s own people speak',
        params,
        body: spokenFor,
        response: { 204: z.null().describe('They speak for them.'), default: problem },
      },
    },
    async (request, reply) => {
      const there = await reachOrganisation(db, callerOf(request), request.params.organisationId);
      await speakFor(db, there, request.body.marketplaces);
      return reply.code(204).send(null);
    },
  );
  app.put(
    '/v1/organisations/:organisationId/contact',
    {
      config: forOwnKeepers(),
      schema: {
        summary: 'Say where the marketplace writes to',
        params,
        body: contactSetting,
        response: { 204: z.null().describe('It is noted.'), default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      if (caller.organisationId !== request.params.organisationId)
        throw new HttpProblem('organisation-unknown');
      await setContact(db, caller, request.body.email);
      return reply.code(204).send(null);
    },
  );
};
