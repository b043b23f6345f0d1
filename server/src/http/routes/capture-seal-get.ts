import { captureSeal, problem, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findSeal } from '../../captures/seal.ts';
import { reachClaim } from '../../claims/reach.ts';
import { HttpProblem } from '../../problems.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/captures/{captureId}/seal`: what the program has added to a capture that it received. */
export const captureSealGet: FastifyPluginAsyncZod<Services> = async (app, { db, timeStamps }) => {
  app.get(
    '/v1/captures/:captureId/seal',
    {
      config: forClaimWorkers('claims:follow'),
      schema: {
        summary: 'Receipt and time-stamp of a capture',
        description: 'Staff name the claim that the capture belongs to.',
        params: z.strictObject({ captureId: uuid }),
        querystring: z.strictObject({ claim: uuid.optional() }),
        response: { 200: captureSeal, default: problem },
      },
    },
    async (request) => {
      const { claim } = request.query;
      const own = callerOf(request);
      const caller = claim === undefined ? own : await reachClaim(db, own, claim);
      if (!caller) throw new HttpProblem('capture-unknown');
      const seal = await db.inOrganisation(caller, (scope) =>
        findSeal(scope, caller.organisationId, request.params.captureId, timeStamps !== null),
      );
      if (!seal) throw new HttpProblem('capture-unknown');
      return seal;
    },
  );
};
