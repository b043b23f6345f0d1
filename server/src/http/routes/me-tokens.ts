import { madeToken, problem, tokenOrder, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { appendAudit } from '../../audit/service.ts';
import { makeApiToken, revokeApiToken } from '../../auth/api-tokens.ts';
import { changeAccount } from '../../people/account-change.ts';
import { HttpProblem } from '../../problems.ts';
import { FOR_ACCOUNT, forSignedIn } from '../access.ts';
import { callerOf, sessionIn } from '../authenticate.ts';
import { requireProof } from '../require-proof.ts';
import type { Services } from '../services.ts';

/** `POST /v1/me/tokens` makes a token for the organisation that the session acts for, `DELETE /v1/me/tokens/{tokenId}` ends one. */
export const meTokens: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db } = services;
  app.post(
    '/v1/me/tokens',
    {
      config: forSignedIn(null),
      schema: {
        summary:
          'Make a token for a program of one’s own; it is shown this once; asks for a proof of who one is',
        body: tokenOrder,
        response: { 201: madeToken, default: problem },
      },
    },
    async (request, reply) => {
      const { userId, organisationId } = callerOf(request);
      await requireProof(services, sessionIn(request));
      const { scopes, days } = request.body;
      const token = await changeAccount(db, userId, async ({ scope, tables, at, enter }) => {
        const made = await makeApiToken(tables, { userId, organisationId }, request.body);
        await appendAudit(scope, await enter(organisationId), {
          ...{ action: 'api-token.made', at, actorUserId: userId, entity: made.tokenId },
          detail: { scopes: scopes.join(' '), days },
        });
        return made.token;
      });
      return reply.code(201).send({ token });
    },
  );
  app.delete(
    '/v1/me/tokens/:tokenId',
    {
      config: FOR_ACCOUNT,
      schema: {
        summary: 'End a token',
        params: z.strictObject({ tokenId: uuid }),
        response: { 204: z.null().describe('It opens nothing any more.'), default: problem },
      },
    },
    async (request, reply) => {
      const { userId } = sessionIn(request);
      const { tokenId } = request.params;
      await changeAccount(db, userId, async ({ scope, tables, at, enter }) => {
        const organisationId = await revokeApiToken(tables, userId, tokenId);
        if (organisationId === null) throw new HttpProblem('session-unknown');
        await appendAudit(scope, await enter(organisationId), {
          ...{ action: 'api-token.revoked', at, actorUserId: userId, entity: tokenId, detail: {} },
        });
      });
      return reply.code(204).send(null);
    },
  );
};
