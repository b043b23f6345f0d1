import {
  problem,
  translationList,
  translationOrder,
  translationQueue,
  translationResult,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  askTranslation,
  finishTranslation,
  ownTranslations,
  waitingTranslations,
} from '../../translation/service.ts';
import { forClaimWorkers, forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const params = z.strictObject({ translationId: uuid });
const DONE = z.null().describe('It is kept.');

/**
 * `GET /v1/translations`, `PUT /v1/translations/{id}`: what the caller asks for in another language. `GET /v1/translations/queue` and `PUT
 * /v1/translations/{id}/result`: the program's part of it.
 */
export const translations: FastifyPluginAsyncZod<Services> = async (app, { db, machine }) => {
  app.get(
    '/v1/translations',
    {
      config: forClaimWorkers('account'),
      schema: {
        summary: 'Translations that the caller asked for',
        response: { 200: translationList, default: problem },
      },
    },
    async (request) => ({ translations: await ownTranslations(db, callerOf(request)) }),
  );
  app.put(
    '/v1/translations/:translationId',
    {
      config: forClaimWorkers('account'),
      schema: {
        summary: 'Ask for a text in another language',
        params,
        body: translationOrder,
        response: { 204: DONE, default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const draft = machine && (await machine.draft(request.body.text, request.body.target));
      await askTranslation(db, caller, request.params.translationId, request.body, draft);
      return reply.code(204).send(null);
    },
  );
  app.get(
    '/v1/translations/queue',
    {
      config: forStaff(),
      schema: {
        summary: 'Texts that wait for a translator, without whose they are',
        response: { 200: translationQueue, default: problem },
      },
    },
    async (request) => ({ waiting: await waitingTranslations(db, callerOf(request)) }),
  );
  app.put(
    '/v1/translations/:translationId/result',
    {
      config: forStaff(),
      schema: {
        summary: 'Give a translation back to who asked',
        params,
        body: translationResult,
        response: { 204: DONE, default: problem },
      },
    },
    async (request, reply) => {
      await finishTranslation(db, callerOf(request), request.params.translationId, request.body.text);
      return reply.code(204).send(null);
    },
  );
};
