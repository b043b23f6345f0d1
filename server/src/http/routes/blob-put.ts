import type { Readable } from 'node:stream';
import { BLOB_TYPES, blobReceipt, problem, SINGLE_PUT_LIMIT, sha256Hex } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findBlob, recordBlob } from '../../blobs/service.ts';
import { BlobMismatch, BlobTooLarge } from '../../blobs/store.ts';
import { maySubmit } from '../../claims/policy.ts';
import { HttpProblem } from '../../problems.ts';
import { callerOf } from '../authenticate.ts';
import { SIGNED_IN } from '../security-schemes.ts';
import type { Services } from '../services.ts';

/** `PUT /v1/blobs/{sha256}`: takes up to 1 MiB in. 201 when it is new, 200 when it was held already. */
export const blobPut: FastifyPluginAsyncZod<Services> = async (app, { db, store }) => {
  // The bytes go to the disk as they come, whatever they are.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...BLOB_TYPES], (_request, payload, done) => done(null, payload));
  app.put(
    '/v1/blobs/:sha256',
    {
      schema: {
        summary: 'Hand in a file of up to 1 MiB',
        description: `Needs Repr-Digest: sha-256=:…: (RFC 9530), Content-Length, and one of the content types ${BLOB_TYPES.join(', ')}.`,
        security: SIGNED_IN,
        params: z.strictObject({ sha256: sha256Hex }),
        response: { 200: blobReceipt, 201: blobReceipt, default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      if (!maySubmit(caller.roles)) throw new HttpProblem('forbidden');
      const { sha256 } = request.params;
      checkLength(request.headers['content-length']);
      checkDigest(request.headers['repr-digest'], sha256);
      const type = BLOB_TYPES.find(
        (known) => known === request.headers['content-type']?.split(';')[0]?.trim(),
      );
      if (!type) throw new HttpProblem('bad-request', { status: 415 });

      const held = await findBlob(db, store, caller, sha256);
      if (held) return reply.code(200).send({ sha256, bytes: held.bytes });
      const bytes = await store
        .put(caller.organisationId, sha256, request.body as Readable, SINGLE_PUT_LIMIT)
        .catch((error: unknown) => {
          throw refusalOf(error);
        });
      await recordBlob(db, caller, { sha256, bytes, type });
      return reply.code(201).send({ sha256, bytes });
    },
  );
};

function checkLength(header: string | undefined): void {
  if (header === undefined)
    throw new HttpProblem('bad-request', { status: 411, detail: 'Send Content-Length.' });
  if (Number(header) === 0) throw new HttpProblem('bad-request', { detail: 'The file is empty.' });
  if (Number(header) > SINGLE_PUT_LIMIT) {
    throw new HttpProblem('blob-too-large', {
      detail: `One PUT takes up to ${SINGLE_PUT_LIMIT} bytes. Use the resumable upload at /v1/uploads.`,
    });
  }
}

/** The digest must be there and be the address's own: a client that hashed something else finds out before it sends. */
function checkDigest(header: string | string[] | undefined, sha256: string): void {
  const digest = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(
    typeof header === 'string' ? header : '',
  )?.[1];
  if (digest === undefined) {
    throw new HttpProblem('bad-request', { detail: 'Send Repr-Digest: sha-256=:…: with the file.' });
  }
  if (Buffer.from(digest, 'base64').toString('hex') !== sha256) {
    throw new HttpProblem('blob-mismatch', { detail: 'Repr-Digest and the address name different hashes.' });
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof BlobMismatch) {
    return new HttpProblem('blob-mismatch', {
      detail: 'The bytes do not have the announced hash. They were not kept. Send the file again.',
    });
  }
  if (error instanceof BlobTooLarge) return new HttpProblem('blob-too-large');
  return error;
}
