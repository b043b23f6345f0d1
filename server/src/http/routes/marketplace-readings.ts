import { MARKETPLACE_IDS, marketplaceReading, marketplaceReadings, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listReadings, readMarketplace } from '../../drift/read.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const params = z.strictObject({ marketplace: z.enum(MARKETPLACE_IDS) });

/** What the extension finds on the marketplaces' pages, for the program's staff: where a marketplace changed them, it shows here. */
export const marketplaceReadingRoutes: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/marketplaces/readings',
    {
      config: forStaff(),
      schema: {
        summary: 'Marketplaces on whose pages a fact is found much more rarely than before',
        response: { 200: marketplaceReadings, default: problem },
      },
    },
    (request) => db.asStaff(callerOf(request).userId, listReadings),
  );
  app.get(
    '/v1/marketplaces/readings/:marketplace',
    {
      config: forStaff(),
      schema: {
        summary: 'What is found on a marketplace’s pages, week by week and by version of what reads them',
        params,
        response: { 200: marketplaceReading, default: problem },
      },
    },
    (request) =>
      db.asStaff(callerOf(request).userId, (scope) => readMarketplace(scope, request.params.marketplace)),
  );
};
