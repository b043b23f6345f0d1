import {
  IMPORT_TYPES,
  importOrder,
  importPreview,
  importResult,
  MAX_IMPORT_BYTES,
  MAX_IMPORT_ROWS,
  problem,
} from '@marketsafe/contract';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { HttpProblem } from '../../problems.ts';
import { actorOf } from '../../rights/events.ts';
import { keepTable } from '../../rights/import/keep-table.ts';
import { lookAtTable } from '../../rights/import/look-at-table.ts';
import { tableRefusal } from '../../tables/read-table.ts';
import { forRightsKeepers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/**
 * A table of rights, CSV or XLSX: `POST /v1/vault/imports/preview` says what it would come to and keeps nothing; `POST /v1/vault/imports`
 * takes the same bytes again and registers all that the preview announced in one transaction, or nothing.
 */
export const vaultImports: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    [...IMPORT_TYPES],
    { parseAs: 'buffer', bodyLimit: MAX_IMPORT_BYTES },
    (_request, body, done) => done(null, body),
  );
  const description = `The body is the table itself, as ${IMPORT_TYPES.join(' or ')}; its first row names the columns.`;

  app.post(
    '/v1/vault/imports/preview',
    {
      bodyLimit: MAX_IMPORT_BYTES,
      config: forRightsKeepers(),
      schema: {
        summary: 'Look at a table of rights without keeping anything',
        description,
        consumes: [...IMPORT_TYPES],
        response: { 200: importPreview, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const bytes = tableOf(request);
      return db
        .inOrganisation(caller, (scope) => lookAtTable(scope, caller.organisationId, bytes))
        .then(({ preview }) => preview)
        .catch((error: unknown) => {
          throw tableRefusal(error, { rows: MAX_IMPORT_ROWS });
        });
    },
  );

  app.post(
    '/v1/vault/imports',
    {
      bodyLimit: MAX_IMPORT_BYTES,
      config: forRightsKeepers(),
      schema: {
        summary: 'Register the rights of a table',
        description,
        consumes: [...IMPORT_TYPES],
        querystring: importOrder,
        response: { 201: importResult, default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { organisationId } = caller;
      const bytes = tableOf(request);
      const registered = await db
        .inOrganisation(caller, (scope) =>
          keepTable(scope, { organisationId, actor: actorOf(caller) }, bytes, request.query),
        )
        .catch((error: unknown) => {
          throw tableRefusal(error, { rows: MAX_IMPORT_ROWS });
        });
      return reply.code(201).send({ registered });
    },
  );
};

/** The bytes of the request. */
function tableOf({ body }: FastifyRequest): Uint8Array<ArrayBuffer> {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new HttpProblem('file-empty');
  return new Uint8Array(body);
}
