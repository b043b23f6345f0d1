import { createHash } from 'node:crypto';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { tooManyRequests } from '../problems.ts';
import { EXTENSION_ORIGIN } from './origin.ts';
import type { Services } from './services.ts';

/** Requests a minute from one session, or from one address without a session. An extension that sends hard makes some 200. */
const REQUESTS_A_MINUTE = 1_200;

const REQUEST_HEADERS = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'Repr-Digest',
  'Tus-Resumable',
  'Upload-Length',
  'Upload-Offset',
  'Upload-Metadata',
];

const RESPONSE_HEADERS = [
  'Date',
  'Idempotency-Replayed',
  'Location',
  'Repr-Digest',
  'Retry-After',
  'Tus-Extension',
  'Tus-Max-Size',
  'Tus-Resumable',
  'Tus-Version',
  'Upload-Length',
  'Upload-Offset',
];

/** Headers that keep pages in their place, who may call from elsewhere, and how often. */
export async function protect(app: FastifyInstance, services: Services, https: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
      },
    },
    strictTransportSecurity: https,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(cors, {
    origin: (origin, done) => done(null, origin !== undefined && EXTENSION_ORIGIN.test(origin)),
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: REQUEST_HEADERS,
    exposedHeaders: RESPONSE_HEADERS,
    credentials: false,
    maxAge: 3_600,
  });
  await app.register(rateLimit, {
    global: services.rateLimit,
    max: REQUESTS_A_MINUTE,
    timeWindow: '1 minute',
    keyGenerator: (request) => {
      const token = request.headers.authorization ?? request.headers.cookie;
      return token === undefined ? request.ip : createHash('sha256').update(token).digest('hex');
    },
    errorResponseBuilder: (_request, context) => tooManyRequests(context.ttl / 1_000),
  });
}
