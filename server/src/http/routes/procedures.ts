import { isProgramStaff, problem } from '@marketsafe/contract';
import {
  briefsOf,
  procedureBookAnswer,
  procedureBriefs,
  procedureChange,
  procedureChangeRow,
  procedureHistory,
  procedureUndo,
} from '@marketsafe/contract/procedures';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { forParticipants, readBook, readHistory } from '../../procedures/queries.ts';
import { changeProcedure, undoProcedureChange } from '../../procedures/service.ts';
import { forClaimWorkers, forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const CHANGES = '/v1/procedures/changes';

/**
 * How marketplaces take listings down: `GET /v1/procedures` all that holds, `GET /v1/procedures/brief` what devices keep of it, and, for the
 * program's staff, `GET` and `POST /v1/procedures/changes` and `POST /v1/procedures/changes/{sequence}/undo`.
 */
export const procedureRoutes: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/procedures',
    {
      config: forClaimWorkers('reference'),
      schema: {
        summary: 'How marketplaces take listings down, every value with its source',
        response: { 200: procedureBookAnswer, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { version, book } = await db.inOrganisation(caller, readBook);
      return { version, book: isProgramStaff(caller.roles) ? book : forParticipants(book) };
    },
  );
  app.get(
    '/v1/procedures/brief',
    {
      config: forClaimWorkers('reference'),
      schema: {
        summary: 'What a device needs of procedures beside a draft',
        querystring: z.strictObject({ known: z.string().max(40).optional() }),
        response: { 200: procedureBriefs, default: problem },
      },
    },
    async (request) => {
      const { version, book } = await db.inOrganisation(callerOf(request), readBook);
      return { version, briefs: request.query.known === version ? null : briefsOf(book) };
    },
  );
  app.get(
    CHANGES,
    {
      config: forStaff(),
      schema: {
        summary: 'What the program changed of procedures, the newest first',
        response: { 200: procedureHistory, default: problem },
      },
    },
    (request) => db.inOrganisation(callerOf(request), readHistory),
  );
  app.post(
    CHANGES,
    {
      config: forStaff(),
      schema: {
        summary: 'Let another value of a procedure hold from now on',
        body: procedureChange,
        response: { 200: procedureChangeRow, default: problem },
      },
    },
    (request) => changeProcedure(db, callerOf(request), request.body),
  );
  app.post(
    `${CHANGES}/:sequence/undo`,
    {
      config: forStaff(),
      schema: {
        summary: 'Let what was before a change of a procedure hold again',
        params: z.strictObject({ sequence: z.coerce.number().int().min(1).max(2_000_000_000) }),
        body: procedureUndo,
        response: { 200: procedureChangeRow, default: problem },
      },
    },
    (request) => undoProcedureChange(db, callerOf(request), request.params.sequence, request.body),
  );
};
