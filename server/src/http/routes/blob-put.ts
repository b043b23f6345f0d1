import { BLOB_TYPES, blobReceipt, problem, SINGLE_PUT_LIMIT, sha256Hex } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';
import { takeFile } from '../take-file.ts';

/** `PUT /v1/blobs/{sha256}`: takes up to 1 MiB in; larger ones come by resumable upload. 201 when it is new, 200 when it was held already. */
export const blobPut: FastifyPluginAsyncZod<Services> = async (app, services) => {
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
      const accepted = { types: BLOB_TYPES, limit: SINGLE_PUT_LIMIT };
      const { sha256 } = request.params;
      const { isNew, receipt } = await takeFile(services, callerOf(request), request, sha256, accepted);
      return reply.code(isNew ? 201 : 200).send(receipt);
    },
  );
};
