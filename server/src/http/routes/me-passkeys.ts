import {
  MOST_PASSKEYS,
  passkeyAttestation,
  passkeyChange,
  passkeyCreation,
  problem,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { askForNewPasskey, checkNewPasskey } from '../../auth/passkey-ceremonies.ts';
import { renamePasskey } from '../../auth/passkeys.ts';
import { changeAccount } from '../../people/account-change.ts';
import { dropPasskey, keepPasskey } from '../../people/ways-in.ts';
import { HttpProblem } from '../../problems.ts';
import { FOR_ACCOUNT } from '../access.ts';
import { sessionIn } from '../authenticate.ts';
import { requireProof } from '../require-proof.ts';
import type { Services } from '../services.ts';

const own = z.strictObject({ passkeyId: uuid });

/** `/v1/me/passkeys…`: adds, renames and removes one's own passkeys; `GET /v1/me/account` lists them. */
export const mePasskeys: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db, passkeys, tickets, origins } = services;
  const tools = { passkeys, tickets, origins };

  app.post(
    '/v1/me/passkeys/options',
    {
      config: FOR_ACCOUNT,
      schema: {
        summary: 'What a browser needs to make a passkey; asks for a proof of who one is',
        response: { 200: passkeyCreation, default: problem },
      },
    },
    async (request) => {
      const session = sessionIn(request);
      await requireProof(services, session);
      if ((await passkeys.of(session.userId)).length >= MOST_PASSKEYS) {
        throw new HttpProblem('too-many-passkeys', { params: { maximum: MOST_PASSKEYS } });
      }
      return passkeyCreation.parse(await askForNewPasskey(tools, session));
    },
  );

  app.post(
    '/v1/me/passkeys',
    {
      config: FOR_ACCOUNT,
      schema: {
        summary: 'Keep a passkey that the browser has made',
        body: passkeyAttestation,
        response: { 204: z.null().describe('It signs one in from now on.'), default: problem },
      },
    },
    async (request, reply) => {
      const session = sessionIn(request);
      await requireProof(services, session);
      const made = await checkNewPasskey(tools, session, request.body);
      // 401 would say that the session has ended.
      if (made === 'stale') throw new HttpProblem('sign-in-stale', { status: 403 });
      if ('why' in made) throw new HttpProblem('passkey-refused', { status: 403, internal: made.why });
      await keepPasskey(services, session, made);
      return reply.code(204).send(null);
    },
  );

  app.patch(
    '/v1/me/passkeys/:passkeyId',
    {
      config: FOR_ACCOUNT,
      schema: {
        summary: 'Call one of one’s passkeys otherwise',
        params: own,
        body: passkeyChange,
        response: { 204: z.null().describe('It is called so.'), default: problem },
      },
    },
    async (request, reply) => {
      const { userId } = sessionIn(request);
      const { passkeyId } = request.params;
      const found = await changeAccount(db, userId, ({ tables }) =>
        renamePasskey(tables, userId, passkeyId, request.body.name),
      );
      if (!found) throw new HttpProblem('passkey-not-here');
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/v1/me/passkeys/:passkeyId',
    {
      config: FOR_ACCOUNT,
      schema: {
        summary: 'Remove one of one’s passkeys, unless it is the last way in; asks for a proof of who one is',
        params: own,
        response: { 204: z.null().describe('It signs nobody in any more.'), default: problem },
      },
    },
    async (request, reply) => {
      const session = sessionIn(request);
      if (
        !(await passkeys.of(session.userId)).some(({ passkeyId }) => passkeyId === request.params.passkeyId)
      ) {
        throw new HttpProblem('passkey-not-here');
      }
      await requireProof(services, session);
      await dropPasskey(services, session, request.params.passkeyId);
      return reply.code(204).send(null);
    },
  );
};
