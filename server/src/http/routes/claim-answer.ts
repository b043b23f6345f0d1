import { claimAnswer, claimStanding, problem, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { openAnswers } from '../../claims/answer-question.ts';
import { forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import { idempotencyKey } from '../idempotency-key.ts';
import { keepRawBody } from '../raw-body.ts';
import type { Services } from '../services.ts';
import { jsonReader } from '../strict-json.ts';

/** Largest answer, in bytes: several captures of whole pages, each with some hundred files. */
const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * `POST /v1/claims/{claimId}/answers`: answers what staff asked about a claim, at most once for each `Idempotency-Key`. Its files and captures
 * are handed in as blobs before, as those of a claim.
 */
export const claimAnswerPost: FastifyPluginAsyncZod<Services> = async (
  app,
  { db, store, signingKey, timeStamps },
) => {
  const rawBodyOf = keepRawBody(app, jsonReader(app));
  const answers = openAnswers({ db, store, key: signingKey });
  app.post(
    '/v1/claims/:claimId/answers',
    {
      bodyLimit: BODY_LIMIT,
      config: forSubmitters('claims:submit'),
      schema: {
        summary: 'Answer a question about a claim, with text, files or captures',
        description: 'Needs an Idempotency-Key header: a UUID made once for this answer.',
        params: z.strictObject({ claimId: uuid }),
        body: claimAnswer,
        response: { 200: claimStanding, default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { answer, replayed } = await answers.take(caller, {
        claimId: request.params.claimId,
        key: idempotencyKey(request),
        answer: request.body,
        body: rawBodyOf(request),
      });
      timeStamps?.request(
        caller.organisationId,
        request.body.evidence.map(({ captureId }) => captureId),
      );
      if (replayed) reply.header('Idempotency-Replayed', 'true');
      return answer;
    },
  );
};
