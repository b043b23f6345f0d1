import { createReadStream } from 'node:fs';
import { leavingExport, problem, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  askForExport,
  cancelExport,
  leavingExportOf,
  openLeavingFile,
} from '../../standing/leaving/exports.ts';
import { forOwnKeepers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/leaving-export';
const STATE = { 200: leavingExport, default: problem };

/** Everything that an organisation filed, as one file, once it has left: packed in the background, and downloaded. */
export const leavingExportRoutes: FastifyPluginAsyncZod<Services> = async (app, { db, leaving }) => {
  app.get(
    URL,
    {
      config: forOwnKeepers(),
      schema: { summary: 'How the export of everything that was filed stands', response: STATE },
    },
    (request) => {
      const caller = callerOf(request);
      return db.inOrganisation(caller, (scope) => leavingExportOf(scope, caller.organisationId));
    },
  );

  app.post(
    URL,
    {
      config: forOwnKeepers(),
      schema: {
        summary: 'Have everything packed that was filed, once the organisation has left',
        response: STATE,
      },
    },
    async (request) => {
      const asked = await askForExport(db, callerOf(request));
      leaving.wake();
      return asked;
    },
  );

  app.delete(
    URL,
    { config: forOwnKeepers(), schema: { summary: 'Stop packing', response: STATE } },
    (request) => cancelExport(db, callerOf(request)),
  );

  app.get(
    `${URL}/:exportId`,
    {
      config: forOwnKeepers(),
      schema: {
        summary: 'The finished file of an export',
        params: z.strictObject({ exportId: uuid }),
        produces: ['application/zip'],
        // Bytes are streamed, past any serializer; the schema only describes them.
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const file = await openLeavingFile(db, callerOf(request), leaving.folder, request.params.exportId);
      return reply
        .header('Content-Type', 'application/zip')
        .header('Content-Disposition', `attachment; filename="${file.name}"`)
        .header('Content-Length', file.bytes)
        .send(createReadStream(file.path) as never);
    },
  );
};
