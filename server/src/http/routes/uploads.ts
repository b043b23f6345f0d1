import { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { metadataFaults } from '../../blobs/upload-metadata.ts';
import { UPLOADS_PATH } from '../../blobs/uploads.ts';
import { HttpProblem } from '../../problems.ts';
import { forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';
import { shortErrors } from '../zod-field-errors.ts';

/** Resumable uploads by tus 1.0: `POST /v1/uploads`, then `PATCH`, `HEAD` and `DELETE` at the address it gives. */
export const uploads: FastifyPluginAsync<Services> = async (app, services) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const caller = callerOf(request);
    const errors = shortErrors(metadataFaults(String(request.headers['upload-metadata'] ?? '')));
    if (errors.length > 0) throw new HttpProblem('request-invalid', { errors });
    const { status, headers, error } = await services.uploads.handle(toWebRequest(request), caller);
    for (const [name, value] of headers) {
      // Who may call from elsewhere is decided for the whole server.
      if (!/^(access-control-|content-)/.test(name)) reply.header(name, value);
    }
    if (error) throw error;
    return reply.code(status).send();
  }

  const config = forSubmitters('claims:submit');
  app.post(UPLOADS_PATH, { config, schema: { hide: true } }, answer);
  app.route({
    method: ['PATCH', 'HEAD', 'DELETE'],
    url: `${UPLOADS_PATH}/:upload`,
    config,
    schema: { hide: true },
    handler: answer,
  });
};

/** The request as the protocol's library reads it. The session stays with us. */
function toWebRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && !/^(authorization|cookie|x-forwarded-|forwarded)/.test(name)) {
      headers.set(name, value);
    }
  }
  const hasBody = request.method === 'POST' || request.method === 'PATCH';
  return new Request(new URL(request.url, 'http://server.invalid'), {
    method: request.method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(request.raw) as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
  });
}
