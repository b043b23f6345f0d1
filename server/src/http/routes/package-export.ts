import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { packageOrder, problem } from '@marketsafe/contract';
import { PackageProblem, packageStream } from '@marketsafe/evidence';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { openExport } from '../../packages/service.ts';
import { forSignedIn } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/**
 * `POST /v1/packages`: claims of the organisation as one package, streamed while it is made. Every file has been compared before the first
 * byte; what goes wrong after it resets the connection, so that nobody takes the rest for a whole archive, and is written into the audit.
 */
export const packageExport: FastifyPluginAsyncZod<Services> = async (app, services) => {
  app.post(
    '/v1/packages',
    {
      config: forSignedIn(null),
      schema: {
        summary: 'Claims with their evidence as one package',
        description:
          'The kind `evidence` holds the originals and is confidential; `disclosure` holds masked copies only. The export is recorded in the audit. Package-Bytes says about how many bytes follow.',
        produces: ['application/zip'],
        body: packageOrder,
        // Bytes are streamed, past any serializer; the schema only describes them.
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const prepared = await openExport(services, callerOf(request), request.body);
      const gone = new AbortController();
      const stream = packageStream(prepared, { signal: gone.signal }) as NodeReadableStream;
      const body = Readable.fromWeb(stream);
      let failure: Error | undefined;
      body.once('error', (error: Error) => {
        failure = error;
        // Where nothing says how long a body is, as in HTTP/1.0, an ordinary end would pass for the whole of it.
        request.raw.socket.resetAndDestroy();
      });
      reply.raw.once('close', () => {
        if (reply.raw.writableFinished) return;
        const cause = failure ? causeOf(failure) : 'receiver-gone';
        gone.abort(new Error('the receiver went away'));
        prepared.brokeOff(cause).catch((err: unknown) => {
          request.log.error({ err }, 'an export that broke off is not in the audit');
        });
      });
      return reply
        .header('Content-Type', 'application/zip')
        .header('Content-Disposition', `attachment; filename="${prepared.fileName}"`)
        .header('Package-Bytes', prepared.bytes)
        .send(body as never);
    },
  );
};

function causeOf(error: Error): 'file-changed' | 'failed' {
  // The platform's own name for a file that was written to since it was opened.
  if (error.name === 'NotReadableError') return 'file-changed';
  return error instanceof PackageProblem && error.reason === 'file-changed' ? 'file-changed' : 'failed';
}
