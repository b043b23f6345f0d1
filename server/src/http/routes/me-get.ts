import { me, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { isDemo } from '../../organisations/service.ts';
import { forSignedIn } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/me`: who is signed in, and for whom they act. */
export const meGet: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
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
      const caller = callerOf(request);
      const { userId, userName, email, organisationId, organisationName, roles, language } = caller;
      return {
        user: { userId, name: userName, email },
        organisation: {
          ...{ organisationId, name: organisationName },
          ...((await isDemo(db, caller)) && { demo: true as const }),
        },
        roles,
        language,
      };
    },
  );
};
