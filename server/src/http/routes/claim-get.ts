import { claimDetail, problem, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { staffDetail } from '../../audit/staff-detail.ts';
import { findClaim } from '../../claims/queries.ts';
import { reachClaim } from '../../claims/reach.ts';
import { HttpProblem } from '../../problems.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/claims/{claimId}`: one claim with its evidence and history. */
export const claimGet: FastifyPluginAsyncZod<Services> = async (app, { db, auditLog }) => {
  app.get(
    '/v1/claims/:claimId',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'One claim with its evidence and history',
        params: z.strictObject({ claimId: uuid }),
        response: { 200: claimDetail, default: problem },
      },
    },
    async (request) => {
      const { claimId } = request.params;
      const caller = await reachClaim(db, callerOf(request), claimId);
      const claim =
        caller &&
        (await db.inOrganisation(caller, (scope) =>
          findClaim(scope, caller.organisationId, claimId, caller.as),
        ));
      if (!claim) throw new HttpProblem('claim-unknown');
      await auditLog.addLook(
        caller.organisationId,
        {
          action: 'claim.read',
          actorUserId: caller.userId,
          entity: claim.claimId,
          detail: { number: claim.number, ...staffDetail(caller) },
        },
        // What has become of it since is read for the first time.
        { screen: claim.claimId, things: claim.events.map(({ eventId }) => eventId) },
      );
      return claim;
    },
  );
};
