import { problem, reportKind, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { HttpProblem } from '../../problems.ts';
import { ReaderGone } from '../../reports/pdf/sheet.ts';
import { renderReport, reportFileName } from '../../reports/render.ts';
import { exportClaim } from '../../reports/service.ts';
import { forSignedIn } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/claims/{claimId}/reports/{kind}`: a document about a claim, made now. Making it is written into the audit chain. */
export const reportGet: FastifyPluginAsyncZod<Services> = async (app, { db, store, timeStamps }) => {
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
      const caller = callerOf(request);
      const { claimId, kind } = request.params;
      const source = await exportClaim({ db, store, timeStamping: timeStamps !== null }, caller, {
        claimId,
        kind,
      });
      if (!source) throw new HttpProblem('claim-unknown');
      const document = await renderReport(kind, source, store);
      document.on('error', (error: Error) => {
        if (!(error instanceof ReaderGone)) request.log.error({ err: error }, 'a document was not finished');
      });
      return reply
        .header('Content-Type', 'application/pdf')
        .header('Content-Disposition', `attachment; filename="${reportFileName(kind, source.claim.number)}"`)
        .header('Content-Security-Policy', "default-src 'none'; sandbox")
        .header('Cache-Control', 'no-store')
        .send(document as never);
    },
  );
};
