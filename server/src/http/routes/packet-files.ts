import { problem, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { filesRefusal } from '../../blobs/condition.ts';
import { disclosedFile } from '../../packets/desk.ts';
import { packetFolder } from '../../packets/folder.ts';
import { fileBefore } from '../../packets/read.ts';
import { HttpProblem } from '../../problems.ts';
import { forLiaisons, forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const params = z.strictObject({
  packetId: uuid,
  // `links.csv`, or `001/picture-1.png` with the number of its link.
  '*': z.string().regex(/^(?:\d{3}\/)?[a-z]+(?:-\d{1,3})?\.[a-z]{3,4}$/),
});

const headers = {
  // Nothing in a stranger's file may run or load, even if it is opened.
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

/** `GET /v1/packets/{packetId}/files/{name}` and `GET /v1/desk/packets/{packetId}/files/{name}`: the bytes that go, or went. */
export const packetFiles: FastifyPluginAsyncZod<Services> = async (app, { db, store, auditLog }) => {
  const bytesOf = async (packetId: string, { sha256 }: { sha256: string }) => {
    const bytes = await store.open(packetFolder(packetId), sha256);
    if (typeof bytes === 'string') throw filesRefusal(new Map([[sha256, bytes]]));
    return bytes;
  };
  const disposition = (name: string, type: string) =>
    `${type.startsWith('image/') ? 'inline' : 'attachment'}; filename="${name.replaceAll('/', '-')}"`;

  app.get(
    '/v1/packets/:packetId/files/*',
    {
      config: forStaff(),
      schema: {
        summary: 'A file that goes with a packet',
        params,
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { packetId, '*': name } = request.params;
      const file = await db.asStaff(
        caller.userId,
        async (scope) => (await disclosedFile(scope, packetId, name)) ?? fileBefore(scope, packetId, name),
      );
      if (!file) throw new HttpProblem('file-unknown');
      const bytes = await bytesOf(packetId, file);
      return reply
        .headers({ ...headers, 'Content-Type': file.type, 'Content-Length': String(file.bytes) })
        .header('Content-Disposition', disposition(name, file.type))
        .send(bytes as never);
    },
  );

  app.get(
    '/v1/desk/packets/:packetId/files/*',
    {
      config: forLiaisons(),
      schema: {
        summary: 'A file of a packet that was sent',
        params,
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { packetId, '*': name } = request.params;
      const file = await db.asLiaison(caller, (scope) => disclosedFile(scope, packetId, name));
      if (!file) throw new HttpProblem('file-unknown');
      const bytes = await bytesOf(packetId, file);
      await auditLog.add(caller.organisationId, {
        action: 'packet.file-read',
        actorUserId: caller.userId,
        entity: packetId,
        detail: { name },
      });
      return reply
        .headers({ ...headers, 'Content-Type': file.type, 'Content-Length': String(file.bytes) })
        .header('Content-Disposition', disposition(name, file.type))
        .send(bytes as never);
    },
  );
};
