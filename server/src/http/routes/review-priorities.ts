import { arrangedOutcomes, priorityOrder, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { prioritise } from '../../review/arrange.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `POST /v1/review/priorities`: how soon claims are to be looked at, and why. */
export const reviewPriorities: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.post(
    '/v1/review/priorities',
    {
      config: forStaff(),
      schema: {
        summary: 'Say how soon claims are to be looked at',
        body: priorityOrder,
        response: { 200: arrangedOutcomes, default: problem },
      },
    },
    async (request) => ({ outcomes: await prioritise(db, callerOf(request), request.body) }),
  );
};
