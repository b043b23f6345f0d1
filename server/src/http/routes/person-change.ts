import { problem, rolesSetting, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { changeRoles, endMembership } from '../../people/members.ts';
import { reachToManage } from '../../people/reach.ts';
import { forColleagues } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/organisations/:organisationId/people/:userId';
const params = z.strictObject({ organisationId: uuid, userId: uuid });

/** `PUT …/people/{userId}/roles` gives somebody other roles, `DELETE …/people/{userId}` ends their work for the organisation. */
export const personChange: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.put(
    `${URL}/roles`,
    {
      config: forColleagues(),
      schema: {
        summary: 'Give somebody other roles',
        params,
        body: rolesSetting,
        response: { 204: z.null().describe('They have them.'), default: problem },
      },
    },
    async (request, reply) => {
      const { organisationId, userId } = request.params;
      const there = await reachToManage(db, callerOf(request), organisationId);
      await changeRoles(db, there, userId, request.body.roles);
      return reply.code(204).send(null);
    },
  );
  app.delete(
    URL,
    {
      config: forColleagues(),
      schema: {
        summary: 'End somebody’s work for an organisation',
        params,
        response: { 204: z.null().describe('It has ended.'), default: problem },
      },
    },
    async (request, reply) => {
      const { organisationId, userId } = request.params;
      await endMembership(db, await reachToManage(db, callerOf(request), organisationId), userId);
      return reply.code(204).send(null);
    },
  );
};
