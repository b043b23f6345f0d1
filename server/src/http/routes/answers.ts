import {
  answerFile,
  answerImportDetail,
  answerImports,
  answerKept,
  answerOrder,
  answerPreview,
  answerUndone,
  MOST_ANSWER_BYTES,
  marketplaceAnswers,
  problem,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  applyImport,
  importedFile,
  keepAnswers,
  listImports,
  readImport,
} from '../../packets/answers/imports.ts';
import { lookAtAnswers } from '../../packets/answers/preview.ts';
import { answersOfPacket } from '../../packets/answers/read.ts';
import { ANSWER_LIMITS } from '../../packets/answers/read-answers.ts';
import { undoImport } from '../../packets/answers/undo.ts';
import { HttpProblem } from '../../problems.ts';
import { tableRefusal } from '../../tables/read-table.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import { bytesOfBase64 } from '../base64.ts';
import type { Services } from '../services.ts';

/** Bytes of a request with the largest file in base 64. */
const BODY_LIMIT = Math.ceil((MOST_ANSWER_BYTES * 4) / 3) + 1024 * 1024;
const params = z.strictObject({ importId: uuid });

/**
 * `/v1/answers`: what the marketplace sent as a file, a table or a pasted list. Looked at first; then kept as it came, every line of it, and
 * brought to the claims while the answer is on its way: `GET …/imports/{importId}` says how far it is.
 */
export const answers: FastifyPluginAsyncZod<Services> = async (app, { db, auditLog }) => {
  const said = (error: unknown) => {
    throw tableRefusal(error, ANSWER_LIMITS);
  };

  app.post(
    '/v1/answers/preview',
    {
      bodyLimit: BODY_LIMIT,
      config: forStaff(),
      schema: {
        summary: 'Look at a file of the marketplace’s answers without keeping anything',
        body: answerFile,
        response: { 200: answerPreview, default: problem },
      },
    },
    async (request) => {
      const { reading, content } = request.body;
      const bytes = bytesOfBase64(content);
      const { userId } = callerOf(request);
      return db
        .asStaff(userId, (scope) => lookAtAnswers(scope, userId, bytes, reading))
        .then(({ preview }) => preview)
        .catch(said);
    },
  );

  app.post(
    '/v1/answers/imports',
    {
      bodyLimit: BODY_LIMIT,
      config: forStaff(),
      schema: {
        summary: 'Keep a file of the marketplace’s answers, and bring them to the claims',
        body: answerOrder,
        response: { 201: answerKept, default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { reading, content, name, expected } = request.body;
      const bytes = bytesOfBase64(content);
      const importId = await keepAnswers(db, caller, bytes, { reading, name, expected }).catch(said);
      // Whoever asks hears how far it is; what ends here goes on at the next start.
      void applyImport(db, { importId, userId: caller.userId }).catch((error: unknown) =>
        request.log.error({ err: error }, 'answers were kept and are not all at their claims yet'),
      );
      return reply.code(201).send({ importId });
    },
  );

  app.get(
    '/v1/answers/imports',
    {
      config: forStaff(),
      schema: {
        summary: 'Files of answers that were kept, the newest first',
        response: { 200: answerImports, default: problem },
      },
    },
    async (request) => ({ imports: await db.asStaff(callerOf(request).userId, listImports) }),
  );

  app.get(
    '/v1/answers/imports/:importId',
    {
      config: forStaff(),
      schema: {
        summary: 'A file of answers, how far it is, and the lines that were not taken',
        params,
        response: { 200: answerImportDetail, default: problem },
      },
    },
    async (request) =>
      db.asStaff(callerOf(request).userId, (scope) => readImport(scope, request.params.importId)),
  );

  app.get(
    '/v1/answers/imports/:importId/file',
    {
      config: forStaff(),
      schema: {
        summary: 'The file itself, as it came',
        params,
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const { importId } = request.params;
      const { content } = await db.asStaff(callerOf(request).userId, (scope) =>
        importedFile(scope, importId),
      );
      return reply
        .headers({
          'Content-Type': 'application/octet-stream',
          'Content-Disposition': `attachment; filename="answers-${importId}"`,
        })
        .send(content as never);
    },
  );

  app.post(
    '/v1/answers/imports/:importId/undo',
    {
      config: forStaff(),
      schema: {
        summary: 'Take a file of answers back, as far as its claims have not moved since',
        params,
        response: { 200: answerUndone, default: problem },
      },
    },
    async (request) => undoImport(db, callerOf(request), request.params.importId),
  );

  app.get(
    '/v1/packets/:packetId/answers',
    {
      config: forStaff(),
      schema: {
        summary:
          'What the marketplace said of a packet’s links, the newest first, and the files that it came by',
        params: z.strictObject({ packetId: uuid }),
        response: { 200: marketplaceAnswers, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { packetId } = request.params;
      const found = await db.asStaff(caller.userId, async (scope) => ({
        said: await answersOfPacket(scope, packetId),
        packet: await scope
          .selectFrom('app.packets')
          .select(['organisation_id', 'number'])
          .where('packet_id', '=', packetId)
          .executeTakeFirst(),
      }));
      if (!found.packet) throw new HttpProblem('packet-unknown');
      await auditLog.add(found.packet.organisation_id, {
        action: 'packet.read',
        actorUserId: caller.userId,
        entity: packetId,
        detail: { number: found.packet.number, staff: caller.userName },
      });
      return found.said;
    },
  );
};
