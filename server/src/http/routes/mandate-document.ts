import { problem, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { filesRefusal, noteCondition } from '../../blobs/condition.ts';
import { reachMandate } from '../../mandates/reach.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/mandates/{mandateId}/document`: the paper, for both sides and the program's staff. */
export const mandateDocument: FastifyPluginAsyncZod<Services> = async (app, { db, store, auditLog }) => {
  app.get(
    '/v1/mandates/:mandateId/document',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'The paper of a mandate',
        params: z.strictObject({ mandateId: uuid }),
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { mandateId } = request.params;
      const { row } = await reachMandate(db, caller, mandateId);
      // It lies in the store of whoever handed it in.
      const { document_of: owner, document_sha256: sha256, document_type: type } = row;
      const bytes = await store.open(owner, sha256);
      if (typeof bytes === 'string') {
        await noteCondition(db, owner, sha256, bytes);
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
        .header('Content-Type', type)
        .header('Content-Length', row.document_bytes)
        .header(
          'Content-Disposition',
          `${type.startsWith('image/') ? 'inline' : 'attachment'}; filename="mandate"`,
        )
        .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .send(bytes as never);
    },
  );
};
