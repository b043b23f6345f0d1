import { problem, serverChallenge } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { issueChallenge } from '../../sealing/challenge.ts';
import { forClaimWorkers } from '../access.ts';
import type { Services } from '../services.ts';

/** `GET /v1/challenge`: random bytes that nobody could know before; a capture that holds them was finished after. */
export const challengeGet: FastifyPluginAsyncZod<Services> = async (app, { signingKey }) => {
  app.get(
    '/v1/challenge',
    {
      config: forClaimWorkers('claims:submit'),
      schema: {
        summary: 'Random bytes that nobody could know before now, signed',
        response: { 200: serverChallenge, default: problem },
      },
    },
    async (_request, reply) => {
      reply.header('Cache-Control', 'no-store');
      return issueChallenge(signingKey);
    },
  );
};
