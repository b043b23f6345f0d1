import { marketplaceSettings, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { listSettings } from '../../marketplaces/queries.ts';
import { forSignedIn } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/marketplaces/settings`: the marketplaces whose pages are captured without being read. */
export const marketplaceSettingsList: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/marketplaces/settings',
    {
      config: forSignedIn('reference'),
      schema: {
        summary: 'Marketplaces whose pages are not read now',
        response: { 200: marketplaceSettings, default: problem },
      },
    },
    async (request) => ({ settings: await db.inOrganisation(callerOf(request), listSettings) }),
  );
};
