import { arrangedOutcomes, assignmentOrder, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { assign } from '../../review/arrange.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `POST /v1/review/assignments`: takes claims, gives them to a colleague, or gives them back to all. */
export const reviewAssignments: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.post(
    '/v1/review/assignments',
    {
      config: forStaff(),
      schema: {
        summary: 'Take claims, give them to a colleague, or back to all',
        body: assignmentOrder,
        response: { 200: arrangedOutcomes, default: problem },
      },
    },
    async (request) => ({ outcomes: await assign(db, callerOf(request), request.body) }),
  );
};
