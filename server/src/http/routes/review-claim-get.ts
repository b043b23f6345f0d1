import { problem, reviewDetail, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { reviewOf } from '../../review/detail.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/review/claims/{claimId}`: all that is looked at to decide about a claim, in one answer. */
export const reviewClaimGet: FastifyPluginAsyncZod<Services> = async (app, { db, auditLog }) => {
  app.get(
    '/v1/review/claims/:claimId',
    {
      config: forStaff(),
      schema: {
        summary: 'All that is looked at to decide about a claim',
        params: z.strictObject({ claimId: uuid }),
        response: { 200: reviewDetail, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { organisationId, detail } = await reviewOf(db, caller, request.params.claimId);
      // Who of the program has read it stands in the participant's own audit.
      const { claimId, number, events } = detail.claim;
      await auditLog.addLook(
        organisationId,
        {
          action: 'claim.read',
          actorUserId: caller.userId,
          entity: claimId,
          detail: { number, staff: caller.userName },
        },
        { screen: `review ${claimId}`, things: events.map(({ eventId }) => eventId) },
      );
      return detail;
    },
  );
};
