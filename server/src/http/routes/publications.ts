import {
  newPublication,
  problem,
  publication,
  publicationDecision,
  publicationList,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  decidePublication,
  listPublications,
  openPublication,
  preparePublication,
} from '../../figures/publications.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const one = z.strictObject({ publicationId: uuid });

/** What the program publishes: prepared by one of its people, released by another. */
export const publications: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/publications',
    {
      config: forStaff(),
      schema: {
        summary: 'Yearly reports and exports for research, released or waiting for a second person',
        response: { 200: publicationList, default: problem },
      },
    },
    async (request) => ({ publications: await listPublications(db, callerOf(request)) }),
  );

  app.post(
    '/v1/publications',
    {
      config: forStaff(),
      schema: {
        summary: 'Prepare a yearly report or an export for research, as the first of two people',
        body: newPublication,
        response: { 200: publication, default: problem },
      },
    },
    (request) => preparePublication(db, callerOf(request), request.body),
  );

  app.post(
    '/v1/publications/:publicationId/decision',
    {
      config: forStaff(),
      schema: {
        summary: 'Release what another person prepared, decline it, or withdraw what was released',
        params: one,
        body: publicationDecision,
        response: { 200: publication, default: problem },
      },
    },
    (request) => decidePublication(db, callerOf(request), request.params.publicationId, request.body),
  );

  app.get(
    '/v1/publications/:publicationId/file',
    {
      config: forStaff(),
      schema: {
        summary: 'An export for research that was released, as ZIP',
        params: one,
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const { name, bytes } = await openPublication(db, callerOf(request), request.params.publicationId);
      return reply
        .header('Content-Type', 'application/zip')
        .header('Content-Disposition', `attachment; filename="${name}"`)
        .send(bytes as never);
    },
  );
};
