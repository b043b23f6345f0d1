import {
  type MandateDetail,
  mandateDecision,
  mandateDetail,
  mandateList,
  mandateOnPaper,
  mandateRevocation,
  newMandate,
  problem,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import { decideMandate, revokeMandate } from '../../mandates/decide.ts';
import { enterMandate } from '../../mandates/enter.ts';
import { giveMandate } from '../../mandates/give.ts';
import { papersOf, shownPapers } from '../../mandates/papers.ts';
import { mandateOf, reachMandate, readMandates } from '../../mandates/reach.ts';
import { standingOf } from '../../mandates/standing.ts';
import type { Caller } from '../../organisations/service.ts';
import { forClaimWorkers, forMandateDeciders, forRightsKeepers, forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/mandates/:mandateId';
const params = z.strictObject({ mandateId: uuid });

/** Mandates between holders and representatives: given or proposed, confirmed or refused, revoked. */
export const mandates: FastifyPluginAsyncZod<Services> = async (app, { db, store }) => {
  app.get(
    '/v1/mandates',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Mandates that the organisation gave or was given; for the program’s staff all',
        response: { 200: mandateList, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const rows = await readMandates(db, caller);
      return { mandates: rows.map((row) => mandateOf(row, caller)) };
    },
  );

  app.post(
    '/v1/mandates',
    {
      config: forRightsKeepers(),
      schema: {
        summary: 'Give a mandate, or as a representative propose one',
        description: 'Its paper is handed in as a file before. The same id once more is the same mandate.',
        body: newMandate,
        response: { 200: mandateDetail, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await giveMandate({ db, store }, caller, request.body);
      return show(db, caller, request.body.mandateId);
    },
  );

  app.post(
    '/v1/mandates/on-paper',
    {
      config: forStaff(),
      schema: {
        summary: 'Enter a mandate that came on paper',
        description:
          'It is proposed until its holder, or a second one of the staff where the holder has nobody who could, has confirmed it. Its papers are handed in before, at /v1/mandates/papers/{sha256}.',
        body: mandateOnPaper,
        response: { 200: mandateDetail, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await enterMandate({ db, store }, caller, request.body);
      return show(db, caller, request.body.mandateId);
    },
  );

  app.get(
    URL,
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'One mandate, and how the claims under it have fared',
        params,
        response: { 200: mandateDetail, default: problem },
      },
    },
    (request) => show(db, callerOf(request), request.params.mandateId),
  );

  app.post(
    `${URL}/decision`,
    {
      config: forMandateDeciders(),
      schema: {
        summary: 'Confirm a mandate that a representative proposed, or refuse it',
        params,
        body: mandateDecision,
        response: { 200: mandateDetail, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await decideMandate(db, caller, request.params.mandateId, request.body);
      return show(db, caller, request.params.mandateId);
    },
  );

  app.post(
    `${URL}/revocation`,
    {
      config: forMandateDeciders(),
      schema: {
        summary: 'End a mandate at this moment',
        params,
        body: mandateRevocation,
        response: { 200: mandateDetail, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await revokeMandate(db, caller, request.params.mandateId, request.body.reason);
      return show(db, caller, request.params.mandateId);
    },
  );
};

async function show(db: Database, caller: Caller, mandateId: string): Promise<MandateDetail> {
  const { row, identity } = await reachMandate(db, caller, mandateId);
  const { rights, papers } = await db.inOrganisation(identity, async (scope) => ({
    rights: await scope
      .selectFrom('app.rights')
      .select(['right_id', 'mark', 'place', 'number'])
      .where('organisation_id', '=', row.organisation_id)
      .where('right_id', 'in', row.right_ids ?? [row.mandate_id])
      .orderBy('mark')
      .execute(),
    papers: await papersOf(scope, row),
  }));
  return {
    ...mandateOf(row, caller),
    rights: rights.map(({ right_id: rightId, ...named }) => ({ rightId, ...named })),
    papers: shownPapers(papers),
    standing: await standingOf(db, caller, row),
  };
}
