import { brokenTexts } from '@marketsafe/contract';
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '../problems.ts';

/** Most texts that are named in one answer. */
const MAX_ERRORS = 50;
/** Longest path that is sent back, in characters. */
const MAX_PATH = 300;
/** U+0000, as it is or as JSON writes it. */
const NUL = /\0|\\u0000/;

function isJson(body: unknown): boolean {
  const kind: unknown = typeof body === 'object' && body !== null ? Object.getPrototypeOf(body) : null;
  return typeof body === 'string' || kind === Object.prototype || kind === Array.prototype;
}

/**
 * Refuses, on every route, text that could be taken now and not be stored, signed or packed later: half of a surrogate pair in a JSON
 * body, and U+0000 in an address or in what goes to the sign-in library, whose columns cannot hold it. U+0000 in other bodies is for
 * their schemas: columns of JSON hold it.
 * Must be called before any route is added.
 */
export function refuseBrokenText(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ body, query, params }) => {
    if (NUL.test(JSON.stringify([query, params]))) throw new HttpProblem('request-malformed');
    if (body instanceof Buffer && NUL.test(body.toString('utf8'))) throw new HttpProblem('request-malformed');
    const broken = isJson(body) ? brokenTexts(body, MAX_ERRORS) : [];
    if (broken.length === 0) return;
    const errors = broken.map((path) => ({
      path: path.slice(0, MAX_PATH),
      code: 'text-broken' as const,
      params: {},
    }));
    throw new HttpProblem('body-invalid', { errors });
  });
}
