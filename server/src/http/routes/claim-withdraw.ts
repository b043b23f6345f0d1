import { claimStanding, claimWithdrawal, problem, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { withdraw } from '../../claims/withdraw.ts';
import { forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import { idempotencyKey } from '../idempotency-key.ts';
import { keepRawBody } from '../raw-body.ts';
import type { Services } from '../services.ts';
import { jsonReader } from '../strict-json.ts';

/** `POST /v1/claims/{claimId}/withdrawal`: takes a claim back, at most once for each `Idempotency-Key`. */
export const claimWithdraw: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  const rawBodyOf = keepRawBody(app, jsonReader(app));
  app.post(
    '/v1/claims/:claimId/withdrawal',
    {
      config: forSubmitters('claims:submit'),
      schema: {
        summary: 'Take a claim back',
        description: 'Needs an Idempotency-Key header: a UUID made once for this withdrawal.',
        params: z.strictObject({ claimId: uuid }),
        body: claimWithdrawal,
        response: { 200: claimStanding, default: problem },
      },
    },
    async (request, reply) => {
      const { answer, replayed } = await withdraw(db, callerOf(request), {
        claimId: request.params.claimId,
        key: idempotencyKey(request),
        withdrawal: request.body,
        body: rawBodyOf(request),
      });
      if (replayed) reply.header('Idempotency-Replayed', 'true');
      return answer;
    },
  );
};
