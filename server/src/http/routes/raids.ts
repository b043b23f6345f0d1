import {
  handoverWithdrawal,
  newHandover,
  newRaid,
  newRaidOutcome,
  problem,
  raidDecision,
  raidDetail,
  raidList,
  raidPrepare,
  raidProposals,
  raidSave,
  raidUndo,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { staffDetail } from '../../audit/staff-detail.ts';
import { confirmHandover, noteHandover, withdrawHandover } from '../../raids/custody.ts';
import { noteOutcome } from '../../raids/outcome.ts';
import { prepareRaid } from '../../raids/prepare.ts';
import { proposeLinks } from '../../raids/proposals.ts';
import { listRaids, reachRaid, readRaid } from '../../raids/read.ts';
import { decideRaid } from '../../raids/release.ts';
import { openRaid, saveRaid, undoRaid } from '../../raids/save.ts';
import { forClaimWorkers, forStaff, forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/raids/:raidId';
const params = z.strictObject({ raidId: uuid });
const handoverParams = z.strictObject({ raidId: uuid, handoverId: uuid });
const response = { 200: raidDetail, default: problem };

/** Largest raid that is saved, in bytes: the longest inventory with long descriptions. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Civil raids: written down and saved by versions, custody, package, outcome. */
export const raids: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db, store, auditLog } = services;

  app.get(
    '/v1/raids',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Civil raids, the latest saved first',
        response: { 200: raidList, default: problem },
      },
    },
    async (request) => ({ raids: await listRaids(db, callerOf(request)) }),
  );

  app.post(
    '/v1/raids',
    {
      config: forSubmitters(null),
      schema: {
        summary: 'Open a raid',
        description: 'The same id once more is the same raid.',
        body: newRaid,
        response,
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await openRaid({ db }, caller, request.body);
      return readRaid(db, caller, request.body.raidId);
    },
  );

  app.get(
    URL,
    { config: forClaimWorkers(null), schema: { summary: 'One raid, with what it lacks', params, response } },
    async (request) => {
      const caller = callerOf(request);
      const { raidId } = request.params;
      const { organisationId, as } = await reachRaid(db, caller, raidId);
      const read = await readRaid(db, caller, raidId);
      await auditLog.addLook(
        organisationId,
        {
          ...{ action: 'raid.read', actorUserId: caller.userId, entity: raidId },
          detail: { version: read.version, ...staffDetail({ ...caller, as }) },
        },
        { screen: `raid ${raidId}`, things: [String(read.version)] },
      );
      return read;
    },
  );

  app.put(
    URL,
    {
      bodyLimit: MOST_BYTES,
      config: forSubmitters(null),
      schema: {
        summary: 'Save a raid over the version that it was made from',
        description:
          'Somebody who saved meanwhile is not overwritten: the answer is then 409, and nothing is saved.',
        ...{ params, body: raidSave, response },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await saveRaid({ db, store }, caller, request.params.raidId, request.body);
      return readRaid(db, caller, request.params.raidId);
    },
  );

  app.post(
    `${URL}/undo`,
    {
      config: forSubmitters(null),
      schema: { summary: 'Save an earlier version of a raid anew', params, body: raidUndo, response },
    },
    async (request) => {
      const caller = callerOf(request);
      await undoRaid(db, caller, request.params.raidId, request.body);
      return readRaid(db, caller, request.params.raidId);
    },
  );

  app.get(
    `${URL}/proposals`,
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Shops of the organisation’s own claims that may have to do with a raid',
        params,
        response: { 200: raidProposals, default: problem },
      },
    },
    async (request) => ({ proposals: await proposeLinks(db, callerOf(request), request.params.raidId) }),
  );

  app.post(
    `${URL}/handovers`,
    {
      config: forSubmitters(null),
      schema: { summary: 'Note that seized goods changed hands', params, body: newHandover, response },
    },
    async (request) => {
      const caller = callerOf(request);
      await noteHandover({ db, store }, caller, request.params.raidId, request.body);
      return readRaid(db, caller, request.params.raidId);
    },
  );

  app.post(
    `${URL}/handovers/:handoverId/confirmation`,
    {
      config: forSubmitters(null),
      schema: { summary: 'Confirm a hand-over as one of its sides', params: handoverParams, response },
    },
    async (request) => {
      const caller = callerOf(request);
      await confirmHandover(db, caller, request.params);
      return readRaid(db, caller, request.params.raidId);
    },
  );

  app.post(
    `${URL}/handovers/:handoverId/withdrawal`,
    {
      config: forSubmitters(null),
      schema: {
        summary: 'Say that a hand-over was noted by mistake',
        ...{ params: handoverParams, body: handoverWithdrawal, response },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await withdrawHandover(db, caller, request.params, request.body.reason);
      return readRaid(db, caller, request.params.raidId);
    },
  );

  app.post(
    `${URL}/package`,
    {
      config: forSubmitters(null),
      schema: {
        summary: 'Prepare the package of a raid that has passed the gate',
        ...{ params, body: raidPrepare, response },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await prepareRaid(services, caller, request.params.raidId, request.body.version);
      return readRaid(db, caller, request.params.raidId);
    },
  );

  app.post(
    `${URL}/package/decision`,
    {
      config: forStaff(),
      schema: {
        summary: 'Release the package of a raid, or say why it does not go',
        ...{ params, body: raidDecision, response },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await decideRaid(services, caller, request.params.raidId, request.body);
      return readRaid(db, caller, request.params.raidId);
    },
  );

  app.post(
    `${URL}/outcomes`,
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Note what one was told to have come of a raid',
        params,
        body: newRaidOutcome,
        response,
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await noteOutcome(db, caller, request.params.raidId, request.body);
      return readRaid(db, caller, request.params.raidId);
    },
  );
};
