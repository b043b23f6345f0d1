import { health, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { OPEN } from '../access.ts';
import type { Services } from '../services.ts';

/** `GET /health`: the server answers and reaches its database, and whether its disk has room. */
export const healthGet: FastifyPluginAsyncZod<Services> = async (app, services) => {
  app.get(
    '/health',
    {
      config: OPEN,
      schema: {
        summary: 'Whether the server and its database answer, and whether there is room on its disk',
        response: { 200: health, default: problem },
      },
    },
    (_request, reply) => {
      reply.header('Cache-Control', 'no-store');
      return services.health.look();
    },
  );
};
