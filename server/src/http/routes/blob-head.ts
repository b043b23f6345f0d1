import { problem, sha256Hex } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findBlob } from '../../blobs/service.ts';
import { HttpProblem } from '../../problems.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `HEAD /v1/blobs/{sha256}`: 200 when the caller's organisation has handed these bytes in, otherwise 404. */
export const blobHead: FastifyPluginAsyncZod<Services> = async (app, { db, store }) => {
  app.head(
    '/v1/blobs/:sha256',
    {
      config: forClaimWorkers('claims:submit'),
      schema: {
        summary: 'Whether the organisation has handed these bytes in',
        params: z.strictObject({ sha256: sha256Hex }),
        response: { 200: z.null().describe('It has.'), default: problem },
      },
    },
    async (request, reply) => {
      const blob = await findBlob(db, store, callerOf(request), request.params.sha256);
      if (!blob) throw new HttpProblem('file-unknown');
      return (
        reply
          .header('Content-Type', blob.type)
          .header('Content-Length', blob.bytes)
          // What answers 200 to everything, as a hotel's sign-in page does, has no such line.
          .header('Repr-Digest', `sha-256=:${Buffer.from(blob.sha256, 'hex').toString('base64')}:`)
          .header('Cache-Control', 'no-store')
          .send(null)
      );
    },
  );
};
