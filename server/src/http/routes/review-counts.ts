import { problem, reviewCounts } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { queueCounts } from '../../review/counts.ts';
import { readReviewSettings } from '../../review/settings.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import { listsFor } from '../lists.ts';
import type { Services } from '../services.ts';

/** `GET /v1/review/counts`: how much of what lies in the queue, and to whom it can be given. */
export const reviewCountsGet: FastifyPluginAsyncZod<Services> = async (app, services) => {
  app.get(
    '/v1/review/counts',
    {
      config: forStaff(),
      schema: {
        summary: 'How much of what lies in the queue of the program’s staff',
        response: { 200: reviewCounts, default: problem },
      },
    },
    async (request) => {
      const { userId } = callerOf(request);
      const lists = await listsFor(request, services);
      return lists.asStaff(userId, async (scope) =>
        queueCounts(scope, userId, await readReviewSettings(scope)),
      );
    },
  );
};
