import { problem, reportKind, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { reachClaim } from '../../claims/reach.ts';
import { QueueFull } from '../../drawing/fair-queue.ts';
import { HttpProblem, tooManyRequests } from '../../problems.ts';
import { reportFileName } from '../../reports/file-name.ts';
import { exportBroke, exportClaim, mayMake } from '../../reports/service.ts';
import { forSignedIn } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** When to ask again where too many documents of an organisation wait, in seconds. */
const QUEUE_SECONDS = 30;

/** `GET /v1/claims/{claimId}/reports/{kind}`: a document about a claim, made now. Making it is written into the audit chain. */
export const reportGet: FastifyPluginAsyncZod<Services> = async (app, { db, store, timeStamps, drawing }) => {
  app.get(
    '/v1/claims/:claimId/reports/:kind',
    {
      config: forSignedIn(null),
      schema: {
        summary: 'A document about a claim, as PDF in English and Chinese',
        produces: ['application/pdf'],
        params: z.strictObject({ claimId: uuid, kind: reportKind }),
        // Bytes are streamed, past any serializer; the schema only describes them.
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const { claimId, kind } = request.params;
      const tools = { db, store, timeStamping: timeStamps !== null };
      mayMake(callerOf(request), kind);
      const caller = await reachClaim(db, callerOf(request), claimId);
      if (!caller) throw new HttpProblem('claim-unknown');
      const gone = new AbortController();
      let number: string | undefined;
      const broke = async () => {
        if (number !== undefined) await exportBroke(db, caller, { claimId, kind, number });
      };
      reply.raw.once('close', () => {
        if (reply.raw.writableFinished) return;
        gone.abort(new Error('the reader went away'));
        broke().catch((err: unknown) => {
          request.log.error({ err }, 'a document that broke off is not in the audit');
        });
      });
      const gather = async () => {
        const source = await exportClaim(tools, caller, { claimId, kind });
        number = source?.claim.number;
        return source;
      };
      const drawn = await drawing.draw(caller, kind, gather, gone.signal).catch(async (error: unknown) => {
        if (!gone.signal.aborted) await broke();
        throw error instanceof QueueFull ? tooManyRequests(QUEUE_SECONDS) : error;
      });
      if (!drawn || number === undefined) throw new HttpProblem('claim-unknown');
      return reply
        .header('Content-Type', 'application/pdf')
        .header('Content-Length', drawn.bytes)
        .header('Content-Disposition', `attachment; filename="${reportFileName(kind, number)}"`)
        .header('Content-Security-Policy', "default-src 'none'; sandbox")
        .send(drawn.stream as never);
    },
  );
};
