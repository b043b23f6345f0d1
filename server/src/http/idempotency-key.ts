import { uuid } from '@marketsafe/contract';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../problems.ts';

/**
 * The key under which a request is done at most once: a plain UUID, or the quoted string of the draft standard.
 * @throws HttpProblem `key-missing`
 */
export function idempotencyKey(request: FastifyRequest): string {
  const header = request.headers['idempotency-key'];
  const text = typeof header === 'string' ? header.trim().replace(/^"(.*)"$/, '$1') : '';
  const key = uuid.safeParse(text.toLowerCase());
  if (!key.success) throw new HttpProblem('key-missing');
  return key.data;
}
