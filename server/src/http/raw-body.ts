import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from '../problems.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Makes the routes of this scope keep the bytes of their JSON bodies beside what was parsed from them, so that a hash can be taken
 * of what really arrived. Refuses bytes that are no UTF-8, and the key `__proto__`.
 * @returns reads the bytes of a request
 */
export function keepRawBody(app: FastifyInstance): (request: FastifyRequest) => Buffer {
  const bodies = new WeakMap<FastifyRequest, Buffer>();
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    bodies.set(request, body);
    let text: string;
    try {
      text = strictUtf8.decode(body);
    } catch {
      done(new HttpProblem('body-not-utf8'), undefined);
      return;
    }
    void parseJson(request, text, done);
  });
  return (request) => bodies.get(request) ?? Buffer.alloc(0);
}
