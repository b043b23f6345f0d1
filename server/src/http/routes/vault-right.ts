import {
  forHolder,
  newRight,
  problem,
  rightDecision,
  rightEdit,
  rightRetirement,
  uuid,
  type VaultRightDetail,
  vaultRightDetail,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { identityOf, keeperOf } from '../../agency/agent.ts';
import { claimsUnder } from '../../agency/count-claims.ts';
import { reachInVault, reachToKeep } from '../../agency/reach.ts';
import type { Database } from '../../db/database.ts';
import type { Caller } from '../../organisations/service.ts';
import { HttpProblem } from '../../problems.ts';
import { editRight, retireRight } from '../../rights/edit.ts';
import { actorOf } from '../../rights/events.ts';
import { mayKeepRights } from '../../rights/policy.ts';
import { type ReachedRight, reachRight } from '../../rights/reach.ts';
import { registerRight } from '../../rights/register.ts';
import { findVaultRight } from '../../rights/vault.ts';
import { decideRight } from '../../vetting/decide.ts';
import { forClaimWorkers, forRightsKeepers, forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/vault/rights/:rightId';
const params = z.strictObject({ rightId: uuid });

/** One right: `POST /v1/vault/rights` registers it, then it is read, changed and retired at its address. */
export const vaultRight: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.post(
    '/v1/vault/rights',
    {
      config: forRightsKeepers(),
      schema: {
        summary: 'Register a right',
        description:
          'It is unverified until the program has looked at it. The same id once more is the same right. A representative names the holder for whom it registers one, by a mandate that covers all its rights.',
        querystring: forHolder,
        body: newRight,
        response: { 200: vaultRightDetail, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { rightId } = request.body;
      const identity = await identityOf(db, caller, request.query.holder);
      const { organisationId } = identity;
      await db.inOrganisation(identity, async (scope) =>
        registerRight(
          scope,
          { organisationId, actor: await keeperOf(scope, identity, caller) },
          request.body,
        ),
      );
      return show(db, caller, { ...identity, rightId });
    },
  );

  app.get(
    URL,
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'One right with its files and its history',
        params,
        response: { 200: vaultRightDetail, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const target = await reachInVault(db, caller, request.params.rightId);
      if (!target) throw new HttpProblem('right-not-here');
      return show(db, caller, target);
    },
  );

  app.patch(
    URL,
    {
      config: forRightsKeepers(),
      schema: {
        summary: 'Change a right; what its verification rests on sends it back to unverified',
        params,
        body: rightEdit,
        response: { 200: vaultRightDetail, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const target = await reachToKeep(db, caller, request.params.rightId);
      await db.inOrganisation(target, async (scope) =>
        editRight(scope, { ...target, actor: await keeperOf(scope, target, caller) }, request.body),
      );
      return show(db, caller, target);
    },
  );

  app.post(
    `${URL}/retirement`,
    {
      config: forRightsKeepers(),
      schema: {
        summary: 'Take a right out of use',
        params,
        body: rightRetirement,
        response: { 200: vaultRightDetail, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const target = await reached(db, caller, request.params.rightId);
      await db.inOrganisation(target, (scope) =>
        retireRight(scope, { ...target, actor: actorOf(caller) }, request.body.reason),
      );
      return show(db, caller, target);
    },
  );

  app.post(
    `${URL}/decision`,
    {
      config: forStaff(),
      schema: {
        summary: 'Verify a right, or refuse it with a reason',
        params,
        body: rightDecision,
        response: { 200: vaultRightDetail, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const target = await reached(db, caller, request.params.rightId);
      const actor = { ...actorOf(caller), userId: caller.userId };
      await decideRight(db, { ...target, actor }, request.body);
      return show(db, caller, target);
    },
  );
};

/** @throws HttpProblem `right-not-here` */
async function reached(db: Database, caller: Caller, rightId: string): Promise<ReachedRight> {
  const target = await reachRight(db, caller, rightId);
  if (!target) throw new HttpProblem('right-not-here');
  return target;
}

async function show(db: Database, caller: Caller, target: ReachedRight): Promise<VaultRightDetail> {
  const right = await db.inOrganisation(target, (scope) => findVaultRight(scope, target));
  if (!right) throw new HttpProblem('right-not-here');
  const inUse = right.retiredAt === null;
  const holderId = right.holder.organisationId;
  const isMine = holderId === caller.organisationId;
  return {
    ...right,
    claims: await claimsUnder(db, caller, { rightId: right.rightId, holderId }),
    may: {
      edit: inUse && ((isMine && mayKeepRights(caller.roles)) || target.as === 'agent'),
      retire: inUse && isMine && mayKeepRights(caller.roles),
      verify: inUse && target.as === 'staff' && right.status === 'unverified',
      note: inUse && target.as === 'staff',
    },
  };
}
