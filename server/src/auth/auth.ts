import { randomUUID } from 'node:crypto';
import { EXTENSION_CLIENT_ID } from '@marketsafe/contract';
import { betterAuth } from 'better-auth';
import { bearer, deviceAuthorization } from 'better-auth/plugins';
import type pg from 'pg';
import { createBearerSessions } from '../db/bearer-sessions.ts';
import { createApiTokens } from './api-tokens.ts';
import type { DeviceRequests } from './device-requests.ts';
import { openSessions } from './open-session.ts';
import { hashPassword, PASSWORD_LENGTH, verifyPassword } from './passwords.ts';
import { checkRequestedScope, scopedSessions } from './token-scope.ts';

/** Header in which we hand the caller's address to the sign-in library; a client's own is removed before. */
export const CLIENT_ADDRESS_HEADER = 'x-marketsafe-client-address';

const DAY = 24 * 60 * 60;
/** How long a session lasts, and after which part of that it is renewed, in seconds. */
export const SESSION_SECONDS = 30 * DAY;
const UPDATE_AGE = DAY;

/** What sign-in needs to know. */
export interface AuthOptions {
  pool: pg.Pool;
  deviceRequests: DeviceRequests;
  secret: string;
  /** Address people open, without a path. */
  publicUrl: string;
  trustedOrigins: string[];
  onProblem: (level: string, message: string) => void;
}

/**
 * Sign-in by password for the console and by device authorization (RFC 8628) for the extension; nothing else of the library's is enabled,
 * and nobody registers themselves. Who proves otherwise who they are gets their session by `openSession`. Sessions last 30 days and
 * slide once a day.
 */
export function createAuth({
  pool,
  deviceRequests,
  secret,
  publicUrl,
  trustedOrigins,
  onProblem,
}: AuthOptions) {
  const auth = betterAuth({
    appName: 'MarketSafe',
    database: pool,
    secret,
    baseURL: publicUrl,
    basePath: '/api/auth',
    trustedOrigins,
    telemetry: { enabled: false },
    logger: { level: 'warn', log: (level, message) => onProblem(level, message) },
    // What is none of its refusals is ours to answer, such as a database that is away.
    onAPIError: { throw: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: {
      expiresIn: SESSION_SECONDS,
      updateAge: UPDATE_AGE,
      additionalFields: {
        scope: { type: 'string', required: false, input: false },
        organisationId: { type: 'string', required: false, input: false },
      },
    },
    ...scopedSessions(deviceRequests),
    // Its own counts one process by itself: requests are counted where they come in, for all processes together.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'marketsafe',
      // Said aloud, because the library leaves the check out when it believes to be tested.
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      database: { generateId: () => randomUUID() },
    },
    plugins: [
      bearer(),
      openSessions(),
      deviceAuthorization({
        verificationUri: '/device',
        expiresIn: '10m',
        interval: '2s',
        validateClient: (clientId) => clientId === EXTENSION_CLIENT_ID,
        onDeviceAuthRequest: checkRequestedScope,
      }),
    ],
  });
  return Object.assign(auth, {
    bearerSessions: createBearerSessions(pool, SESSION_SECONDS - UPDATE_AGE),
    apiTokens: createApiTokens(pool),
  });
}

export type Auth = ReturnType<typeof createAuth>;
