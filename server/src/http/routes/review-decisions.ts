import { decisionOrder, decisionOutcomes, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { decide } from '../../review/decide.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/**
 * `POST /v1/review/decisions`: approves, declines, asks or takes back, one claim or many. Each claim has an outcome of its own: one that
 * cannot be decided, because somebody else was faster, is refused and stays as it is.
 */
export const reviewDecisions: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.post(
    '/v1/review/decisions',
    {
      config: forStaff(),
      schema: {
        summary: 'Decide about claims: approve, decline, ask, or take the last decision back',
        body: decisionOrder,
        response: { 200: decisionOutcomes, default: problem },
      },
    },
    async (request) => ({ outcomes: await decide(db, callerOf(request), request.body) }),
  );
};
