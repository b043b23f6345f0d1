import { me, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { callerOf } from '../authenticate.ts';
import { SIGNED_IN } from '../security-schemes.ts';

/** `GET /v1/me`: who is signed in, and for whom they act. */
export const meGet: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/v1/me',
    {
      schema: {
        summary: 'Who is signed in, and for whom they act',
        security: SIGNED_IN,
        response: { 200: me, default: problem },
      },
    },
    async (request) => {
      const { userId, userName, email, organisationId, organisationName, roles, language } =
        callerOf(request);
      return {
        user: { userId, name: userName, email },
        organisation: { organisationId, name: organisationName },
        roles,
        language,
      };
    },
  );
};
