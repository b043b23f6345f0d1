import { problem, reviewSettings } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { readReviewSettings, setReviewSettings } from '../../review/settings.ts';
import { forLeads, forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/review/settings';

/** `GET /v1/review/settings`: how the program reviews; `PUT` sets it, by a program lead. */
export const reviewSettingsRoutes: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    URL,
    {
      config: forStaff(),
      schema: {
        summary: 'Which claims two people approve, and target times',
        response: { 200: reviewSettings, default: problem },
      },
    },
    (request) => db.asStaff(callerOf(request).userId, readReviewSettings),
  );
  app.put(
    URL,
    {
      config: forLeads(),
      schema: {
        summary: 'Set which claims two people approve, and target times',
        body: reviewSettings,
        response: { 200: reviewSettings, default: problem },
      },
    },
    (request) => setReviewSettings(db, callerOf(request), request.body),
  );
};
