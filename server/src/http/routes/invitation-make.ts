import { invitationOrder, invitationReceipt, problem, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { invitationView, invite, revokeInvitation } from '../../people/invitations.ts';
import { reachToManage } from '../../people/reach.ts';
import { forColleagues } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/organisations/:organisationId/invitations';

/** `POST …/invitations` invites somebody by mail, `DELETE …/invitations/{invitationId}` takes that back. */
export const invitationMake: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db } = services;
  app.post(
    URL,
    {
      config: forColleagues(),
      schema: {
        summary: 'Invite somebody by mail; an open invitation of the same address ends',
        params: z.strictObject({ organisationId: uuid }),
        body: invitationOrder,
        response: { 201: invitationReceipt, default: problem },
      },
    },
    async (request, reply) => {
      const there = await reachToManage(db, callerOf(request), request.params.organisationId);
      const row = await invite(services, there, request.body);
      return reply.code(201).send(invitationView(row));
    },
  );
  app.delete(
    `${URL}/:invitationId`,
    {
      config: forColleagues(),
      schema: {
        summary: 'Take an invitation back',
        params: z.strictObject({ organisationId: uuid, invitationId: uuid }),
        response: { 204: z.null().describe('It invites nobody any more.'), default: problem },
      },
    },
    async (request, reply) => {
      const { organisationId, invitationId } = request.params;
      await revokeInvitation(db, await reachToManage(db, callerOf(request), organisationId), invitationId);
      return reply.code(204).send(null);
    },
  );
};
