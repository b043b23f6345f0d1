import { look, problem, savedView, savedViews, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listViews, noteLook, removeView, saveView } from '../../search/views.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/views/:viewId';
const params = z.strictObject({ viewId: uuid });

/**
 * `GET /v1/views`, `PUT` and `DELETE /v1/views/{viewId}`: filters that a person keeps under a name. `PUT /v1/looks`: until when they have
 * seen the list. All of it is the person's alone.
 */
export const views: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/views',
    {
      config: forClaimWorkers(null),
      schema: { summary: 'Views that the caller keeps', response: { 200: savedViews, default: problem } },
    },
    async (request) => ({ views: await listViews(db, callerOf(request)) }),
  );
  app.put(
    URL,
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Keep filters under a name',
        params,
        body: savedView,
        response: { 204: z.null().describe('It is kept.'), default: problem },
      },
    },
    async (request, reply) => {
      await saveView(db, callerOf(request), request.params.viewId, request.body);
      return reply.code(204).send(null);
    },
  );
  app.delete(
    URL,
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Keep a view no longer',
        params,
        response: { 204: z.null().describe('It is gone.'), default: problem },
      },
    },
    async (request, reply) => {
      await removeView(db, callerOf(request), request.params.viewId);
      return reply.code(204).send(null);
    },
  );
  app.put(
    '/v1/looks',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Say until when one has seen the list',
        body: look,
        response: { 204: z.null().describe('It is noted.'), default: problem },
      },
    },
    async (request, reply) => {
      await noteLook(db, callerOf(request), request.body.at);
      return reply.code(204).send(null);
    },
  );
};
