import {
  deskAnswered,
  deskAnswerOrder,
  deskAnswers,
  deskFile,
  deskFilePreview,
  deskUndo,
  deskUndone,
  MOST_DESK_BYTES,
  problem,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { deskAnswersOf, writeDeskAnswers } from '../../packets/answers/desk-answers.ts';
import { lookAtDeskFile } from '../../packets/answers/desk-file.ts';
import { undoDeskAnswers } from '../../packets/answers/desk-undo.ts';
import { ANSWER_LIMITS } from '../../packets/answers/read-answers.ts';
import { deskDetail } from '../../packets/desk.ts';
import { tableRefusal } from '../../tables/read-table.ts';
import { forLiaisons } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import { bytesOfBase64 } from '../base64.ts';
import { bringSoon } from '../bring-from-desk.ts';
import type { Services } from '../services.ts';

const params = z.strictObject({ packetId: uuid });
/** Bytes of a request with the largest list in base 64. */
const BODY_LIMIT = Math.ceil((MOST_DESK_BYTES * 4) / 3) + 64 * 1024;

/**
 * `/v1/desk/packets/{packetId}/answers`: what the marketplace's own people say of links, and take back. They write where they read, and nowhere else; what
 * they wrote is then brought to the claims by a role that can do only that. A server that ends in between does it at its next start.
 */
export const deskAnswersRoutes: FastifyPluginAsyncZod<Services> = async (app, { db, auditLog }) => {
  app.get(
    '/v1/desk/packets/:packetId/answers',
    {
      config: forLiaisons(),
      schema: {
        summary: 'What the caller’s marketplace said here of a packet’s links',
        params,
        response: { 200: deskAnswers, default: problem },
      },
    },
    async (request) => {
      const { packetId } = request.params;
      return db.asLiaison(callerOf(request), async (scope) => {
        // Refuses what was not disclosed to them.
        await deskDetail(scope, packetId);
        return { answers: await deskAnswersOf(scope, packetId) };
      });
    },
  );

  app.post(
    '/v1/desk/packets/:packetId/answers',
    {
      config: forLiaisons(),
      schema: {
        summary: 'Answer links of a packet: all of what is said is kept, or nothing',
        params,
        body: deskAnswerOrder,
        response: { 200: deskAnswered, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { packetId } = request.params;
      const news = await db.asLiaison(caller, (scope) =>
        writeDeskAnswers(scope, caller, packetId, request.body, new Date()),
      );
      if (news === 0) return { news };
      await auditLog.add(caller.organisationId, {
        action: 'answer.given',
        actorUserId: caller.userId,
        entity: packetId,
        detail: { answers: news },
      });
      await bringSoon(request, db, packetId);
      return { news };
    },
  );

  app.post(
    '/v1/desk/packets/:packetId/answers/preview',
    {
      bodyLimit: BODY_LIMIT,
      config: forLiaisons(),
      schema: {
        summary: 'Look at a list of answers to a packet’s links without keeping anything',
        params,
        body: deskFile,
        response: { 200: deskFilePreview, default: problem },
      },
    },
    async (request) => {
      const { reading, content } = request.body;
      const bytes = bytesOfBase64(content);
      return db
        .asLiaison(callerOf(request), (scope) =>
          lookAtDeskFile(scope, request.params.packetId, bytes, reading),
        )
        .catch((error: unknown) => {
          throw tableRefusal(error, ANSWER_LIMITS);
        });
    },
  );

  app.post(
    '/v1/desk/packets/:packetId/answers/undo',
    {
      config: forLiaisons(),
      schema: {
        summary: 'Take back the last answer about each of these links: all of them, or none',
        params,
        body: deskUndo,
        response: { 200: deskUndone, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { packetId } = request.params;
      const back = await db.asLiaison(caller, (scope) =>
        undoDeskAnswers(scope, caller, packetId, request.body.positions, new Date()),
      );
      await auditLog.add(caller.organisationId, {
        action: 'answer.taken-back',
        actorUserId: caller.userId,
        entity: packetId,
        detail: { answers: back },
      });
      await bringSoon(request, db, packetId);
      return { back };
    },
  );
};
