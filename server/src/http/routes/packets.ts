import {
  candidateClaims,
  PACKET_STATES,
  packetBack,
  packetCandidates,
  packetCounts,
  packetDetail,
  packetGroup,
  packetList,
  packetOrder,
  packetRelease,
  packetSent,
  packetSplit,
  packetSummary,
  packetsBuilt,
  packetWithdrawal,
  problem,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { cancelPacket, sendAgain, withdrawLinks } from '../../packets/back.ts';
import { buildPackets } from '../../packets/build.ts';
import { candidateClaimsOf, listCandidates, packetCountsOf } from '../../packets/candidates.ts';
import { lookThrough } from '../../packets/firewall.ts';
import { listPackets, type PacketPosition } from '../../packets/read.ts';
import { packetWasSent, releasePacket } from '../../packets/release.ts';
import { splitPacket } from '../../packets/split.ts';
import { HttpProblem } from '../../problems.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const MAX_LIMIT = 100;

const query = z.strictObject({
  state: z.enum(PACKET_STATES).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number')
    .default('50'),
  cursor: z.string().max(200).optional(),
});
const params = z.strictObject({ packetId: uuid });

/**
 * `/v1/packets`: what goes to the marketplace. Built of approved claims, looked through and released by a second person, sent; or taken back before.
 */
export const packets: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db, store, auditLog, drawing, scratch } = services;
  const tools = { db, store, drawing, scratch };

  app.get(
    '/v1/packets/candidates',
    {
      config: forStaff(),
      schema: {
        summary: 'Approved claims that are in no packet, as groups that can go together',
        response: { 200: packetCandidates, default: problem },
      },
    },
    async (request) => {
      const { userId } = callerOf(request);
      return db.asStaff(userId, (scope) => listCandidates(scope, userId));
    },
  );

  app.get(
    '/v1/packets/candidates/claims',
    {
      config: forStaff(),
      schema: {
        summary: 'The claims of a group, to choose some of them',
        querystring: packetGroup,
        response: { 200: candidateClaims, default: problem },
      },
    },
    async (request) =>
      db.asStaff(callerOf(request).userId, (scope) => candidateClaimsOf(scope, request.query)),
  );

  app.get(
    '/v1/packets/counts',
    {
      config: forStaff(),
      schema: {
        summary: 'How much waits at which step on its way to the marketplace',
        response: { 200: packetCounts, default: problem },
      },
    },
    async (request) => db.asStaff(callerOf(request).userId, (scope) => packetCountsOf(scope)),
  );

  app.post(
    '/v1/packets',
    {
      config: forStaff(),
      schema: {
        summary: 'Build packets of a group’s approved claims',
        body: packetOrder,
        response: { 200: packetsBuilt, default: problem },
      },
    },
    async (request) => buildPackets(tools, callerOf(request), request.body),
  );

  app.get(
    '/v1/packets',
    {
      config: forStaff(),
      schema: {
        summary: 'Packets, the newest first',
        querystring: query,
        response: { 200: packetList, default: problem },
      },
    },
    async (request) => {
      const { state, limit: asked, cursor } = request.query;
      const limit = Math.min(Math.max(Number(asked), 1), MAX_LIMIT);
      const after = cursor === undefined ? null : readCursor(cursor);
      const found = await db.asStaff(callerOf(request).userId, (scope) =>
        listPackets(scope, state, after, limit + 1),
      );
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        packets: page,
        next: found.length > limit && last ? writeCursor(last) : null,
      };
    },
  );

  app.get(
    '/v1/packets/:packetId',
    {
      config: forStaff(),
      schema: {
        summary: 'What of a packet goes, byte for byte, and what stays',
        params,
        response: { 200: packetDetail, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { packetId } = request.params;
      const detail = await db.asStaff(caller.userId, (scope) => lookThrough(scope, store, caller, packetId));
      await auditLog.add(detail.packet.organisation.organisationId, {
        action: 'packet.read',
        actorUserId: caller.userId,
        entity: packetId,
        detail: { number: detail.packet.number, staff: caller.userName },
      });
      return detail;
    },
  );

  app.post(
    '/v1/packets/:packetId/release',
    {
      config: forStaff(),
      schema: {
        summary: 'Release a packet that somebody else built, as it was seen',
        params,
        body: packetRelease,
        response: { 200: packetSummary, default: problem },
      },
    },
    async (request) => releasePacket(tools, callerOf(request), request.params.packetId, request.body),
  );

  app.post(
    '/v1/packets/:packetId/sent',
    {
      config: forStaff(),
      schema: {
        summary: 'A released packet was handed in',
        params,
        body: packetSent,
        response: { 200: packetSummary, default: problem },
      },
    },
    async (request) =>
      packetWasSent(tools, callerOf(request), request.params.packetId, request.body.reference),
  );

  app.post(
    '/v1/packets/:packetId/cancel',
    {
      config: forStaff(),
      schema: {
        summary: 'Take a packet back that has not gone',
        params,
        body: packetBack,
        response: { 200: packetSummary, default: problem },
      },
    },
    async (request) => cancelPacket(tools, callerOf(request), request.params.packetId, request.body.text),
  );

  app.post(
    '/v1/packets/:packetId/split',
    {
      config: forStaff(),
      schema: {
        summary: 'Put links of a packet that was not released into one of their own',
        params,
        body: packetSplit,
        response: { 200: packetSummary, default: problem },
      },
    },
    async (request) => splitPacket(tools, callerOf(request), request.params.packetId, request.body),
  );

  app.post(
    '/v1/packets/:packetId/withdrawal',
    {
      config: forStaff(),
      schema: {
        summary: 'Take links of a packet back from the marketplace',
        params,
        body: packetWithdrawal,
        response: { 200: packetSummary, default: problem },
      },
    },
    async (request) => withdrawLinks(tools, callerOf(request), request.params.packetId, request.body),
  );

  app.post(
    '/v1/packets/:packetId/again',
    {
      config: forStaff(),
      schema: {
        summary: 'Send what the marketplace refused once more: it waits for another packet',
        params,
        body: packetWithdrawal,
        response: { 200: packetSummary, default: problem },
      },
    },
    async (request) => sendAgain(tools, callerOf(request), request.params.packetId, request.body),
  );
};

const position = z.tuple([z.int().nonnegative(), uuid]);

function writeCursor({ builtAt, packetId }: { builtAt: string; packetId: string }): string {
  return Buffer.from(JSON.stringify([Date.parse(builtAt), packetId])).toString('base64url');
}

function readCursor(cursor: string): PacketPosition {
  try {
    const [time, packetId] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { builtAt: new Date(time), packetId };
  } catch {
    throw new HttpProblem('cursor-unknown');
  }
}
