import {
  IMPORT_TYPES,
  inventoryTable,
  MAX_INVENTORY_BYTES,
  MAX_INVENTORY_LINES,
  problem,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { HttpProblem } from '../../problems.ts';
import { readInventory } from '../../raids/inventory.ts';
import { findRaid, firstVersionWith } from '../../raids/read.ts';
import { tableRefusal } from '../../tables/read-table.ts';
import { forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `POST /v1/raids/{raidId}/inventory`: what a table of seized goods, CSV or XLSX, comes to. Nothing of it is kept. */
export const raidInventory: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    [...IMPORT_TYPES],
    { parseAs: 'buffer', bodyLimit: MAX_INVENTORY_BYTES },
    (_request, body, done) => done(null, body),
  );
  app.post(
    '/v1/raids/:raidId/inventory',
    {
      bodyLimit: MAX_INVENTORY_BYTES,
      config: forSubmitters(null),
      schema: {
        summary: 'Look at a table of seized goods without keeping anything',
        description: `The body is the table itself, as ${IMPORT_TYPES.join(' or ')}; its first row names the columns.`,
        consumes: [...IMPORT_TYPES],
        params: z.strictObject({ raidId: uuid }),
        response: { 200: inventoryTable, default: problem },
      },
    },
    async (request) => {
      const { body } = request as { body?: unknown };
      if (!Buffer.isBuffer(body) || body.length === 0) throw new HttpProblem('file-empty');
      const caller = callerOf(request);
      const { raidId } = request.params;
      const { content } = await db.inOrganisation(caller, (scope) => findRaid(scope, raidId));
      return readInventory(new Uint8Array(body), {
        ...{ raidId, there: content.inventory },
        firstWith: (lineIds) =>
          db.inOrganisation(caller, (scope) => firstVersionWith(scope, raidId, lineIds)),
      }).catch((error: unknown) => {
        throw tableRefusal(error, { rows: MAX_INVENTORY_LINES });
      });
    },
  );
};
