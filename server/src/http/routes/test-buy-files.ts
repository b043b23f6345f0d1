import { ADDED_FILE_TYPES, problem, testBuyFileParams, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { filesRefusal, requireWhole } from '../../blobs/condition.ts';
import { QueueFull } from '../../drawing/fair-queue.ts';
import { HttpProblem, tooManyRequests } from '../../problems.ts';
import { findBuy } from '../../test-buys/find.ts';
import { gatherReport } from '../../test-buys/report.ts';
import { forParticipants, forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** When to ask again where too many documents of an organisation wait, in seconds. */
const QUEUE_SECONDS = 30;
const BYTES = { 200: z.string().meta({ format: 'binary' }), default: problem };

/**
 * `GET /v1/test-buys/{testBuyId}/files/{sha256}`: a file as it was handed in. `GET /v1/test-buys/{testBuyId}/report`: the report by the
 * marketplaces' template, made now of what may go. Both stand in the audit first.
 */
export const testBuyFiles: FastifyPluginAsyncZod<Services> = async (
  app,
  { db, store, drawing, auditLog },
) => {
  app.get(
    '/v1/test-buys/:testBuyId/files/:sha256',
    {
      config: forSubmitters('claims:follow'),
      schema: {
        summary: 'A file of a test buy, as it was handed in',
        produces: [...ADDED_FILE_TYPES],
        params: testBuyFileParams,
        response: BYTES,
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { testBuyId, sha256 } = request.params;
      const { content } = await db.inOrganisation(caller, (scope) => findBuy(scope, testBuyId));
      const file = content.files.find((one) => one.sha256 === sha256);
      if (!file) throw new HttpProblem('file-unknown');
      const bytes = await store.open(caller.organisationId, sha256);
      if (typeof bytes === 'string') throw filesRefusal(new Map([[sha256, bytes]]));
      const entry = { action: 'test-buy.file-read', actorUserId: caller.userId, entity: testBuyId } as const;
      await auditLog.add(caller.organisationId, { ...entry, detail: { sha256 } }).catch((error: unknown) => {
        bytes.destroy();
        throw error;
      });
      return reply
        .header('Content-Type', file.type)
        .header('Content-Length', file.bytes)
        .header(
          'Content-Disposition',
          `${file.type.startsWith('image/') ? 'inline' : 'attachment'}; filename="${sha256.slice(0, 16)}"`,
        )
        .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .send(bytes as never);
    },
  );

  app.get(
    '/v1/test-buys/:testBuyId/report',
    {
      config: forParticipants(),
      schema: {
        summary: 'The report of a test buy, as PDF in English and Chinese',
        produces: ['application/pdf'],
        params: z.strictObject({ testBuyId: uuid }),
        response: BYTES,
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { organisationId, userId } = caller;
      const { testBuyId } = request.params;
      const report = await gatherReport(db, caller, testBuyId);
      await requireWhole(
        { db, store },
        organisationId,
        report.photos.map(({ sha256 }) => sha256),
      );
      const gone = new AbortController();
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) gone.abort(new Error('the reader went away'));
      });
      const drawn = await drawing
        .testBuyReport(caller, { report, folder: organisationId }, gone.signal)
        .catch((error: unknown) => {
          throw error instanceof QueueFull ? tooManyRequests(QUEUE_SECONDS) : error;
        });
      await auditLog
        .add(organisationId, {
          ...{ action: 'test-buy.report-made', actorUserId: userId, entity: testBuyId },
          detail: { number: report.number, photos: report.photos.length },
        })
        .catch((error: unknown) => {
          drawn.stream.destroy();
          throw error;
        });
      return reply
        .header('Content-Type', 'application/pdf')
        .header('Content-Length', drawn.bytes)
        .header('Content-Disposition', `attachment; filename="test-buy-${report.number}.pdf"`)
        .header('Content-Security-Policy', "default-src 'none'; sandbox")
        .send(drawn.stream as never);
    },
  );
};
