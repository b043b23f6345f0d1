import { unstorableTexts } from '@marketsafe/contract';
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '../problems.ts';
import { MAX_FIELD_ERRORS, pathErrors } from './zod-field-errors.ts';

/** `host` or `host:port`: a name, an IPv4 address, or an IPv6 address in brackets. */
const AUTHORITY = /^(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;

/**
 * Refuses, on every route, a Host that names none, and text that cannot be stored in an address or its query. What is in bodies is for who
 * reads them. Must be called before any route is added.
 */
export function refuseBrokenText(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers: { host } }) => {
    if (host !== undefined && !AUTHORITY.test(host)) {
      throw new HttpProblem('request-invalid', { errors: pathErrors(['/Host'], 'wrong-form') });
    }
  });
  app.addHook('preValidation', async ({ query, params }) => {
    const broken = [
      ...unstorableTexts(params, MAX_FIELD_ERRORS),
      ...unstorableTexts(query, MAX_FIELD_ERRORS),
    ];
    if (broken.length === 0) return;
    throw new HttpProblem('request-invalid', { errors: pathErrors(broken, 'text-broken') });
  });
}
