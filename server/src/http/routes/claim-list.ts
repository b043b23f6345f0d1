import { claimList as claimListSchema, isProgramStaff, problem, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listLook } from '../../audit/looks.ts';
import { type ListPosition, listClaims } from '../../claims/queries.ts';
import { asVisitor } from '../../claims/reach.ts';
import { HttpProblem } from '../../problems.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import { listsFor } from '../lists.ts';
import type { Services } from '../services.ts';

const MAX_LIMIT = 100;

const query = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number')
    .default('50'),
  cursor: z.string().max(200).optional(),
  /** `for-us`: what representatives filed for the caller's organisation, by its mandates. */
  filed: z.enum(['by-us', 'for-us']).default('by-us'),
});

const position = z.tuple([z.number().int().nonnegative(), uuid]);

/** `GET /v1/claims`: the organisation's claims, for the program's staff those of all, newest first, a page at a time. */
export const claimList: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db, auditLog } = services;
  app.get(
    '/v1/claims',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Claims of the organisation, for staff those of all organisations, newest first',
        querystring: query,
        response: { 200: claimListSchema, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const limit = Math.min(Math.max(Number(request.query.limit), 1), MAX_LIMIT);
      const after = request.query.cursor === undefined ? null : readCursor(request.query.cursor);
      // One more than asked for tells whether there is a next page.
      const lists = await listsFor(request, services);
      const found = isProgramStaff(caller.roles)
        ? await lists.asStaff(caller.userId, (scope) => listClaims(scope, null, after, limit + 1))
        : request.query.filed === 'for-us'
          ? await db.inOrganisation(asVisitor(caller, null), (scope) =>
              listClaims(scope, null, after, limit + 1),
            )
          : await lists.inOrganisation(caller, (scope) =>
              listClaims(scope, caller.organisationId, after, limit + 1),
            );
      const claims = found.slice(0, limit);
      const last = claims.at(-1);
      await auditLog.addLook(caller.organisationId, ...listLook(caller, claims, request.query.filed));
      return {
        claims,
        next:
          found.length > limit && last
            ? writeCursor({ receivedAt: new Date(last.receivedAt), claimId: last.claimId })
            : null,
      };
    },
  );
};

function writeCursor({ receivedAt, claimId }: ListPosition): string {
  return Buffer.from(JSON.stringify([receivedAt.getTime(), claimId])).toString('base64url');
}

function readCursor(cursor: string): ListPosition {
  try {
    const [time, claimId] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    const receivedAt = new Date(time);
    if (Number.isNaN(receivedAt.getTime())) throw new RangeError('no such time');
    return { receivedAt, claimId };
  } catch {
    throw new HttpProblem('cursor-unknown');
  }
}
