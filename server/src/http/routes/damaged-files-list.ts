import { damagedFiles as damagedFilesSchema, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { damagedFiles } from '../../blobs/damaged.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/files/damaged`: the organisation's stored files that are no longer what was handed in. */
export const damagedFilesList: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/files/damaged',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Stored files that were found damaged or missing, the newest findings first',
        response: { 200: damagedFilesSchema, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return db.inOrganisation(caller, (scope) => damagedFiles(scope, caller.organisationId));
    },
  );
};
