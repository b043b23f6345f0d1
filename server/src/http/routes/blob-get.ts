import { problem, sha256Hex, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { staffDetail } from '../../audit/staff-detail.ts';
import { filesRefusal, noteCondition } from '../../blobs/condition.ts';
import { recordedBlob, type StoredBlob } from '../../blobs/service.ts';
import { typeInClaim } from '../../claims/file-type.ts';
import { reachClaim } from '../../claims/reach.ts';
import type { Caller } from '../../organisations/service.ts';
import { HttpProblem } from '../../problems.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const EXTENSIONS: Readonly<Record<StoredBlob['type'], string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
  'text/html': 'html',
  'application/json': 'json',
  'application/pdf': 'pdf',
};

/**
 * `GET /v1/blobs/{sha256}`: the bytes as they were handed in, or none of them. A snapshot is a stranger's page: everything but pictures
 * is a download, and nothing in it may run or load even if it is opened.
 */
export const blobGet: FastifyPluginAsyncZod<Services> = async (app, { db, store, auditLog }) => {
  /** What is no claim's is its organisation's own; a representative's files are those of claims that it may read now. */
  async function readerOf(caller: Caller, claim: string | undefined): Promise<Caller | undefined> {
    if (claim !== undefined) return reachClaim(db, caller, claim);
    return caller.organisationKind === 'representative' ? undefined : caller;
  }

  app.get(
    '/v1/blobs/:sha256',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'The bytes as they were handed in',
        description:
          'Their content type is what the claim says that is named, otherwise what they were called when they were handed in last. Files whose bytes are no longer those are refused with the case `stored-files-damaged` or `stored-files-missing`.',
        produces: Object.keys(EXTENSIONS),
        params: z.strictObject({ sha256: sha256Hex }),
        querystring: z.strictObject({ claim: uuid.optional() }),
        // Bytes are streamed, past any serializer; the schema only describes them.
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const { sha256 } = request.params;
      const { claim } = request.query;
      const caller = await readerOf(callerOf(request), claim);
      if (!caller) throw new HttpProblem('file-unknown');
      const { organisationId } = caller;
      const blob = await recordedBlob(db, caller, sha256);
      const type =
        claim === undefined
          ? blob?.type
          : await db.inOrganisation(caller, (scope) => typeInClaim(scope, organisationId, claim, sha256));
      if (!blob || !type) throw new HttpProblem('file-unknown');
      const bytes = await store.open(organisationId, sha256);
      if (typeof bytes === 'string') {
        await noteCondition(db, organisationId, sha256, bytes);
        throw filesRefusal(new Map([[sha256, bytes]]));
      }
      const detail = { type, claim: claim ?? null, ...staffDetail(caller) };
      const entry = { action: 'blob.read', entity: sha256, detail } as const;
      await auditLog.add(organisationId, { ...entry, actorUserId: caller.userId }).catch((error: unknown) => {
        bytes.destroy();
        throw error;
      });
      return reply
        .header('Content-Type', type)
        .header('Content-Length', blob.bytes)
        .header(
          'Content-Disposition',
          `${type.startsWith('image/') ? 'inline' : 'attachment'}; filename="${sha256.slice(0, 16)}.${EXTENSIONS[type]}"`,
        )
        .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .send(bytes as never);
    },
  );
};
