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
import { groupFile } from '../../group/files.ts';
import { asGroupWriter } from '../../group/write.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';
import { takeFile } from '../take-file.ts';

const ENDINGS = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'application/pdf': 'pdf' };

/**
 * `PUT /v1/group/files/{sha256}`: who writes hands a file in, to their organisation's own store.
 * `GET /v1/group/topics/{topicId}/files/{sha256}`: a file of a topic, for every member; always to be saved, never shown in the console's place.
 */
export const groupFiles: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db, store } = services;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...ADDED_FILE_TYPES], (_request, payload, done) => done(null, payload));

  app.put(
    '/v1/group/files/:sha256',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Hand in a file for what one writes to the working group',
        description: `Needs Repr-Digest: sha-256=:…: (RFC 9530), Content-Length, and one of the content types ${ADDED_FILE_TYPES.join(', ')}.`,
        params: z.strictObject({ sha256: sha256Hex }),
        response: { 200: blobReceipt, 201: blobReceipt, default: problem },
      },
    },
    async (request, reply) => {
      const accepted = { types: ADDED_FILE_TYPES, limit: ADDED_FILE_LIMIT };
      const caller = asGroupWriter(callerOf(request));
      const { isNew, receipt } = await takeFile(services, caller, request, request.params.sha256, accepted);
      return reply.code(isNew ? 201 : 200).send(receipt);
    },
  );

  app.get(
    '/v1/group/topics/:topicId/files/:sha256',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'A file that a member added to what it wrote to the working group',
        produces: [...ADDED_FILE_TYPES],
        params: z.strictObject({ topicId: uuid, sha256: sha256Hex }),
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const { topicId, sha256 } = request.params;
      const { organisationId, file } = await db.inOrganisation(callerOf(request), (scope) =>
        groupFile(scope, topicId, sha256),
      );
      const bytes = await store.open(organisationId, sha256);
      if (typeof bytes === 'string') {
        await noteCondition(db, organisationId, sha256, bytes);
        throw filesRefusal(new Map([[sha256, bytes]]));
      }
      return reply
        .header('Content-Type', file.type)
        .header('Content-Length', file.bytes)
        .header('Content-Disposition', `attachment; filename="${sha256.slice(0, 16)}.${ENDINGS[file.type]}"`)
        .header('X-Content-Type-Options', 'nosniff')
        .header('Content-Security-Policy', "default-src 'none'; sandbox")
        .send(bytes as never);
    },
  );
};
