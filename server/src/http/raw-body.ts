import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from '../problems.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads bytes as JSON: refuses what is no UTF-8, and the key `__proto__`. */
type ReadJson = (request: FastifyRequest, bytes: Buffer) => Promise<unknown>;

/** The one way in which JSON that a hash is taken of is read, wherever its bytes come from. */
export function strictJson(app: FastifyInstance): ReadJson {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  return async (request, bytes) => {
    let text: string;
    try {
      text = strictUtf8.decode(bytes);
    } catch {
      throw new HttpProblem('body-not-utf8');
    }
    return new Promise((resolve, reject) => {
      void parseJson(request, text, (error, value) => (error ? reject(error) : resolve(value)));
    });
  };
}

/**
 * Makes the routes of this scope keep the bytes of their JSON bodies beside what was parsed from them, so that a hash can be taken
 * of what really arrived.
 * @returns reads the bytes of a request
 */
export function keepRawBody(app: FastifyInstance, readJson: ReadJson): (request: FastifyRequest) => Buffer {
  const bodies = new WeakMap<FastifyRequest, Buffer>();
  app.removeContentTypeParser('application/json');
  const read = async (request: FastifyRequest, body: Buffer) => {
    bodies.set(request, body);
    return readJson(request, body);
  };
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, read);
  return (request) => bodies.get(request) ?? Buffer.alloc(0);
}
