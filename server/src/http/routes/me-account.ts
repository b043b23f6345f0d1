import { ownAccount, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { describeAccount, endSession } from '../../people/account.ts';
import { FOR_ACCOUNT } from '../access.ts';
import { sessionIn } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/me/account`: where one is signed in. `DELETE /v1/me/sessions/{sessionId}` ends one. */
export const meAccount: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db, auth, sessions, extensionSessions, passkeys, identities, passwords, provider } = services;
  app.get(
    '/v1/me/account',
    {
      config: FOR_ACCOUNT,
      schema: {
        summary: 'By what one signs in, where one is signed in, and which programs act for one',
        response: { 200: ownAccount, default: problem },
      },
    },
    async (request) => {
      const issuer = provider?.issuer ?? null;
      const ways = { passkeys, identities, passwords, issuer };
      const tools = { db, sessions, extensionSessions, apiTokens: auth().apiTokens, ...ways };
      return describeAccount(tools, sessionIn(request));
    },
  );
  app.delete(
    '/v1/me/sessions/:sessionId',
    {
      config: FOR_ACCOUNT,
      schema: {
        summary: 'End one of one’s sessions; with `lost` the key of its device, too',
        params: z.strictObject({ sessionId: z.string().max(200) }),
        querystring: z.strictObject({ lost: z.enum(['true', 'false']).optional() }),
        response: { 204: z.null().describe('It has ended.'), default: problem },
      },
    },
    async (request, reply) => {
      await endSession(db, sessionIn(request), request.params.sessionId, request.query.lost === 'true');
      return reply.code(204).send(null);
    },
  );
};
