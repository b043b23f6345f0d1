import { languageSetting, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { chooseLanguage } from '../../organisations/service.ts';
import { forSignedIn } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `PUT /v1/me/language`: keeps the caller's choice unless a later one is there, and answers with the one that holds. */
export const meLanguage: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.put(
    '/v1/me/language',
    {
      config: forSignedIn('account'),
      schema: {
        summary: 'Choose the language in which one reads; the newest choice holds',
        body: languageSetting,
        response: { 200: languageSetting, default: problem },
      },
    },
    (request) => chooseLanguage(db, callerOf(request), request.body),
  );
};
