import { problem, rightFileNote, sha256Hex, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { keeperOf } from '../../agency/agent.ts';
import { reachInVault, reachToKeep } from '../../agency/reach.ts';
import { takeOver } from '../../agency/take-over.ts';
import { filesRefusal, noteCondition } from '../../blobs/condition.ts';
import { HttpProblem } from '../../problems.ts';
import { addRightFile, fileOfRight, removeRightFile } from '../../rights/files.ts';
import { forClaimWorkers, forRightsKeepers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/vault/rights/:rightId/files/:sha256';
const params = z.strictObject({ rightId: uuid, sha256: sha256Hex });
const done = z.null().describe('It is so.');

const EXTENSIONS = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
} as const;

/** Certificates and other files of a right: their bytes are handed in as any file's, here it is said what they show of which right. */
export const vaultFiles: FastifyPluginAsyncZod<Services> = async (app, { db, store, auditLog }) => {
  app.get(
    URL,
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'The bytes of a file of a right',
        produces: Object.keys(EXTENSIONS),
        params,
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { rightId, sha256 } = request.params;
      const target = await reachInVault(db, caller, rightId);
      if (!target) throw new HttpProblem('right-not-here');
      const { organisationId } = target;
      const file = await db.inOrganisation(target, (scope) => fileOfRight(scope, target, sha256));
      if (!file) throw new HttpProblem('file-unknown');
      const bytes = await store.open(organisationId, sha256);
      if (typeof bytes === 'string') {
        await noteCondition(db, organisationId, sha256, bytes);
        throw filesRefusal(new Map([[sha256, bytes]]));
      }
      const entry = { action: 'right.file-read', entity: rightId, detail: { sha256 } } as const;
      await auditLog.add(organisationId, { ...entry, actorUserId: caller.userId }).catch((error: unknown) => {
        bytes.destroy();
        throw error;
      });
      const isPicture = file.type.startsWith('image/');
      return reply
        .header('Content-Type', file.type)
        .header('Content-Length', file.bytes)
        .header(
          'Content-Disposition',
          `${isPicture ? 'inline' : 'attachment'}; filename="${sha256.slice(0, 16)}.${EXTENSIONS[file.type]}"`,
        )
        .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .send(bytes as never);
    },
  );

  app.put(
    URL,
    {
      config: forRightsKeepers(),
      schema: {
        summary: 'Say what a file that was handed in shows of a right',
        params,
        body: rightFileNote,
        response: { 204: done, default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { rightId, sha256 } = request.params;
      const target = await reachToKeep(db, caller, rightId);
      const file = await takeOver({ db, store }, caller, target, sha256);
      await db.inOrganisation(target, async (scope) => {
        const actor = await keeperOf(scope, target, caller);
        await addRightFile(scope, { ...target, actor }, { sha256, file, note: request.body });
      });
      return reply.code(204).send(null);
    },
  );

  app.delete(
    URL,
    {
      config: forRightsKeepers(),
      schema: {
        summary: 'Take a file away from a right, which is looked at anew then',
        params,
        response: { 204: done, default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { rightId, sha256 } = request.params;
      const target = await reachToKeep(db, caller, rightId);
      await db.inOrganisation(target, async (scope) =>
        removeRightFile(scope, { ...target, actor: await keeperOf(scope, target, caller) }, sha256),
      );
      return reply.code(204).send(null);
    },
  );
};
