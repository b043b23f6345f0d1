import { deskAnswered, deskAnswerOrder, deskAnswers, problem, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { applyDeskAnswers, deskAnswersOf, writeDeskAnswers } from '../../packets/answers/desk-answers.ts';
import { deskDetail } from '../../packets/desk.ts';
import { forLiaisons } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const params = z.strictObject({ packetId: uuid });

/**
 * `/v1/desk/packets/{packetId}/answers`: what the marketplace's own people say of links. They write where they read, and nowhere else; what
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
      const at = new Date();
      const news = await db.asLiaison(caller, (scope) =>
        writeDeskAnswers(scope, caller, packetId, request.body, at),
      );
      if (news === 0) return { news };
      await auditLog.add(caller.organisationId, {
        action: 'answer.given',
        actorUserId: caller.userId,
        entity: packetId,
        detail: { answers: news },
      });
      await applyDeskAnswers(db, packetId, at).catch((error: unknown) =>
        request.log.error({ err: error }, 'an answer was kept and is not at its claims yet'),
      );
      return { news };
    },
  );
};
