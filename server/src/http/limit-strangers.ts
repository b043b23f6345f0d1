import type { FastifyRequest } from 'fastify';
import { addressRange } from '../auth/address-range.ts';
import { tooManyRequests } from '../problems.ts';
import type { Services } from './services.ts';

/** What one address may ask as nobody: a person does it a few times, and an office has one address. */
const ALLOWANCE = { most: 60, window: 15 * 60_000 };

/**
 * Limits how often somebody who is nobody yet may ask one kind of thing, by address.
 * @param kind under what name it is counted
 * @returns counts one request
 */
export function limitStrangers(
  { counts, rateLimit }: Pick<Services, 'counts' | 'rateLimit'>,
  kind: string,
  allowance = ALLOWANCE,
): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    if (!rateLimit) return;
    const wait = await counts.take([{ name: `${kind} ${addressRange(request.ip)}`, ...allowance }]);
    if (wait > 0) throw tooManyRequests(wait / 1_000);
  };
}
