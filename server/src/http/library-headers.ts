import type { FastifyRequest } from 'fastify';
import { CLIENT_ADDRESS_HEADER } from '../auth/auth.ts';

/** The headers of a request as the sign-in library gets them: with the address that it comes from, which no header of its own says. */
export function libraryHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && !/^(x-forwarded-|forwarded)/.test(name)) headers.set(name, value);
  }
  headers.set(CLIENT_ADDRESS_HEADER, request.ip);
  return headers;
}
