import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { PROOF_HEADER } from '@marketsafe/contract';
import type { FastifyInstance } from 'fastify';
import { addressRange } from '../auth/address-range.ts';
import { tooManyRequests } from '../problems.ts';
import { EXTENSION_ORIGIN } from './origin.ts';
import type { Services } from './services.ts';
import { shareRate } from './shared-rate.ts';

/** Requests a minute of one person, or from one address without a session. An extension that sends hard makes some 200. */
const REQUESTS_A_MINUTE = 1_200;
const MINUTE = 60_000;

const REQUEST_HEADERS = [
  'Authorization',
  'Content-Type',
  PROOF_HEADER,
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
  const shared = shareRate(services.counts, MINUTE);
  app.addHook('onClose', async () => shared.close());
  await app.register(rateLimit, {
    global: services.rateLimit,
    max: REQUESTS_A_MINUTE,
    timeWindow: MINUTE,
    store: shared.Store,
    // A token that was not found to be anybody's yet, such as one made up for each request, is its sender's address.
    keyGenerator: ({ headers, ip }) => {
      const token = headers.authorization ?? headers.cookie;
      const userId = token === undefined ? undefined : services.knownTokens.userOf(token);
      return userId === undefined ? addressRange(ip) : `user:${userId}`;
    },
    errorResponseBuilder: (_request, context) => tooManyRequests(context.ttl / 1_000),
  });
}
