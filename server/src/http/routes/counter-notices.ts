import {
  counterDecision,
  counterForwarded,
  counterList,
  counterNotice,
  counterProof,
  counterReply,
  newCounter,
  problem,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listCounters } from '../../counter-notices/read.ts';
import {
  counterWasForwarded,
  decideCounter,
  enterCounter,
  proveCounter,
  replyToCounter,
} from '../../counter-notices/service.ts';
import { forClaimWorkers, forStaff, forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const one = z.strictObject({ counterId: uuid });
const answers = { 200: counterNotice, default: problem };

/** Counter-notices: entered by staff, replied to by whoever complained, decided by the marketplace. */
export const counterNotices: FastifyPluginAsyncZod<Services> = async (app, { db, store, auditLog }) => {
  app.get(
    '/v1/counter-notices',
    {
      config: forClaimWorkers('claims:follow'),
      schema: {
        summary: 'Counter-notices to claims that the caller may read: what is due first stands first',
        querystring: z.strictObject({ claim: uuid.optional() }),
        response: { 200: counterList, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const found = await listCounters(db, caller, request.query.claim);
      await auditLog.add(caller.organisationId, {
        action: 'claims.listed',
        actorUserId: caller.userId,
        entity: caller.organisationId,
        detail: {
          counterNotices: found.length,
          first: found[0]?.number ?? null,
          last: found.at(-1)?.number ?? null,
        },
      });
      return { counterNotices: found };
    },
  );

  app.post(
    '/v1/claims/:claimId/counter-notices',
    {
      config: forStaff(),
      schema: {
        summary: 'Enter a counter-notice as the marketplace forwarded it',
        params: z.strictObject({ claimId: uuid }),
        body: newCounter,
        response: answers,
      },
    },
    async (request) => enterCounter(db, callerOf(request), request.params.claimId, request.body),
  );

  app.post(
    '/v1/counter-notices/:counterId/reply',
    {
      config: forSubmitters('claims:submit'),
      schema: {
        summary: 'Concede, or contest with what speaks for the removal',
        params: one,
        body: counterReply,
        response: answers,
      },
    },
    async (request) =>
      replyToCounter({ db, store }, callerOf(request), request.params.counterId, request.body),
  );

  app.post(
    '/v1/counter-notices/:counterId/forwarded',
    {
      config: forStaff(),
      schema: {
        summary:
          'A statement of non-infringement was forwarded: only a complaint or a suit keeps the listing away',
        params: one,
        body: counterForwarded,
        response: answers,
      },
    },
    async (request) => counterWasForwarded(db, callerOf(request), request.params.counterId, request.body.on),
  );

  app.post(
    '/v1/counter-notices/:counterId/proof',
    {
      config: forSubmitters('claims:submit'),
      schema: {
        summary: 'Say that a complaint or a suit was filed',
        params: one,
        body: counterProof,
        response: answers,
      },
    },
    async (request) => proveCounter(db, callerOf(request), request.params.counterId, request.body),
  );

  app.post(
    '/v1/counter-notices/:counterId/outcome',
    {
      config: forStaff(),
      schema: {
        summary: 'What the marketplace decided, or did',
        params: one,
        body: counterDecision,
        response: answers,
      },
    },
    async (request) => decideCounter(db, callerOf(request), request.params.counterId, request.body),
  );
};
