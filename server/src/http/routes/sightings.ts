import { isProgramStaff, problem, sightingNotices, sightingsTaken, watchList } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { noteSightings } from '../../sightings/note.ts';
import { watchListOf } from '../../sightings/watch-list.ts';
import { forClaimWorkers, forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** Removed listings, and what people saw of them on visits of their own. */
export const sightings: FastifyPluginAsyncZod<Services> = async (app, { db, auditLog }) => {
  app.put(
    '/v1/sightings',
    {
      config: forSubmitters('claims:submit'),
      schema: {
        summary: 'Say what was seen where removed listings had been, on visits of one’s own',
        body: sightingNotices,
        response: { 200: sightingsTaken, default: problem },
      },
    },
    async (request) => ({ news: await noteSightings(db, callerOf(request), request.body) }),
  );

  app.get(
    '/v1/watch-list',
    {
      config: forClaimWorkers('claims:follow'),
      schema: {
        summary: 'Removed listings, those that were seen live again first',
        response: { 200: watchList, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const listings = isProgramStaff(caller.roles)
        ? await db.asStaff(caller.userId, (scope) => watchListOf(scope, null))
        : await db.inOrganisation(caller, (scope) => watchListOf(scope, caller.organisationId));
      await auditLog.add(caller.organisationId, {
        action: 'claims.listed',
        actorUserId: caller.userId,
        entity: caller.organisationId,
        detail: { watched: listings.length, first: listings[0]?.number ?? null },
      });
      return { listings };
    },
  );
};
