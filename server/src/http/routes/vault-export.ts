import { problem, vaultQuery } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { seeVault } from '../../agency/see-vault.ts';
import { exportVault } from '../../rights/export.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** `GET /v1/vault/export`: the rights that fit as a table, which may be imported again. */
export const vaultExport: FastifyPluginAsyncZod<Services> = async (app, { db, auditLog }) => {
  app.get(
    '/v1/vault/export',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Rights as a table, CSV or XLSX',
        querystring: vaultQuery
          .omit({ cursor: true })
          .extend({ format: z.enum(['csv', 'xlsx']), language: z.enum(['en', 'zh-CN']).default('en') }),
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { organisationId, userId } = caller;
      const { format, language, holder, ...filter } = request.query;
      const { file, rights } = await seeVault(db, caller, holder, (scope, seen) =>
        exportVault(scope, { ...filter, organisationId: seen }, { format, language }),
      );
      await auditLog.add(organisationId, {
        action: 'rights.exported',
        actorUserId: userId,
        entity: organisationId,
        detail: { rights, format },
      });
      return reply
        .header('Content-Type', file.type)
        .header('Content-Disposition', `attachment; filename="rights.${format}"`)
        .send(Buffer.from(await file.arrayBuffer()) as never);
    },
  );
};
