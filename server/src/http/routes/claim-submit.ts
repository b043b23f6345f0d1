import { claimReceipt, claimSubmission, problem, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { maySubmit } from '../../claims/policy.ts';
import { submitClaim } from '../../claims/service.ts';
import { HttpProblem } from '../../problems.ts';
import { callerOf } from '../authenticate.ts';
import { keepRawBody } from '../raw-body.ts';
import { SIGNED_IN } from '../security-schemes.ts';
import type { Services } from '../services.ts';

/** Largest claim that is taken, in bytes: several captures of whole pages, each with some hundred files. */
const BODY_LIMIT = 8 * 1024 * 1024;

/**
 * `POST /v1/claims`: takes a finished claim in, at most once for each `Idempotency-Key`. 201 when it was taken now; the stored
 * answer with `Idempotency-Replayed: true` when it had been taken before.
 */
export const claimSubmit: FastifyPluginAsyncZod<Services> = async (
  app,
  { db, store, signingKey, timeStamps },
) => {
  const rawBodyOf = keepRawBody(app);
  app.post(
    '/v1/claims',
    {
      bodyLimit: BODY_LIMIT,
      schema: {
        summary: 'Hand in a finished claim',
        description: 'Needs an Idempotency-Key header: a UUID made once for this claim.',
        security: SIGNED_IN,
        body: claimSubmission,
        response: { 200: claimReceipt, 201: claimReceipt, default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      if (!maySubmit(caller.roles)) throw new HttpProblem('may-not-submit');
      const { status, receipt, replayed } = await submitClaim(db, store, signingKey, {
        caller,
        key: idempotencyKey(request.headers['idempotency-key']),
        claim: request.body,
        body: rawBodyOf(request),
      });
      // Nobody waits for the authority: the claim is here.
      timeStamps?.request(
        caller.organisationId,
        request.body.evidence.map(({ captureId }) => captureId),
      );
      if (replayed) reply.header('Idempotency-Replayed', 'true');
      return reply.code(status === 201 ? 201 : 200).send(receipt);
    },
  );
};

/** Reads the header as a plain UUID or as the quoted string of the draft standard. */
function idempotencyKey(header: string | string[] | undefined): string {
  const text = typeof header === 'string' ? header.trim().replace(/^"(.*)"$/, '$1') : '';
  const key = uuid.safeParse(text.toLowerCase());
  if (!key.success) throw new HttpProblem('key-missing');
  return key.data;
}
