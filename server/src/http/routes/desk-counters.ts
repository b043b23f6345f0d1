import {
  ADDED_FILE_LIMIT,
  ADDED_FILE_TYPES,
  blobReceipt,
  deskCounters,
  newDeskCounter,
  problem,
  sha256Hex,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { sellersFiles } from '../../counter-notices/files.ts';
import { deskPacketFor } from '../../packets/answers/desk-answers.ts';
import { deskDetail } from '../../packets/desk.ts';
import { deskCountersOf, writeDeskCounter } from '../../packets/desk-counters.ts';
import { forLiaisons } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import { bringSoon } from '../bring-from-desk.ts';
import type { Services } from '../services.ts';
import { takeFile } from '../take-file.ts';

const params = z.strictObject({ packetId: uuid });

/**
 * `/v1/desk/packets/{packetId}/counter-notices`: what sellers say against removals, as the marketplace's own people enter it, link by link. They
 * read what they entered, and nothing of what became of it.
 */
export const deskCounterRoutes: FastifyPluginAsyncZod<Services> = async (app, { db, store, auditLog }) => {
  app.get(
    '/v1/desk/packets/:packetId/counter-notices',
    {
      config: forLiaisons(),
      schema: {
        summary: 'Counter-notices about a packet’s links that the caller’s marketplace entered here',
        params,
        response: { 200: deskCounters, default: problem },
      },
    },
    async (request) => {
      const { packetId } = request.params;
      return db.asLiaison(callerOf(request), async (scope) => {
        // Refuses what was not disclosed to them.
        await deskDetail(scope, packetId);
        return { counterNotices: await deskCountersOf(scope, packetId) };
      });
    },
  );

  app.post(
    '/v1/desk/packets/:packetId/counter-notices',
    {
      config: forLiaisons(),
      schema: {
        summary: 'Enter what a seller says against the removal of a link, with the seller’s documents',
        params,
        body: newDeskCounter,
        response: { 200: deskCounters, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { packetId } = request.params;
      const files = await sellersFiles({ db, store }, caller, request.body.files);
      const isNew = await db.asLiaison(caller, async (scope) => {
        const packet = await deskPacketFor(scope, packetId);
        return writeDeskCounter(scope, caller, { packetId, ...packet }, request.body, files);
      });
      if (isNew) {
        await auditLog.add(caller.organisationId, {
          action: 'counter.given',
          actorUserId: caller.userId,
          entity: packetId,
          detail: { files: files.length },
        });
        await bringSoon(request, db, packetId);
      }
      return {
        counterNotices: await db.asLiaison(caller, (scope) => deskCountersOf(scope, packetId)),
      };
    },
  );
};

/** `PUT /v1/desk/files/{sha256}`: the marketplace's people hand a seller's document in, to their own organisation's store. */
export const deskFiles: FastifyPluginAsyncZod<Services> = async (app, services) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...ADDED_FILE_TYPES], (_request, payload, done) => done(null, payload));

  app.put(
    '/v1/desk/files/:sha256',
    {
      config: forLiaisons(),
      schema: {
        summary: 'Hand in a document of a seller’s',
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
};
