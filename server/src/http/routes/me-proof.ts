import { passkeyRequest, problem, proofOfOneself } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { askForPasskey, checkAssertion, type Holder } from '../../auth/passkey-ceremonies.ts';
import type { Session } from '../../auth/sessions.ts';
import { HttpProblem } from '../../problems.ts';
import { FOR_ACCOUNT } from '../access.ts';
import { sessionIn } from '../authenticate.ts';
import { confirmPassword } from '../confirm-password.ts';
import type { Services } from '../services.ts';

const holderOf = ({ sessionId, userId }: Session): Holder => ({ kind: 'passkey-proof', sessionId, userId });

/** `POST /v1/me/proof`: whoever is signed in shows again who they are, for what is asked for besides a session. */
export const meProof: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { passkeys, tickets, origins, sessions } = services;
  const tools = { passkeys, tickets, origins };

  app.post(
    '/v1/me/proof/options',
    {
      config: FOR_ACCOUNT,
      schema: {
        summary: 'A challenge that one of one’s own passkeys answers',
        response: { 200: passkeyRequest, default: problem },
      },
    },
    async (request) => passkeyRequest.parse(await askForPasskey(tools, holderOf(sessionIn(request)))),
  );

  app.post(
    '/v1/me/proof',
    {
      config: FOR_ACCOUNT,
      schema: {
        summary:
          'Show again who one is, by one’s password or one of one’s passkeys: it holds for five minutes in this session',
        body: proofOfOneself,
        response: { 204: z.null().describe('It is known again.'), default: problem },
      },
    },
    async (request, reply) => {
      const session = sessionIn(request);
      if ('password' in request.body) {
        await confirmPassword(services, session.userId, request.body.password);
      } else {
        const asserted = await checkAssertion(tools, holderOf(session), request.body.passkey);
        // 401 would say that the session has ended.
        if (asserted.outcome === 'stale') throw new HttpProblem('sign-in-stale', { status: 403 });
        if (asserted.outcome === 'unknown') throw new HttpProblem('passkey-unknown', { status: 403 });
        if (asserted.outcome === 'refused') {
          throw new HttpProblem('passkey-refused', { status: 403, internal: asserted.why });
        }
      }
      await sessions.prove(session.sessionId);
      return reply.code(204).send(null);
    },
  );
};
