import type { Readable } from 'node:stream';
import { BLOB_TYPES, blobReceipt, problem, SINGLE_PUT_LIMIT, sha256Hex } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { PictureTooLarge, pictureRefusal } from '../../blobs/admit-picture.ts';
import { findBlob, recordBlob, renameType } from '../../blobs/service.ts';
import { BlobMismatch, BlobTooLarge } from '../../blobs/store.ts';
import { HttpProblem } from '../../problems.ts';
import { forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `PUT /v1/blobs/{sha256}`: takes up to 1 MiB in. 201 when it is new, 200 when it was held already. */
export const blobPut: FastifyPluginAsyncZod<Services> = async (app, { db, store, quotas }) => {
  // The bytes go to the disk as they come, whatever they are.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...BLOB_TYPES], (_request, payload, done) => done(null, payload));
  app.put(
    '/v1/blobs/:sha256',
    {
      config: forSubmitters('claims:submit'),
      schema: {
        summary: 'Hand in a file of up to 1 MiB',
        description: `Needs Repr-Digest: sha-256=:…: (RFC 9530), Content-Length, and one of the content types ${BLOB_TYPES.join(', ')}.`,
        params: z.strictObject({ sha256: sha256Hex }),
        response: { 200: blobReceipt, 201: blobReceipt, default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { sha256 } = request.params;
      checkLength(request.headers['content-length']);
      checkDigest(request.headers['repr-digest'], sha256);
      const type = BLOB_TYPES.find(
        (known) => known === request.headers['content-type']?.split(';')[0]?.trim(),
      );
      if (!type) throw new HttpProblem('file-type-unknown', { status: 415 });

      // Who sends it again may delete their own: only a file that was just read counts as held.
      const held = await findBlob(db, store, caller, sha256, 'whole');
      if (held) {
        if (held.type !== type) await renameType(db, caller, { sha256, type });
        return reply.code(200).send({ sha256, bytes: held.bytes });
      }
      await quotas.admitFile(caller, Number(request.headers['content-length']));
      const bytes = await store
        .put(caller.organisationId, sha256, request.body as Readable, SINGLE_PUT_LIMIT)
        .catch((error: unknown) => {
          throw refusalOf(error);
        });
      await recordBlob(db, caller, { sha256, bytes, type });
      quotas.handedIn(caller, bytes);
      return reply.code(201).send({ sha256, bytes });
    },
  );
};

function checkLength(header: string | undefined): void {
  if (header === undefined) throw new HttpProblem('length-missing', { status: 411 });
  if (Number(header) === 0) throw new HttpProblem('file-empty');
  // Larger ones come by resumable upload.
  if (Number(header) > SINGLE_PUT_LIMIT) throw tooLarge();
}

/** The digest must be there and be the address's own: a client that hashed something else finds out before it sends. */
function checkDigest(header: string | string[] | undefined, sha256: string): void {
  const digest = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(
    typeof header === 'string' ? header : '',
  )?.[1];
  if (digest === undefined) throw new HttpProblem('digest-missing');
  if (Buffer.from(digest, 'base64').toString('hex') !== sha256) {
    throw new HttpProblem('digest-contradicts-address');
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof BlobMismatch) return new HttpProblem('bytes-contradict-hash');
  if (error instanceof BlobTooLarge) return tooLarge();
  if (error instanceof PictureTooLarge) return pictureRefusal(error);
  return error;
}

function tooLarge(): HttpProblem {
  return new HttpProblem('file-too-large', { params: { maximum: SINGLE_PUT_LIMIT } });
}
