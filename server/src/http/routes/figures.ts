import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import {
  countedLines,
  countedQuery,
  type FiguresFileQuery,
  figures,
  figuresFileQuery,
  figuresQuery,
  problem,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { QueueFull } from '../../drawing/fair-queue.ts';
import { readLinesBehind } from '../../figures/lines-behind.ts';
import { readFigures } from '../../figures/read.ts';
import { figuresSheet } from '../../figures/sheet.ts';
import { tooManyRequests } from '../../problems.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** When to ask again where too many documents of an organisation wait, in seconds. */
const QUEUE_SECONDS = 30;

function fileName({ from, to, format }: FiguresFileQuery): string {
  return `marketsafe-report-${from}-${to}.${format}`;
}

/** What is counted of claims within a period, for who filed them and for staff; and the same as a file. */
export const figureRoutes: FastifyPluginAsyncZod<Services> = async (app, { db, auditLog, drawing }) => {
  app.get(
    '/v1/figures',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'What became of claims within a period: one’s own, for staff everybody’s',
        description:
          'Counts, never shares. Decisions are counted as for good-faith standing, by the day of the answer; what is pending is counted by itself.',
        querystring: figuresQuery,
        response: { 200: figures, default: problem },
      },
    },
    (request) => readFigures(db, callerOf(request), request.query),
  );

  app.get(
    '/v1/figures/lines',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'The claims or links that one figure counts, the latest first',
        description:
          'Lines are those that the same period and filters count in `GET /v1/figures`. A link may be of several claims. Claims of a mandate that has ended are counted there and not listed here.',
        querystring: countedQuery,
        response: { 200: countedLines, default: problem },
      },
    },
    (request) => readLinesBehind(db, callerOf(request), request.query),
  );

  app.get(
    '/v1/figures/document',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'The same as PDF, XLSX or CSV, in English and Chinese',
        querystring: figuresFileQuery,
        // Bytes are streamed, past any serializer; the schema only describes them.
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { format, language, ...query } = request.query;
      const counted = await readFigures(db, caller, query);
      await auditLog.add(caller.organisationId, {
        ...{ action: 'figures.exported', actorUserId: caller.userId },
        entity: query.organisation ?? caller.organisationId,
        detail: { format, from: query.from, to: query.to, party: query.party ?? null },
      });
      reply.header('Content-Disposition', `attachment; filename="${fileName(request.query)}"`);
      if (format !== 'pdf') {
        const sheet = figuresSheet(counted, format, language);
        return reply
          .header('Content-Type', sheet.type)
          .send(Readable.fromWeb(sheet.bytes as NodeReadableStream) as never);
      }
      const gone = new AbortController();
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) gone.abort(new Error('the reader went away'));
      });
      const drawn = await drawing.figures(caller, counted, gone.signal).catch((error: unknown) => {
        throw error instanceof QueueFull ? tooManyRequests(QUEUE_SECONDS) : error;
      });
      if (!drawn) throw new Error('a report was not drawn');
      return reply
        .header('Content-Type', 'application/pdf')
        .header('Content-Length', drawn.bytes)
        .header('Content-Security-Policy', "default-src 'none'; sandbox")
        .send(drawn.stream as never);
    },
  );
};
