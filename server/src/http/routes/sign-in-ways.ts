import { problem, signInWays } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { OPEN } from '../access.ts';
import type { Services } from '../services.ts';

/** `GET /api/auth/ways`: what the sign-in page can offer. */
export const signInWaysGet: FastifyPluginAsyncZod<Services> = async (app, { origins, provider }) => {
  app.get(
    '/api/auth/ways',
    {
      config: OPEN,
      schema: {
        summary: 'The address that people open, and the provider of sign-in, where one is set up',
        response: { 200: signInWays, default: problem },
      },
    },
    async () => ({ address: origins()[0] ?? '', provider: provider && { name: provider.name } }),
  );
};
