import { PRIORITIES, problem, reviewFilter, reviewQueue, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listLook } from '../../audit/looks.ts';
import { HttpProblem } from '../../problems.ts';
import { type QueuePosition, queuePage } from '../../review/queue.ts';
import { readReviewSettings } from '../../review/settings.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import { listsFor } from '../lists.ts';
import type { Services } from '../services.ts';

const MAX_LIMIT = 100;

const query = z.strictObject({
  ...reviewFilter.shape,
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number')
    .default('50'),
  cursor: z.string().max(200).optional(),
});

/** `GET /v1/review/queue`: claims of all participants that staff have before them, the most urgent first, a page at a time. */
export const reviewQueueList: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { auditLog } = services;
  app.get(
    '/v1/review/queue',
    {
      config: forStaff(),
      schema: {
        summary: 'Claims of all participants that wait for the program’s staff',
        querystring: query,
        response: { 200: reviewQueue, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { limit: asked, cursor, ...filter } = request.query;
      const limit = Math.min(Math.max(Number(asked), 1), MAX_LIMIT);
      const after = cursor === undefined ? null : readCursor(cursor);
      // One more than asked for tells whether there is a next page.
      const lists = await listsFor(request, services);
      const found = await lists.asStaff(caller.userId, async (scope) =>
        queuePage(scope, caller.userId, filter, await readReviewSettings(scope), { after, limit: limit + 1 }),
      );
      const claims = found.slice(0, limit);
      const last = claims.at(-1);
      await auditLog.addLook(caller.organisationId, ...listLook(caller, claims, 'queue'));
      return {
        claims,
        next:
          found.length > limit && last
            ? writeCursor({
                priority: PRIORITIES.indexOf(last.priority),
                stateSince: new Date(last.stateSince),
                claimId: last.claimId,
              })
            : null,
      };
    },
  );
};

const position = z.tuple([z.int().min(0).max(2), z.int().nonnegative(), uuid]);

function writeCursor({ priority, stateSince, claimId }: QueuePosition): string {
  return Buffer.from(JSON.stringify([priority, stateSince.getTime(), claimId])).toString('base64url');
}

function readCursor(cursor: string): QueuePosition {
  try {
    const parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const [priority, time, claimId] = position.parse(parsed);
    const stateSince = new Date(time);
    if (Number.isNaN(stateSince.getTime())) throw new RangeError('no such time');
    return { priority, stateSince, claimId };
  } catch {
    throw new HttpProblem('cursor-unknown');
  }
}
