import { deskPacketDetail, deskPackets, problem, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type DeskPosition, deskDetail, deskList } from '../../packets/desk.ts';
import { HttpProblem } from '../../problems.ts';
import { forLiaisons } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const MAX_LIMIT = 100;

const query = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number')
    .default('50'),
  cursor: z.string().max(200).optional(),
});

/** `/v1/desk`: what the marketplace's own people see: packets that were sent to their marketplaces, and nothing else. */
export const desk: FastifyPluginAsyncZod<Services> = async (app, { db, auditLog }) => {
  app.get(
    '/v1/desk/packets',
    {
      config: forLiaisons(),
      schema: {
        summary: 'Packets that were sent to the caller’s marketplaces, the newest first',
        querystring: query,
        response: { 200: deskPackets, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { limit: asked, cursor } = request.query;
      const limit = Math.min(Math.max(Number(asked), 1), MAX_LIMIT);
      const after = cursor === undefined ? null : readCursor(cursor);
      const found = await db.asLiaison(caller, (scope) => deskList(scope, after, limit + 1));
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return { packets: page, next: found.length > limit && last ? writeCursor(last) : null };
    },
  );

  app.get(
    '/v1/desk/packets/:packetId',
    {
      config: forLiaisons(),
      schema: {
        summary: 'A packet as it was sent',
        params: z.strictObject({ packetId: uuid }),
        response: { 200: deskPacketDetail, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { packetId } = request.params;
      const detail = await db.asLiaison(caller, (scope) => deskDetail(scope, packetId));
      await auditLog.add(caller.organisationId, {
        action: 'packet.read',
        actorUserId: caller.userId,
        entity: packetId,
        detail: { number: detail.packet.number },
      });
      return detail;
    },
  );
};

const position = z.tuple([z.iso.date(), uuid]);

function writeCursor({ sentOn, packetId }: DeskPosition): string {
  return Buffer.from(JSON.stringify([sentOn, packetId])).toString('base64url');
}

function readCursor(cursor: string): DeskPosition {
  try {
    const [sentOn, packetId] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { sentOn, packetId };
  } catch {
    throw new HttpProblem('cursor-unknown');
  }
}
