import { problem, serverKeys } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { listKeys } from '../../sealing/published-keys.ts';
import { OPEN } from '../access.ts';
import type { Services } from '../services.ts';

/** `GET /v1/keys`: with what the program signs and has signed. For everybody: whoever checks evidence is a stranger. */
export const keysGet: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/keys',
    {
      config: OPEN,
      schema: {
        summary: 'Public keys with which the program signs and has signed',
        response: { 200: serverKeys, default: problem },
      },
    },
    async () => ({ keys: await db.asNobody(listKeys) }),
  );
};
