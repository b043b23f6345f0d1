import {
  acceptedInvitation,
  invitationAcceptance,
  invitationLookUp,
  problem,
  shownInvitation,
} from '@marketsafe/contract';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { acceptInvitation, lookUpInvitation } from '../../people/accept.ts';
import { OPEN } from '../access.ts';
import { lookUpSession } from '../authenticate.ts';
import { limitStrangers } from '../limit-strangers.ts';
import { refuseForeignWrite } from '../origin.ts';
import type { Services } from '../services.ts';

/** `POST /v1/invitations/look-up` says what a link invites to, `POST /v1/invitations/accept` accepts it. */
export const invitationAccept: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { auth, origins } = services;
  const limit = limitStrangers(services, 'invitation');

  /** The account of whoever sends this by cookie from a page of ours; never that of an extension's token. */
  async function signedIn(request: FastifyRequest): Promise<string | null> {
    const { cookie } = request.headers;
    if (cookie === undefined) return null;
    refuseForeignWrite(request, origins());
    const session = await lookUpSession(request, auth(), new Headers({ cookie }));
    return session && session.scopes === null ? session.userId : null;
  }

  app.post(
    '/v1/invitations/look-up',
    {
      config: OPEN,
      schema: {
        summary: 'What the link of an invitation invites to',
        body: invitationLookUp,
        response: { 200: shownInvitation, default: problem },
      },
    },
    async (request) => {
      await limit(request);
      return lookUpInvitation(services, request.body.secret);
    },
  );
  app.post(
    '/v1/invitations/accept',
    {
      config: OPEN,
      schema: {
        summary: 'Accept an invitation, with a new account where its address has none',
        body: invitationAcceptance,
        response: { 201: acceptedInvitation, default: problem },
      },
    },
    async (request, reply) => {
      await limit(request);
      const { secret, newAccount } = request.body;
      const by = { signedIn: await signedIn(request) };
      const { organisation, email } = await acceptInvitation(services, secret, newAccount, by);
      return reply.code(201).send({ organisation, email });
    },
  );
};
