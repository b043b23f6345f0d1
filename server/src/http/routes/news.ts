import { newsList, newsSeen, notices, noticesSeen, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listNotices, noteNoticesSeen } from '../../inbox/notices.ts';
import { listNews, noteSeen } from '../../inbox/service.ts';
import { forClaimWorkers, forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/**
 * `GET /v1/news`: what became of a participant's claims; `PUT /v1/news/seen`: up to where the caller has seen it. `/v1/notices` and
 * `/v1/notices/seen` are the same of mentions in the working group, also of the program's people, and of warnings of standing; no token opens them.
 */
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
  app.get(
    '/v1/notices',
    {
      config: forClaimWorkers(null),
      schema: {
        summary:
          'Who mentioned the caller in the working group, and warnings of standing, in the last thirty days',
        response: { 200: notices, default: problem },
      },
    },
    (request) => listNotices(db, callerOf(request)),
  );
  app.put(
    '/v1/notices/seen',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Say up to where one has seen mentions and warnings',
        body: noticesSeen,
        response: { 204: z.null().describe('It is noted.'), default: problem },
      },
    },
    async (request, reply) => {
      await noteNoticesSeen(db, callerOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
};
