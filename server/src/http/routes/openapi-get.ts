import { problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { OPEN } from '../access.ts';
import { describeWhole } from '../describe-headers.ts';

/** `GET /v1/openapi.json`: this API, described from the schemas the routes themselves run with. */
export const openApiGet: FastifyPluginAsyncZod = async (app) => {
  // Complete once every route is there, and the same from then on: a megabyte that is written out once.
  let whole: Buffer | undefined;
  app.get(
    '/v1/openapi.json',
    {
      config: OPEN,
      schema: {
        summary: 'This description',
        response: { 200: z.record(z.string(), z.unknown()), default: problem },
      },
    },
    async (_request, reply) => {
      whole ??= Buffer.from(JSON.stringify(describeWhole(JSON.parse(JSON.stringify(app.swagger())))));
      return reply.header('Content-Type', 'application/json; charset=utf-8').send(whole as never);
    },
  );
};
