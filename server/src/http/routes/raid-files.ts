import { ADDED_FILE_TYPES, problem, sha256Hex, uuid } from '@marketsafe/contract';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { filesRefusal } from '../../blobs/condition.ts';
import { raidPaper, raidPart } from '../../raids/files.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const response = { 200: z.string().meta({ format: 'binary' }), default: problem };

/**
 * `GET /v1/raids/{raidId}/files/{sha256}`: a paper as it was handed in. `GET /v1/raids/{raidId}/package/{name}`: a part of its package, as it
 * goes.
 */
export const raidFiles: FastifyPluginAsyncZod<Services> = async (app, { db, store, auditLog }) => {
  type Found = Awaited<ReturnType<typeof raidPaper>> & { name: string };
  const send = async (reply: FastifyReply, who: { userId: string; raidId: string }, found: Found) => {
    const { organisationId, folder, sha256, type, name } = found;
    const bytes = await store.open(folder, sha256);
    if (typeof bytes === 'string') throw filesRefusal(new Map([[sha256, bytes]]));
    const entry = { action: 'raid.file-read', actorUserId: who.userId, entity: who.raidId } as const;
    await auditLog.add(organisationId, { ...entry, detail: { sha256 } }).catch((error: unknown) => {
      bytes.destroy();
      throw error;
    });
    return reply
      .header('Content-Type', type)
      .header('Content-Length', found.bytes)
      .header(
        'Content-Disposition',
        `${type.startsWith('image/') ? 'inline' : 'attachment'}; filename="${name}"`,
      )
      .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .send(bytes as never);
  };

  app.get(
    '/v1/raids/:raidId/files/:sha256',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'A paper of a raid, as it was handed in',
        produces: [...ADDED_FILE_TYPES],
        params: z.strictObject({ raidId: uuid, sha256: sha256Hex }),
        response,
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { raidId, sha256 } = request.params;
      const found = await raidPaper(db, caller, raidId, sha256);
      return send(reply, { userId: caller.userId, raidId }, { ...found, name: sha256.slice(0, 16) });
    },
  );

  app.get(
    '/v1/raids/:raidId/package/:name',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'A part of a raid’s package, as it goes',
        params: z.strictObject({
          raidId: uuid,
          name: z.string().regex(/^(?:index\.pdf|package\.zip|file-[0-9]{3}\.(?:png|jpg|webp|pdf))$/),
        }),
        response,
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { raidId, name } = request.params;
      const found = await raidPart(db, caller, raidId, name);
      return send(reply, { userId: caller.userId, raidId }, found);
    },
  );
};
