import { END_PATH, problem, RENEWAL_PATH, refreshOrder, renewedTokens } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { HttpProblem, tooManyRequests } from '../../problems.ts';
import { OPEN } from '../access.ts';
import { limitStrangers } from '../limit-strangers.ts';
import { proofOf } from '../proof-of.ts';
import type { Services } from '../services.ts';

/** Requests with tokens that are none, or without their key, that one address may make. Those that are right are not counted. */
const WRONG = { most: 120, window: 15 * 60_000 };
/** Renewals of one session while one access token holds: a device makes one, and a few more when its line breaks. */
const OF_ONE = 30;

/**
 * `POST /v1/session/refresh`: new tokens of an extension's sign-in, for its refresh token and a proof of its key. `POST /v1/session/end` ends
 * it. Open to everybody, because whoever asks has no access token that still holds.
 */
export const sessionRenewal: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { refreshTokens, extensionSessions, deviceProofs, sessionRecorder, knownTokens } = services;
  const { counts, rateLimit, accessSeconds } = services;
  const wrong = limitStrangers(services, 'refresh token', WRONG);

  app.post(
    RENEWAL_PATH,
    {
      config: OPEN,
      schema: {
        summary: 'New tokens of an extension’s sign-in, for its refresh token and a proof of its key',
        description:
          'Each refresh token holds once. One that was replaced, sent without the key, ends the sign-in. A device that did not live to keep an answer gets the same refresh token again.',
        body: refreshOrder,
        response: { 200: renewedTokens, default: problem },
      },
    },
    async (request, reply) => {
      reply.header('Cache-Control', 'no-store');
      const name = refreshTokens.read(request.body.refreshToken);
      if (!name) {
        await wrong(request);
        throw new HttpProblem('session-ended');
      }
      const turn = { name: `renewal ${name.sessionId}`, most: OF_ONE, window: accessSeconds * 1_000 };
      const wait = rateLimit ? await counts.take([turn]) : 0;
      if (wait > 0) throw tooManyRequests(wait / 1_000);
      const renewal = await extensionSessions.renew(name, await proofOf(request, deviceProofs), request.ip);
      switch (renewal.verdict) {
        case 'renewed':
          // Known from its first request on: an office full of extensions is not one stranger.
          knownTokens.remember(`Bearer ${renewal.tokens.accessToken}`, renewal.userId);
          return { ...renewal.tokens, nonce: deviceProofs.nonce() };
        case 'stale':
          throw new HttpProblem('proof-stale', { params: { nonce: deviceProofs.nonce() } });
        case 'elsewhere':
          throw new HttpProblem('proof-elsewhere');
        case 'reused':
          if (renewal.now) {
            request.log.warn({ address: request.ip }, 'a replaced token came again: its sign-in was ended');
            sessionRecorder.reused();
          }
          throw new HttpProblem('session-reused');
        case 'ended':
          throw new HttpProblem('session-ended');
        case 'refused':
          if (!renewal.hasKey) {
            request.log.warn({ address: request.ip }, 'a token came without the key of its device');
            sessionRecorder.refused(renewal, request.ip);
            await wrong(request);
          }
          throw new HttpProblem('proof-refused');
      }
    },
  );

  app.post(
    END_PATH,
    {
      config: OPEN,
      schema: {
        summary: 'End the sign-in of an extension, by its refresh token',
        description: 'Also where it has ended, and for a token that is none.',
        body: refreshOrder,
        response: { 204: z.null().describe('It has ended.'), default: problem },
      },
    },
    async (request, reply) => {
      reply.header('Cache-Control', 'no-store');
      const name = refreshTokens.read(request.body.refreshToken);
      if (name) await extensionSessions.end(name.sessionId);
      else await wrong(request);
      return reply.code(204).send(null);
    },
  );
};
