import { problem, providerAddress, providerVisit, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { unlinkIdentity } from '../../people/ways-in.ts';
import { HttpProblem } from '../../problems.ts';
import { FOR_ACCOUNT } from '../access.ts';
import { sessionIn } from '../authenticate.ts';
import { providerVisits, requireProvider } from '../provider-visits.ts';
import { requireProof } from '../require-proof.ts';
import type { Services } from '../services.ts';

/** `/v1/me/identities…`: ties one's account at the provider of sign-in to one's own, and unties it; `GET /v1/me/account` lists them. */
export const meIdentities: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { identities } = services;
  const visits = providerVisits(services);

  app.post(
    '/v1/me/identities',
    {
      config: FOR_ACCOUNT,
      schema: {
        summary:
          'Where the browser goes to tie one’s account at the provider, which asks for a proof, or to show again who one is',
        body: providerVisit,
        response: { 200: providerAddress, default: problem },
      },
    },
    async (request, reply) => {
      const session = sessionIn(request);
      requireProvider(services);
      const { purpose: name } = request.body;
      if (name === 'link') await requireProof(services, session);
      const { sessionId, userId } = session;
      return { address: await visits.begin(reply, { name, sessionId, userId }) };
    },
  );

  app.delete(
    '/v1/me/identities/:identityId',
    {
      config: FOR_ACCOUNT,
      schema: {
        summary:
          'Untie one’s account at the provider, unless it is the last way in; asks for a proof of who one is',
        params: z.strictObject({ identityId: uuid }),
        response: { 204: z.null().describe('It signs nobody in any more.'), default: problem },
      },
    },
    async (request, reply) => {
      const session = sessionIn(request);
      const { identityId } = request.params;
      if (!(await identities.of(session.userId)).some((one) => one.identityId === identityId)) {
        throw new HttpProblem('identity-not-here');
      }
      await requireProof(services, session);
      await unlinkIdentity(services, session, identityId);
      return reply.code(204).send(null);
    },
  );
};
