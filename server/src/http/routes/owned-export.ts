import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { OWNED_KINDS, ownedQuery, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { openOwned } from '../../owned/export.ts';
import { forParticipants } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/owned/{kind}`: everything of one kind that a participant owns, as a table that is written while it is read. */
export const ownedExport: FastifyPluginAsyncZod<Services> = async (app, services) => {
  app.get(
    '/v1/owned/:kind',
    {
      config: forParticipants(),
      schema: {
        summary: 'Everything of one kind that the caller’s organisation owns, as CSV or XLSX',
        description:
          'Codes stand beside sentences, headings are in both languages, and nothing in it runs as a formula. Export-Rows says about how many rows follow, where that is known. What breaks off resets the connection.',
        params: z.strictObject({ kind: z.enum(OWNED_KINDS) }),
        querystring: ownedQuery,
        // Bytes are streamed, past any serializer; the schema only describes them.
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const { kind } = request.params;
      const { format } = request.query;
      const opened = await openOwned(services, callerOf(request), { kind, ...request.query });
      const body = Readable.fromWeb(opened.bytes as NodeReadableStream);
      // Where nothing says how long a body is, an ordinary end would pass for the whole of it.
      body.once('error', () => request.raw.socket.resetAndDestroy());
      reply.raw.once('close', () => {
        if (reply.raw.writableFinished) return;
        opened.brokeOff().catch((err: unknown) => {
          request.log.error({ err }, 'an export that broke off is not in the audit');
        });
      });
      return reply
        .header('Content-Type', opened.type)
        .header('Content-Disposition', `attachment; filename="marketsafe-${kind}.${format}"`)
        .headers(opened.rows === null ? {} : { 'Export-Rows': opened.rows })
        .send(body as never);
    },
  );
};
