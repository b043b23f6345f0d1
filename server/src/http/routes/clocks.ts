import { isProgramStaff, openClockList, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { openClocks } from '../../clocks/open-clocks.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** Clocks that run. */
export const clocks: FastifyPluginAsyncZod<Services> = async (app, { db, auditLog }) => {
  app.get(
    '/v1/clocks',
    {
      config: forClaimWorkers('claims:follow'),
      schema: {
        summary:
          'Clocks that run, the one that runs out first at the top: of the caller’s organisation; for staff, of all',
        response: { 200: openClockList, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const now = new Date();
      const found = isProgramStaff(caller.roles)
        ? await db.asStaff(caller.userId, (scope) =>
            openClocks(scope, { organisationId: null, staff: true, now }),
          )
        : await db.inOrganisation(caller, (scope) =>
            openClocks(scope, { organisationId: caller.organisationId, staff: false, now }),
          );
      await auditLog.add(caller.organisationId, {
        action: 'claims.listed',
        actorUserId: caller.userId,
        entity: caller.organisationId,
        detail: { clocks: found.length },
      });
      return { clocks: found };
    },
  );
};
