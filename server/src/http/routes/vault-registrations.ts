import { MARKETPLACE_IDS, problem, registrationList, registrationNote, uuid } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { seeVault } from '../../agency/see-vault.ts';
import { HttpProblem } from '../../problems.ts';
import { actorOf } from '../../rights/events.ts';
import { reachRight } from '../../rights/reach.ts';
import { noteRegistration, registrationOf, registrationRows } from '../../rights/registrations.ts';
import { forClaimWorkers, forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** How rights stand with the marketplaces' own registers: read by their holders, noted by the program's staff. */
export const vaultRegistrations: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/vault/registrations',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Registrations of rights with marketplaces; for the program’s staff all',
        response: { 200: registrationList, default: problem },
      },
    },
    async (request) => {
      const rows = await seeVault(db, callerOf(request), undefined, (scope, organisationId) => {
        const all = registrationRows(scope);
        return (
          organisationId === undefined ? all : all.where('registration.organisation_id', '=', organisationId)
        ).execute();
      });
      return {
        registrations: rows.map((row) => ({
          ...registrationOf(row),
          right: { rightId: row.right_id, mark: row.mark, place: row.place, number: row.right_number },
          holder: row.holder_name,
        })),
      };
    },
  );

  app.put(
    '/v1/vault/rights/:rightId/registrations/:marketplace',
    {
      config: forStaff(),
      schema: {
        summary: 'Note how a right stands with a marketplace’s register',
        params: z.strictObject({ rightId: uuid, marketplace: z.enum(MARKETPLACE_IDS) }),
        body: registrationNote,
        response: { 204: z.null().describe('It is so.'), default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { rightId, marketplace } = request.params;
      const target = await reachRight(db, caller, rightId);
      if (!target) throw new HttpProblem('right-not-here');
      await db.inOrganisation(target, (scope) =>
        noteRegistration(scope, { ...target, actor: actorOf(caller) }, marketplace, request.body),
      );
      return reply.code(204).send(null);
    },
  );
};
