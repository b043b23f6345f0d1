import { openQuestions, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { openQuestionsOf } from '../../claims/questions.ts';
import { forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/questions`: what staff want to know about claims of the organisation, as far as it was not answered yet. */
export const questionsList: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/questions',
    {
      config: forSubmitters('claims:follow'),
      schema: {
        summary: 'Questions about claims of the organisation that wait for an answer',
        response: { 200: openQuestions, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return {
        questions: await db.inOrganisation(caller, (scope) => openQuestionsOf(scope, caller.organisationId)),
      };
    },
  );
};
