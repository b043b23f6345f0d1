import {
  penaltyRequests as answer,
  newPenaltyNote,
  newPenaltyRequest,
  problem,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { askForPenalty, notePenalty, readPenaltyRequests } from '../../sellers/requests.ts';
import { forClaimWorkers, forParticipants } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const ofSeller = z.strictObject({ sellerId: uuid });
const response = { 200: answer, default: problem };

/** What marketplaces were asked to do about sellers, and what was told of it. */
export const penaltyRequests: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/sellers/:sellerId/requests',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Requests for penalties of a seller, and on what another could rest',
        params: ofSeller,
        response,
      },
    },
    (request) => readPenaltyRequests(db, callerOf(request), request.params.sellerId),
  );

  app.post(
    '/v1/sellers/:sellerId/requests',
    {
      config: forParticipants(),
      schema: {
        summary: 'Keep that a marketplace was asked to close a store or to penalise a seller',
        params: ofSeller,
        body: newPenaltyRequest,
        response,
      },
    },
    (request) => askForPenalty(db, callerOf(request), request.params.sellerId, request.body),
  );

  app.post(
    '/v1/penalty-requests/:requestId/notes',
    {
      config: forParticipants(),
      schema: {
        summary: 'Note what was told of a request, or when to look again',
        params: z.strictObject({ requestId: uuid }),
        body: newPenaltyNote,
        response,
      },
    },
    (request) => notePenalty(db, callerOf(request), request.params.requestId, request.body),
  );
};
