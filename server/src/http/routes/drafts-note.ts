import { draftNotices, draftNoticesTaken, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { noteDrafts } from '../../known/notices.ts';
import { forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `PUT /v1/drafts`: of which listings the caller has drafts, for the devices of their organisation. */
export const draftsNote: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.put(
    '/v1/drafts',
    {
      config: forSubmitters('claims:submit'),
      schema: {
        summary: 'Say that one has drafts of listings, or no longer',
        body: draftNotices,
        response: { 200: draftNoticesTaken, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return noteDrafts(db, caller, request.body);
    },
  );
};
