import { createHash } from 'node:crypto';
import {
  type ClaimSubmission,
  claimReceipt,
  claimSubmission,
  problem,
  sha256Hex,
} from '@marketsafe/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FastifyPluginAsyncZod, validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findBlob } from '../../blobs/service.ts';
import { openIntake } from '../../claims/service.ts';
import { HttpProblem } from '../../problems.ts';
import { forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import { idempotencyKey } from '../idempotency-key.ts';
import { overloaded } from '../overload.ts';
import { keepRawBody } from '../raw-body.ts';
import type { Services } from '../services.ts';
import { jsonReader } from '../strict-json.ts';

/** Largest claim that is taken, in bytes: several captures of whole pages, each with some hundred files. */
const BODY_LIMIT = 8 * 1024 * 1024;

/** Who may hand a claim in, and that it needs a place. */
const CONFIG = { ...forSubmitters('claims:submit'), takesPlace: true } as const;

const validate = validatorCompiler({ schema: claimSubmission, method: 'POST', url: '/v1/claims' });

/**
 * `POST /v1/claims`: takes a finished claim in, at most once for each `Idempotency-Key`. 201 when it was taken now; the stored
 * answer with `Idempotency-Replayed: true` when it had been taken before. `POST /v1/claims/from-file/{sha256}` does the same with a
 * claim that was handed in as a file before, in pieces: for lines on which somebody refuses requests as large as a claim. Both are
 * one operation: the same key and bytes have the same answer on either.
 */
export const claimSubmit: FastifyPluginAsyncZod<Services> = async (
  app,
  { db, store, signingKey, timeStamps, tracing, places },
) => {
  const readJson = jsonReader(app);
  const rawBodyOf = keepRawBody(app, readJson);
  const intake = openIntake({ db, store, key: signingKey });
  // Before its body is read: whoever is refused costs next to nothing.
  app.addHook('onRequest', async (request) => {
    if (places.areFull(callerOf(request).organisationId)) throw overloaded();
  });

  async function take(
    request: FastifyRequest,
    reply: FastifyReply,
    { claim, body }: { claim: ClaimSubmission; body: Buffer },
  ) {
    const caller = callerOf(request);
    const submission = {
      ...{ caller, claim, body },
      bodySha256: createHash('sha256').update(body).digest('hex'),
      key: idempotencyKey(request),
    };
    const { status, receipt, replayed } = await places.within(caller.organisationId, overloaded, () =>
      intake.submit(submission),
    );
    if (!replayed) tracing.request({ organisationId: caller.organisationId, claimId: claim.claimId });
    // Nobody waits for the authority: the claim is here.
    timeStamps?.request(
      caller.organisationId,
      claim.evidence.map(({ captureId }) => captureId),
    );
    if (replayed) reply.header('Idempotency-Replayed', 'true');
    return reply.code(status === 201 ? 201 : 200).send(receipt);
  }

  const response = { 200: claimReceipt, 201: claimReceipt, default: problem };
  const description = 'Needs an Idempotency-Key header: a UUID made once for this claim.';
  app.post(
    '/v1/claims',
    {
      bodyLimit: BODY_LIMIT,
      config: CONFIG,
      schema: {
        summary: 'Hand in a finished claim',
        description,
        body: claimSubmission,
        response,
      },
    },
    (request, reply) => {
      return take(request, reply, { claim: request.body, body: rawBodyOf(request) });
    },
  );

  app.post(
    '/v1/claims/from-file/:sha256',
    {
      config: CONFIG,
      schema: {
        summary: 'Hand in a finished claim whose bytes were handed in as a file of type application/json',
        description,
        params: z.strictObject({ sha256: sha256Hex }),
        response,
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { sha256 } = request.params;
      const file = await findBlob(db, store, caller, sha256);
      const held = file?.type === 'application/json' ? file : undefined;
      if (held && held.bytes > BODY_LIMIT) throw new HttpProblem('body-too-large', { status: 413 });
      const body = held && (await store.read(caller.organisationId, sha256));
      if (!body) throw new HttpProblem('claim-files-missing', { missing: [sha256] });
      return take(request, reply, { claim: parsed(await readJson(request, body)), body });
    },
  );
};

/** A claim out of a file, with the same refusals as one out of a request. */
function parsed(value: unknown): ClaimSubmission {
  const { error } = validate(value) as { error?: unknown };
  if (error)
    throw Object.assign(new Error('the claim in the file is none'), {
      validation: error,
      validationContext: 'body',
    });
  return claimSubmission.parse(value);
}
