import { mailChoice, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { chooseMail, readMailChoice } from '../../people/mail-choice.ts';
import { forSignedIn } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/me/mail';

/** `GET` and `PUT /v1/me/mail`: what news the caller gets by mail. */
export const meMail: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    URL,
    {
      config: forSignedIn(null),
      schema: { summary: 'What news one gets by mail', response: { 200: mailChoice, default: problem } },
    },
    (request) => readMailChoice(db, callerOf(request)),
  );
  app.put(
    URL,
    {
      config: forSignedIn(null),
      schema: {
        summary: 'Choose what news one gets by mail',
        body: mailChoice,
        response: { 200: mailChoice, default: problem },
      },
    },
    (request) => chooseMail(db, callerOf(request), request.body),
  );
};
