import { organisationChoice, ownOrganisations, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findMembership } from '../../organisations/service.ts';
import { ownOrganisations as listOwn } from '../../people/own.ts';
import { HttpProblem } from '../../problems.ts';
import { FOR_ACCOUNT } from '../access.ts';
import { sessionIn } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/me/organisations`: for whom a person acts. `PUT /v1/me/organisation`: for whom this session does from now on. */
export const meOrganisations: FastifyPluginAsyncZod<Services> = async (app, { db, accounts }) => {
  app.get(
    '/v1/me/organisations',
    {
      config: FOR_ACCOUNT,
      schema: {
        summary: 'The organisations that one acts for',
        response: { 200: ownOrganisations, default: problem },
      },
    },
    async (request) => {
      const { userId, email, organisationId } = sessionIn(request);
      const organisations = await listOwn(db, userId);
      const named = organisations.find((each) => each.organisationId === organisationId);
      return { email, current: (named ?? organisations[0])?.organisationId ?? null, organisations };
    },
  );
  app.put(
    '/v1/me/organisation',
    {
      config: FOR_ACCOUNT,
      schema: {
        summary: 'Act for another of one’s organisations in this session',
        body: organisationChoice,
        response: { 204: z.null().describe('The session acts for it.'), default: problem },
      },
    },
    async (request, reply) => {
      const { userId, sessionId } = sessionIn(request);
      const { organisationId } = request.body;
      if (!(await findMembership(db, userId, organisationId))) throw new HttpProblem('organisation-unknown');
      await accounts.actFor(sessionId, organisationId);
      return reply.code(204).send(null);
    },
  );
};
