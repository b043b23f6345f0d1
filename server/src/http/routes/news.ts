import { newsList, newsSeen, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listNews, noteSeen } from '../../inbox/service.ts';
import { forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/news`: what became of a participant's claims; `PUT /v1/news/seen`: up to where the caller has seen it. */
export const news: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/news',
    {
      config: forSubmitters('claims:follow'),
      schema: {
        summary: 'What became of the organisation’s claims in the last thirty days',
        response: { 200: newsList, default: problem },
      },
    },
    (request) => listNews(db, callerOf(request)),
  );
  app.put(
    '/v1/news/seen',
    {
      config: forSubmitters(null),
      schema: {
        summary: 'Say up to where one has seen it',
        body: newsSeen,
        response: { 204: z.null().describe('It is noted.'), default: problem },
      },
    },
    async (request, reply) => {
      await noteSeen(db, callerOf(request), request.body.sequence);
      return reply.code(204).send(null);
    },
  );
};
