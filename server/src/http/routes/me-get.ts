import { me, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { forSignedIn } from '../access.ts';
import { callerOf } from '../authenticate.ts';

/** `GET /v1/me`: who is signed in, and for whom they act. */
export const meGet: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/v1/me',
    {
      config: forSignedIn('account'),
      schema: {
        summary: 'Who is signed in, and for whom they act',
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
