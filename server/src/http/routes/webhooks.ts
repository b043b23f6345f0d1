import {
  madeWebhook,
  problem,
  uuid,
  webhook,
  webhookChange,
  webhookDeliveries,
  webhookDelivery,
  webhooks as webhookList,
  webhookOrder,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listDeliveries, retryDelivery, sendTest } from '../../webhooks/deliveries.ts';
import {
  changeSecret,
  changeWebhook,
  endWebhook,
  listWebhooks,
  makeWebhook,
} from '../../webhooks/service.ts';
import { forManagers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/webhooks';
const params = z.strictObject({ webhookId: uuid });

/** `/v1/webhooks`: a participant's managers say which of their programs are told of what happens, and see what arrived. */
export const webhooks: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db } = services;
  const config = forManagers();
  app.get(
    URL,
    {
      config,
      schema: { summary: 'The organisation’s webhooks', response: { 200: webhookList, default: problem } },
    },
    async (request) => ({ webhooks: await listWebhooks(db, callerOf(request)) }),
  );
  app.post(
    URL,
    {
      config,
      schema: {
        summary: 'Have a program told of what happens; the secret is shown this once',
        body: webhookOrder,
        response: { 201: madeWebhook, default: problem },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await makeWebhook(services, callerOf(request), request.body)),
  );
  app.put(
    `${URL}/:webhookId`,
    {
      config,
      schema: {
        summary: 'Change a webhook, pause it, or switch it on again',
        params,
        body: webhookChange,
        response: { 200: webhook, default: problem },
      },
    },
    (request) => changeWebhook(services, callerOf(request), request.params.webhookId, request.body),
  );
  app.delete(
    `${URL}/:webhookId`,
    {
      config,
      schema: {
        summary: 'End a webhook',
        params,
        response: { 204: z.null().describe('Nothing goes there any more.'), default: problem },
      },
    },
    async (request, reply) => {
      await endWebhook(db, callerOf(request), request.params.webhookId);
      return reply.code(204).send(null);
    },
  );
  app.post(
    `${URL}/:webhookId/secret`,
    {
      config,
      schema: {
        summary: 'Make a new secret, shown this once; the one before holds for a day beside it',
        params,
        response: { 200: madeWebhook, default: problem },
      },
    },
    (request) => changeSecret(services, callerOf(request), request.params.webhookId),
  );
  app.post(
    `${URL}/:webhookId/test`,
    {
      config,
      schema: {
        summary: 'Send a message that tells of nothing',
        params,
        response: { 202: webhookDelivery, default: problem },
      },
    },
    async (request, reply) =>
      reply.code(202).send(await sendTest(services, callerOf(request), request.params.webhookId)),
  );
  app.get(
    `${URL}/:webhookId/deliveries`,
    {
      config,
      schema: {
        summary: 'The last messages to a webhook, the newest first',
        params,
        response: { 200: webhookDeliveries, default: problem },
      },
    },
    async (request) => ({
      deliveries: await listDeliveries(services, callerOf(request), request.params.webhookId),
    }),
  );
  app.post(
    `${URL}/:webhookId/deliveries/:deliveryId/retry`,
    {
      config,
      schema: {
        summary: 'Try a message now that has not arrived',
        params: z.strictObject({ webhookId: uuid, deliveryId: uuid }),
        response: { 202: webhookDelivery, default: problem },
      },
    },
    async (request, reply) =>
      reply.code(202).send(await retryDelivery(services, callerOf(request), request.params)),
  );
};
