import { problem, sha256Hex } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findBlob, type StoredBlob } from '../../blobs/service.ts';
import { HttpProblem } from '../../problems.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const EXTENSIONS: Readonly<Record<StoredBlob['type'], string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
  'text/html': 'html',
  'application/json': 'json',
  'application/pdf': 'pdf',
};

/**
 * `GET /v1/blobs/{sha256}`: the bytes as they were handed in. A snapshot is a stranger's page: everything but pictures is a
 * download, and nothing in it may run or load even if it is opened.
 */
export const blobGet: FastifyPluginAsyncZod<Services> = async (app, { db, store }) => {
  app.get(
    '/v1/blobs/:sha256',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'The bytes as they were handed in',
        produces: Object.keys(EXTENSIONS),
        params: z.strictObject({ sha256: sha256Hex }),
        // Bytes are streamed, past any serializer; the schema only describes them.
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const blob = await findBlob(db, store, caller, request.params.sha256);
      if (!blob) throw new HttpProblem('file-unknown');
      const name = `${blob.sha256.slice(0, 16)}.${EXTENSIONS[blob.type]}`;
      return reply
        .header('Content-Type', blob.type)
        .header('Content-Length', blob.bytes)
        .header(
          'Content-Disposition',
          `${blob.type.startsWith('image/') ? 'inline' : 'attachment'}; filename="${name}"`,
        )
        .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .header('Cache-Control', 'private, max-age=31536000, immutable')
        .send(store.open(caller.organisationId, blob.sha256) as never);
    },
  );
};
