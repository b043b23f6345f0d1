import {
  deletionDecision,
  deletionProposalDetail,
  dueList,
  legalHold,
  newDeletion,
  newLegalHold,
  problem,
  retentionOverview,
  retentionSettings,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listDue } from '../../retention/due.ts';
import { placeHold, releaseHold } from '../../retention/holds.ts';
import { decideDeletion, proposeDeletion } from '../../retention/propose.ts';
import { proposalIn, retentionOverviewOf } from '../../retention/read.ts';
import { setRetentionSettings } from '../../retention/settings.ts';
import { forLeads, forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const ONE = z.strictObject({ proposalId: uuid });
const PROPOSAL = { 200: deletionProposalDetail, default: problem };
const HOLD = { 200: legalHold, default: problem };

/** How long closed claims are kept, who has them deleted, and what keeps them. */
export const retention: FastifyPluginAsyncZod<Services> = async (app, { db, deletions }) => {
  app.get(
    '/v1/retention',
    {
      config: forStaff(),
      schema: {
        summary: 'Claims whose time is over by organisation, proposals of deletion, and legal holds',
        response: { 200: retentionOverview, default: problem },
      },
    },
    (request) => {
      const caller = callerOf(request);
      return db.asStaff(caller.userId, (scope) => retentionOverviewOf(scope, caller));
    },
  );

  app.put(
    '/v1/retention/settings',
    {
      config: forLeads(),
      schema: {
        summary: 'Set for how many days closed claims are kept',
        body: retentionSettings,
        response: { 200: retentionSettings, default: problem },
      },
    },
    (request) => setRetentionSettings(db, callerOf(request), request.body),
  );

  app.get(
    '/v1/retention/due',
    {
      config: forStaff(),
      schema: {
        summary: 'Closed claims of an organisation whose time is over, the oldest first',
        querystring: z.strictObject({ organisation: uuid }),
        response: { 200: dueList, default: problem },
      },
    },
    (request) => db.asStaff(callerOf(request).userId, (scope) => listDue(scope, request.query.organisation)),
  );

  app.post(
    '/v1/retention/proposals',
    {
      config: forStaff(),
      schema: {
        summary: 'Propose that claims are deleted: exactly those that were seen',
        body: newDeletion,
        response: PROPOSAL,
      },
    },
    (request) => proposeDeletion(db, callerOf(request), request.body),
  );

  app.get(
    '/v1/retention/proposals/:proposalId',
    {
      config: forStaff(),
      schema: { summary: 'A proposal of deletion with its claims', params: ONE, response: PROPOSAL },
    },
    (request) => {
      const caller = callerOf(request);
      return db.asStaff(caller.userId, (scope) => proposalIn(scope, caller, request.params.proposalId));
    },
  );

  app.post(
    '/v1/retention/proposals/:proposalId/decision',
    {
      config: forStaff(),
      schema: {
        summary: 'Approve a deletion, as a second person, or have nothing deleted',
        params: ONE,
        body: deletionDecision,
        response: PROPOSAL,
      },
    },
    async (request) => {
      const { proposalId } = request.params;
      const decided = await decideDeletion(db, callerOf(request), { proposalId, ...request.body });
      deletions.wake();
      return decided;
    },
  );

  app.post(
    '/v1/legal-holds',
    {
      config: forStaff(),
      schema: {
        summary: 'Place a legal hold on a claim, or on an organisation',
        body: newLegalHold,
        response: HOLD,
      },
    },
    (request) => placeHold(db, callerOf(request), request.body),
  );

  app.post(
    '/v1/legal-holds/:holdId/release',
    {
      config: forStaff(),
      schema: {
        summary: 'Release a legal hold',
        params: z.strictObject({ holdId: uuid }),
        response: HOLD,
      },
    },
    (request) => releaseHold(db, callerOf(request), request.params.holdId),
  );
};
