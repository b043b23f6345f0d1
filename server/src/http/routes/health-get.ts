import { health, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { OPEN } from '../access.ts';
import type { Services } from '../services.ts';

/** `GET /health`: the server answers and reaches its database. */
export const healthGet: FastifyPluginAsyncZod<Services> = async (app, { db, version }) => {
  app.get(
    '/health',
    {
      config: OPEN,
      schema: {
        summary: 'Whether the server and its database answer',
        response: { 200: health, default: problem },
      },
    },
    async () => {
      await db.ping();
      return { status: 'ok' as const, version, database: 'ok' as const };
    },
  );
};
