import { FILTER_NAMES, filtersOf, problem, searchResult } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listLook } from '../../audit/looks.ts';
import { HttpProblem } from '../../problems.ts';
import { search } from '../../search/service.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import { readCursor, writeCursor } from '../found-cursor.ts';
import { listsFor } from '../lists.ts';
import type { Services } from '../services.ts';

const MAX_LIMIT = 100;

const query = z.strictObject({
  ...Object.fromEntries(FILTER_NAMES.map((name) => [name, z.string().max(1_000).optional()])),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number')
    .default('50'),
  cursor: z.string().max(200).optional(),
});

/** `GET /v1/search`: claims by words and filters, newest first, a page at a time, and the rights and sellers that the words name. */
export const searchGet: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { auditLog } = services;
  app.get(
    '/v1/search',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Claims by words and filters, newest first, and the rights and sellers that the words name',
        querystring: query,
        response: { 200: searchResult, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const filters = filtersOf(request.query);
      if (!filters) throw new HttpProblem('filter-unknown');
      const limit = Math.min(Math.max(Number(request.query.limit), 1), MAX_LIMIT);
      const after = request.query.cursor === undefined ? undefined : readCursor(request.query.cursor);
      const found = await search(await listsFor(request, services), caller, filters, after, limit);
      // What was searched for may be a page's words: how much was found is enough.
      await auditLog.addLook(caller.organisationId, ...listLook(caller, found.claims, 'search'));
      return { ...found, next: found.next && writeCursor(found.next) };
    },
  );
};
