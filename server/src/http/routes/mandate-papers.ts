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
import { papersOf } from '../../mandates/papers.ts';
import { reachMandate } from '../../mandates/reach.ts';
import { HttpProblem } from '../../problems.ts';
import { forClaimWorkers, forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';
import { takeFile } from '../take-file.ts';

/**
 * `PUT /v1/mandates/papers/{sha256}`: the program's staff hand a paper in, to the program's own store.
 * `GET /v1/mandates/{mandateId}/papers/{sha256}`: one paper, for both sides and the program's staff.
 */
export const mandatePapers: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db, store, auditLog } = services;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...ADDED_FILE_TYPES], (_request, payload, done) => done(null, payload));

  app.put(
    '/v1/mandates/papers/:sha256',
    {
      config: forStaff(),
      schema: {
        summary: 'Hand in a paper of a mandate that came on paper',
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
    '/v1/mandates/:mandateId/papers/:sha256',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'A paper of a mandate',
        produces: [...ADDED_FILE_TYPES],
        params: z.strictObject({ mandateId: uuid, sha256: sha256Hex }),
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { mandateId, sha256 } = request.params;
      const { row, identity } = await reachMandate(db, caller, mandateId);
      const papers = await db.inOrganisation(identity, (scope) => papersOf(scope, row));
      const paper = papers.find((one) => one.sha256 === sha256);
      if (!paper) throw new HttpProblem('file-unknown');
      const bytes = await store.open(paper.storeOf, sha256);
      if (typeof bytes === 'string') {
        await noteCondition(db, paper.storeOf, sha256, bytes);
        throw filesRefusal(new Map([[sha256, bytes]]));
      }
      const entry = { action: 'mandate.document-read', entity: mandateId, detail: { sha256 } } as const;
      await auditLog
        .add(caller.organisationId, { ...entry, actorUserId: caller.userId })
        .catch((error: unknown) => {
          bytes.destroy();
          throw error;
        });
      return reply
        .header('Content-Type', paper.type)
        .header('Content-Length', paper.bytes)
        .header(
          'Content-Disposition',
          `${paper.type.startsWith('image/') ? 'inline' : 'attachment'}; filename="mandate"`,
        )
        .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .send(bytes as never);
    },
  );
};
