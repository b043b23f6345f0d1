import { problem, reviewPresence, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { sql } from 'kysely';
import { z } from 'zod';
import { HttpProblem } from '../../problems.ts';
import { notePresence } from '../../review/presence.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `PUT /v1/review/claims/{claimId}/presence`: the caller has it open. Answers who else has, and how it stands now. */
export const reviewPresencePut: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.put(
    '/v1/review/claims/:claimId/presence',
    {
      config: forStaff(),
      schema: {
        summary: 'Say that one has a claim open, and hear who else has',
        params: z.strictObject({ claimId: uuid }),
        response: { 200: reviewPresence, default: problem },
      },
    },
    async (request) => {
      const { userId, userName } = callerOf(request);
      const { claimId } = request.params;
      const { row, others } = await db.asStaff(userId, async (scope) => {
        const row = await scope
          .selectFrom('app.claims as claim')
          .select(['claim.assignee', 'claim.assignee_name'])
          .select(
            sql<number>`(select max(event.sequence) from app.claim_events event
              where event.organisation_id = claim.organisation_id and event.claim_id = claim.claim_id)`.as(
              'last',
            ),
          )
          .where('claim.claim_id', '=', claimId)
          .executeTakeFirst();
        if (!row) throw new HttpProblem('claim-unknown');
        return { row, others: await notePresence(scope, claimId, { userId, name: userName }) };
      });
      const { assignee, assignee_name: name, last } = row;
      return {
        others,
        sequence: last,
        assignee: assignee === null ? null : { userId: assignee, name: name ?? assignee },
      };
    },
  );
};
