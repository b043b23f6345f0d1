import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ReadJson, strictJson } from './strict-json.ts';

/**
 * Makes the routes of this scope keep the bytes of their JSON bodies beside what was parsed from them, so that a hash can be taken
 * of what really arrived.
 * @returns reads the bytes of a request
 */
export function keepRawBody(app: FastifyInstance, readJson: ReadJson): (request: FastifyRequest) => Buffer {
  const bodies = new WeakMap<FastifyRequest, Buffer>();
  strictJson(app, async (request, body) => {
    bodies.set(request, body);
    return readJson(request, body);
  });
  return (request) => bodies.get(request) ?? Buffer.alloc(0);
}
