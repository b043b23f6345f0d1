import { randomBytes } from 'node:crypto';
import { passkeyAssertion, passkeyRequest, problem } from '@marketsafe/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordFailedSignIn } from '../../audit/sign-ins.ts';
import { askForPasskey, checkAssertion, type Holder } from '../../auth/passkey-ceremonies.ts';
import { HttpProblem } from '../../problems.ts';
import { OPEN } from '../access.ts';
import { beginSession } from '../begin-session.ts';
import { cookieOf, keepCookie } from '../cookies.ts';
import { limitStrangers } from '../limit-strangers.ts';
import { refuseForeignWrite } from '../origin.ts';
import type { Services } from '../services.ts';
import { signInAttempts } from '../sign-in-attempts.ts';

/** Cookie by which a browser is known for as long as it is open, to have its own challenges. It opens nothing. */
const BROWSER = 'marketsafe.browser';
/** Challenges that one address may ask for: every page that signs in asks for one, and an office has one address. */
const ALLOWANCE = { most: 600, window: 15 * 60_000 };

/** `POST /api/auth/passkey/options` and `POST /api/auth/passkey/sign-in`: sign-in by a passkey, which says by itself whose it is. */
export const passkeySignIn: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { auth, db, auditLog, accounts, passkeys, tickets, origins } = services;
  const tools = { passkeys, tickets, origins };
  const limit = limitStrangers(services, 'passkey', ALLOWANCE);
  const attempts = signInAttempts(services);

  function browserOf(request: FastifyRequest, reply: FastifyReply): string {
    const known = cookieOf(request, BROWSER);
    if (known !== undefined && /^[\w-]{22}$/.test(known)) return known;
    const value = randomBytes(16).toString('base64url');
    keepCookie(reply, origins, { name: BROWSER, value, life: undefined });
    return value;
  }

  app.post(
    '/api/auth/passkey/options',
    {
      config: OPEN,
      schema: {
        summary:
          'A challenge that any passkey of this program answers, in this browser, once, within five minutes',
        response: { 200: passkeyRequest, default: problem },
      },
    },
    async (request, reply) => {
      refuseForeignWrite(request, origins());
      await limit(request);
      const holder: Holder = { kind: 'passkey-sign-in', browser: browserOf(request, reply) };
      reply.header('Cache-Control', 'no-store');
      return passkeyRequest.parse(await askForPasskey(tools, holder));
    },
  );

  app.post(
    '/api/auth/passkey/sign-in',
    {
      config: OPEN,
      schema: {
        summary: 'Sign in by a passkey’s answer to the challenge; sets the session’s cookie',
        body: passkeyAssertion,
        response: { 204: z.null().describe('Signed in.'), default: problem },
      },
    },
    async (request, reply) => {
      refuseForeignWrite(request, origins());
      const { id } = request.body.response;
      const owner = (await passkeys.find(id))?.userId;
      const email = owner && (await accounts.emailsOf([owner])).get(owner);
      const account = email ?? `passkey ${id}`;
      const right = await attempts.begin(request, account);
      const holder: Holder = { kind: 'passkey-sign-in', browser: cookieOf(request, BROWSER) ?? '' };
      const asserted = await checkAssertion(tools, holder, request.body);
      if (asserted.outcome === 'stale') {
        // Nobody has tried a key by it.
        await right();
        throw new HttpProblem('sign-in-stale');
      }
      if (asserted.outcome === 'unknown') throw new HttpProblem('passkey-unknown');
      if (asserted.outcome === 'refused') {
        if (email !== undefined) {
          const attempt = { way: 'passkey', address: request.ip } as const;
          await recordFailedSignIn({ auth: auth(), db, auditLog }, email, attempt);
        }
        throw new HttpProblem('passkey-refused', { internal: asserted.why });
      }
      await right();
      await beginSession(services, request, reply, { userId: asserted.passkey.userId, way: 'passkey' });
      attempts.mark(reply, account);
      return reply.code(204).send(null);
    },
  );
};
