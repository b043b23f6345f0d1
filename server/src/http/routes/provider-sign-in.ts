import {
  type ProviderOutcome,
  problem,
  providerAddress,
  providerReturn,
  providerSignIn as signInOrder,
} from '@marketsafe/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ProviderPerson } from '../../auth/provider.ts';
import { acceptInvitation } from '../../people/accept.ts';
import { linkIdentity } from '../../people/ways-in.ts';
import { HttpProblem } from '../../problems.ts';
import { OPEN } from '../access.ts';
import { lookUpSession } from '../authenticate.ts';
import { beginSession } from '../begin-session.ts';
import { problemOf } from '../errors.ts';
import { limitStrangers } from '../limit-strangers.ts';
import { refuseForeignWrite } from '../origin.ts';
import { providerVisits, type Visited, type VisitPurpose } from '../provider-visits.ts';
import type { Services } from '../services.ts';

/** Visits that one address may begin: an office has one, and its provider signs everybody in. */
const ALLOWANCE = { most: 600, window: 15 * 60_000 };

/** Where a browser goes that comes back from the provider. */
export const PROVIDER_CALLBACK = '/api/auth/provider/callback';

/** `POST /api/auth/provider` sends a browser to the provider of sign-in; it comes back to `GET /api/auth/provider/callback`. */
export const providerSignIn: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { auth, accounts, identities, sessions, origins } = services;
  const visits = providerVisits(services);
  const limit = limitStrangers(services, 'provider', ALLOWANCE);

  app.post(
    '/api/auth/provider',
    {
      config: OPEN,
      schema: {
        summary: 'Begin a sign-in at the provider: where the browser is to go',
        body: signInOrder,
        response: { 200: providerAddress, default: problem },
      },
    },
    async (request, reply) => {
      refuseForeignWrite(request, origins());
      await limit(request);
      const { returnTo, invitation } = request.body;
      const purpose: VisitPurpose = invitation
        ? { name: 'invitation', secret: invitation.secret, called: invitation.name }
        : { name: 'sign-in', returnTo };
      return { address: await visits.begin(reply, purpose) };
    },
  );

  /** Signs in whom the provider's account was tied to. */
  async function signIn(request: FastifyRequest, reply: FastifyReply, person: ProviderPerson): Promise<void> {
    const userId = await identities.userOf(person);
    if (userId === null) throw new HttpProblem('provider-stranger');
    await beginSession(services, request, reply, { userId, way: 'provider' });
    await identities.used(person);
  }

  /** Accepts an invitation by the provider's word that its address is the person's. */
  async function accept(
    request: FastifyRequest,
    reply: FastifyReply,
    person: ProviderPerson,
    { secret, called }: Extract<VisitPurpose, { name: 'invitation' }>,
  ): Promise<void> {
    const { issuer, subject, verifiedEmail: email, label } = person;
    if (email === null) throw new HttpProblem('provider-unverified');
    const by = {
      vouched: { email, subject: { issuer, subject }, label },
      userId: await identities.userOf(person),
    };
    const { organisation, userId } = await acceptInvitation(services, secret, { name: called }, by);
    const sessionId = await beginSession(services, request, reply, { userId, way: 'provider' });
    await accounts.actFor(sessionId, organisation.organisationId);
  }

  /** @throws HttpProblem where whoever comes back is not signed in any more as who was sent */
  async function requireSame(request: FastifyRequest, sessionId: string): Promise<string> {
    const { cookie = '' } = request.headers;
    const session = await lookUpSession(request, auth(), new Headers({ cookie }));
    if (!session || session.sessionId !== sessionId || session.scopes !== null) {
      throw new HttpProblem('sign-in-stale');
    }
    return session.email;
  }

  async function arrive(request: FastifyRequest, reply: FastifyReply, { purpose, who }: Visited) {
    const person = await who();
    if (purpose.name === 'sign-in') return signIn(request, reply, person);
    if (purpose.name === 'invitation') return accept(request, reply, person, purpose);
    const { sessionId, userId } = purpose;
    const email = await requireSame(request, sessionId);
    if (purpose.name === 'link') return linkIdentity(services, { userId, email }, person);
    if ((await identities.userOf(person)) !== userId) throw new HttpProblem('provider-stranger');
    await sessions.prove(sessionId);
  }

  app.get(
    PROVIDER_CALLBACK,
    {
      config: OPEN,
      schema: {
        summary: 'Where the provider sends the browser back to; leads on to a page of the console',
        querystring: providerReturn,
        response: {
          302: z.null().describe('To the page where it began, or to what was asked for.'),
          default: problem,
        },
      },
    },
    async (request, reply) => {
      reply.header('Cache-Control', 'no-store');
      let page = pageAfter(null, 'sign-in-stale');
      try {
        await limit(request);
        const visited = await visits.purposeOf(request, reply);
        if (visited) {
          // A failure leads back to where it began.
          page = pageAfter(visited.purpose, 'unforeseen');
          await arrive(request, reply, visited).then(
            () => {
              page = pageAfter(visited.purpose, null);
            },
            (error: unknown) => {
              const { problem: document, isOurs } = describe(error);
              if (isOurs) request.log.error({ err: error }, 'a visit at the provider of sign-in');
              else request.log.info({ err: error }, 'a visit at the provider of sign-in came to nothing');
              page = pageAfter(visited.purpose, document);
            },
          );
        }
      } catch (error) {
        page = pageAfter(null, describe(error).problem);
      }
      return reply.code(302).header('Location', page).send(null);
    },
  );
};

function describe(error: unknown): { problem: string; isOurs: boolean } {
  const { problem: document } = problemOf(error);
  return {
    problem: document.code ?? 'unforeseen',
    isOurs: document.status >= 500 && !(error instanceof HttpProblem),
  };
}

const OUTCOMES = { link: 'linked', prove: 'proven' } as const satisfies Record<string, ProviderOutcome>;

/** The console's page that shows what came of a visit. What stands in it is a code or came sealed from the console itself. */
function pageAfter(purpose: VisitPurpose | null, problemCode: string | null): string {
  const search = new URLSearchParams();
  if (problemCode !== null) search.set('problem', problemCode);
  switch (purpose?.name) {
    case 'link':
    case 'prove':
      if (problemCode === null) search.set('outcome', OUTCOMES[purpose.name]);
      return `/account?${search}`;
    case 'invitation':
      return problemCode === null ? '/' : `/invitation?${search}#${purpose.secret}`;
    default:
      // The page sees to it that it leads nowhere else.
      if (purpose?.returnTo !== undefined) search.set('returnTo', purpose.returnTo);
      return `/sign-in?${search}`;
  }
}
