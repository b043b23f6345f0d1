import type { FastifyRequest } from 'fastify';
import { addressRange } from '../auth/address-range.ts';
import { Counters } from '../auth/counters.ts';
import { tooManyRequests } from '../problems.ts';
import type { Services } from './services.ts';

/** What one address may ask as nobody: a person does it a few times, and an office has one address. */
const ALLOWANCE = { most: 60, window: 15 * 60_000 };

/**
 * Limits how often somebody who is nobody yet may ask one kind of thing, by address.
 * @returns counts one request
 */
export function limitStrangers(
  { rateLimit }: Services,
  allowance = ALLOWANCE,
): (request: FastifyRequest) => void {
  const counters = new Counters(allowance);
  return (request) => {
    if (!rateLimit) return;
    const range = addressRange(request.ip);
    const wait = counters.wait(range, Date.now());
    if (wait > 0) throw tooManyRequests(wait / 1_000);
    counters.add(range, Date.now());
  };
}
