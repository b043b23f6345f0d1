import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { packageOrder, problem } from '@marketsafe/contract';
import { packageStream } from '@marketsafe/evidence';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { openExport } from '../../packages/service.ts';
import { forSignedIn } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/**
 * `POST /v1/packages`: claims of the organisation as one package, streamed while it is made. What goes wrong after the first byte breaks
 * the connection, so nobody takes the rest for a whole archive.
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
      reply.raw.once('close', () => gone.abort(new Error('the receiver went away')));
      const stream = packageStream(prepared, { signal: gone.signal }) as NodeReadableStream;
      return reply
        .header('Content-Type', 'application/zip')
        .header('Content-Disposition', `attachment; filename="${prepared.fileName}"`)
        .header('Package-Bytes', prepared.bytes)
        .header('Cache-Control', 'no-store')
        .send(Readable.fromWeb(stream) as never);
    },
  );
};
