import {
  ADDED_FILE_LIMIT,
  ADDED_FILE_TYPES,
  blobReceipt,
  problem,
  sha256Hex,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { filesRefusal, noteCondition } from '../../blobs/condition.ts';
import { counterFile } from '../../counter-notices/read.ts';
import { forClaimWorkers, forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';
import { takeFile } from '../take-file.ts';

/**
 * `PUT /v1/counter-notices/files/{sha256}`: the program's staff hand a seller's document in, to the program's own store.
 * `GET /v1/counter-notices/{counterId}/files/{sha256}`: one document, for who complained and the program's staff.
 */
export const counterFiles: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db, store, auditLog } = services;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...ADDED_FILE_TYPES], (_request, payload, done) => done(null, payload));

  app.put(
    '/v1/counter-notices/files/:sha256',
    {
      config: forStaff(),
      schema: {
        summary: 'Hand in a seller’s document that the marketplace forwarded',
        description: `Needs Repr-Digest: sha-256=:…: (RFC 9530), Content-Length, and one of the content types ${ADDED_FILE_TYPES.join(', ')}.`,
        params: z.strictObject({ sha256: sha256Hex }),
        response: { 200: blobReceipt, 201: blobReceipt, default: problem },
      },
    },
    async (request, reply) => {
      const accepted = { types: ADDED_FILE_TYPES, limit: ADDED_FILE_LIMIT };
      const { sha256 } = request.params;
      const { isNew, receipt } = await takeFile(services, callerOf(request), request, sha256, accepted);
      return reply.code(isNew ? 201 : 200).send(receipt);
    },
  );

  app.get(
    '/v1/counter-notices/:counterId/files/:sha256',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'A document of the seller’s, as it was handed in',
        produces: [...ADDED_FILE_TYPES],
        params: z.strictObject({ counterId: uuid, sha256: sha256Hex }),
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { counterId, sha256 } = request.params;
      const { organisationId, file } = await counterFile(db, caller, counterId, sha256);
      const bytes = await store.open(file.storeOf, sha256);
      if (typeof bytes === 'string') {
        await noteCondition(db, file.storeOf, sha256, bytes);
        throw filesRefusal(new Map([[sha256, bytes]]));
      }
      await auditLog
        .add(organisationId, {
          action: 'counter.file-read',
          actorUserId: caller.userId,
          entity: counterId,
          detail: { sha256 },
        })
        .catch((error: unknown) => {
          bytes.destroy();
          throw error;
        });
      return reply
        .header('Content-Type', file.type)
        .header('Content-Length', file.bytes)
        .header(
          'Content-Disposition',
          `${file.type.startsWith('image/') ? 'inline' : 'attachment'}; filename="${sha256.slice(0, 16)}"`,
        )
        .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .send(bytes as never);
    },
  );
};
