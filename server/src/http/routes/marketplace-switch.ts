import { MARKETPLACE_IDS, marketplaceSettingDetail, problem, switchOff } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { switchReadingOff, switchReadingOn } from '../../marketplaces/service.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/marketplaces/settings/:marketplace';
const params = z.strictObject({ marketplace: z.enum(MARKETPLACE_IDS) });

/**
 * `PUT /v1/marketplaces/settings/{marketplace}` switches the reading of its pages off, `DELETE` on again. Both say how it shall
 * be, so they may be sent again.
 */
export const marketplaceSwitch: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.put(
    URL,
    {
      config: forStaff(),
      schema: {
        summary: 'Switch the reading of a marketplace’s pages off, up to an adapter version',
        params,
        body: switchOff,
        response: { 200: marketplaceSettingDetail, default: problem },
      },
    },
    (request) => switchReadingOff(db, callerOf(request), request.params.marketplace, request.body),
  );
  app.delete(
    URL,
    {
      config: forStaff(),
      schema: {
        summary: 'Let a marketplace’s pages be read again',
        params,
        response: { 204: z.null().describe('They are read.'), default: problem },
      },
    },
    async (request, reply) => {
      await switchReadingOn(db, callerOf(request), request.params.marketplace);
      return reply.code(204).send(null);
    },
  );
};
