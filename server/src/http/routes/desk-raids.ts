import { deskRaidDetail, deskRaids, newDeskRaidAnswer, problem, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { filesRefusal } from '../../blobs/condition.ts';
import {
  bringRaidAnswers,
  deskRaidList,
  deskRaidOf,
  deskRaidPart,
  writeDeskRaidAnswer,
} from '../../raids/desk.ts';
import { forLiaisons } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const params = z.strictObject({ packageId: uuid });
const response = { 200: deskRaidDetail, default: problem };

/**
 * `/v1/desk/raids`: packages of civil raids that were released and whose shops are all on marketplaces that the caller speaks for. Its people read what
 * is in a package, and say what they did with its request.
 */
export const deskRaidRoutes: FastifyPluginAsyncZod<Services> = async (app, { db, store, auditLog }) => {
  app.get(
    '/v1/desk/raids',
    {
      config: forLiaisons(),
      schema: {
        summary: 'Packages of civil raids for the caller’s marketplaces, the newest first',
        response: { 200: deskRaids, default: problem },
      },
    },
    async (request) => ({ raids: await db.asLiaison(callerOf(request), (scope) => deskRaidList(scope)) }),
  );

  app.get(
    '/v1/desk/raids/:packageId',
    {
      config: forLiaisons(),
      schema: { summary: 'A package of a civil raid as it was released', params, response },
    },
    async (request) => {
      const caller = callerOf(request);
      const { packageId } = request.params;
      const found = await db.asLiaison(caller, (scope) => deskRaidOf(scope, packageId));
      await auditLog.add(caller.organisationId, {
        action: 'raid.read',
        actorUserId: caller.userId,
        entity: packageId,
        detail: { number: found.raid.number },
      });
      return found;
    },
  );

  app.get(
    '/v1/desk/raids/:packageId/files/:name',
    {
      config: forLiaisons(),
      schema: {
        summary: 'A part of a package of a civil raid',
        params: z.strictObject({
          packageId: uuid,
          name: z.string().regex(/^(?:index\.pdf|package\.zip|file-[0-9]{3}\.(?:png|jpg|webp|pdf))$/),
        }),
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { packageId, name } = request.params;
      const found = await db.asLiaison(caller, (scope) => deskRaidPart(scope, packageId, name));
      const bytes = await store.open(found.folder, found.sha256);
      if (typeof bytes === 'string') throw filesRefusal(new Map([[found.sha256, bytes]]));
      const entry = { action: 'raid.file-read', actorUserId: caller.userId, entity: packageId } as const;
      await auditLog
        .add(caller.organisationId, { ...entry, detail: { sha256: found.sha256 } })
        .catch((error: unknown) => {
          bytes.destroy();
          throw error;
        });
      const place = found.type.startsWith('image/') ? 'inline' : 'attachment';
      return reply
        .header('Content-Type', found.type)
        .header('Content-Length', found.bytes)
        .header('Content-Disposition', `${place}; filename="${found.name}"`)
        .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .send(bytes as never);
    },
  );

  app.post(
    '/v1/desk/raids/:packageId/answers',
    {
      config: forLiaisons(),
      schema: {
        summary: 'Say what came of the request of a civil raid’s package',
        description: 'The same id once more is the same answer.',
        ...{ params, body: newDeskRaidAnswer, response },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { packageId } = request.params;
      const isNew = await db.asLiaison(caller, (scope) =>
        writeDeskRaidAnswer(scope, caller, packageId, request.body),
      );
      if (isNew) {
        await auditLog.add(caller.organisationId, {
          action: 'answer.given',
          ...{ actorUserId: caller.userId, entity: packageId, detail: { kind: request.body.kind } },
        });
        // What they wrote is kept whatever becomes of this: a server that ends in between leaves it to the watch.
        await bringRaidAnswers(db, packageId).catch((error: unknown) =>
          request.log.error({ err: error }, 'what the marketplace wrote is kept and not at its raid yet'),
        );
      }
      return db.asLiaison(caller, (scope) => deskRaidOf(scope, packageId));
    },
  );
};
