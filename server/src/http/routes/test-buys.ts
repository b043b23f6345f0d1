import {
  boughtCaptures,
  buyStepUndo,
  claimTestBuy,
  MARKETPLACE_IDS,
  newBuyConsent,
  newBuyStatement,
  newBuyStep,
  newTestBuy,
  problem,
  testBuyDetail,
  testBuyFills,
  testBuyList,
  testBuySave,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { offerCaptures } from '../../test-buys/captures.ts';
import { buyOfClaim, fillsFor } from '../../test-buys/claims.ts';
import { consentTo, stateFindings } from '../../test-buys/examine.ts';
import { listBuys, readBuy } from '../../test-buys/read.ts';
import { openBuy, saveBuy } from '../../test-buys/save.ts';
import { noteStep, undoStep } from '../../test-buys/steps.ts';
import { forParticipants, forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/test-buys/:testBuyId';
const params = z.strictObject({ testBuyId: uuid });
const response = { 200: testBuyDetail, default: problem };

/** Test buys: written down by versions, their stages, what was found, what may go, and the claim that rests on them. */
export const testBuys: FastifyPluginAsyncZod<Services> = async (app, { db, store, auditLog }) => {
  app.get(
    '/v1/test-buys',
    {
      config: forParticipants(),
      schema: {
        summary: 'Test buys of the organisation, the latest saved first',
        response: { 200: testBuyList, default: problem },
      },
    },
    async (request) => ({ testBuys: await listBuys(db, callerOf(request)) }),
  );

  app.post(
    '/v1/test-buys',
    {
      config: forSubmitters(null),
      schema: {
        summary: 'Plan a test buy',
        description: 'The same id once more is the same test buy.',
        ...{ body: newTestBuy, response },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await openBuy({ db }, caller, request.body);
      return readBuy(db, caller, request.body.testBuyId);
    },
  );

  app.get(
    '/v1/test-buys/for-claim',
    {
      config: forSubmitters('claims:follow'),
      schema: {
        summary: 'Test buys from which a claim on a listing can be filled',
        description:
          'Recorded facts that were consented to, of those whose goods were found to be counterfeit and that no claim rests on yet.',
        querystring: z.strictObject({
          marketplace: z.enum(MARKETPLACE_IDS),
          itemId: z.string().regex(/^\d{1,20}$/),
        }),
        response: { 200: testBuyFills, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const found = await fillsFor(db, caller, request.query);
      for (const { testBuyId, number } of found) {
        await auditLog.addLook(
          caller.organisationId,
          {
            ...{ action: 'test-buy.filled-in', actorUserId: caller.userId, entity: testBuyId },
            detail: { number },
          },
          { screen: `fill ${testBuyId}`, things: [testBuyId] },
        );
      }
      return { testBuys: found };
    },
  );

  app.get(
    URL,
    { config: forParticipants(), schema: { summary: 'One test buy, with its history', params, response } },
    async (request) => {
      const caller = callerOf(request);
      const read = await readBuy(db, caller, request.params.testBuyId);
      await auditLog.addLook(
        caller.organisationId,
        {
          ...{ action: 'test-buy.read', actorUserId: caller.userId, entity: read.testBuyId },
          detail: { version: read.version },
        },
        { screen: `test buy ${read.testBuyId}`, things: [String(read.version)] },
      );
      return read;
    },
  );

  app.put(
    URL,
    {
      config: forSubmitters(null),
      schema: {
        summary: 'Save a test buy over the version that it was made from',
        description:
          'Somebody who saved meanwhile is not overwritten: the answer is then 409, and nothing is saved.',
        ...{ params, body: testBuySave, response },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await saveBuy({ db, store }, caller, request.params.testBuyId, request.body);
      return readBuy(db, caller, request.params.testBuyId);
    },
  );

  app.get(
    `${URL}/captures`,
    {
      config: forParticipants(),
      schema: {
        summary: 'Captures of its listing that the organisation has',
        ...{ params, response: { 200: boughtCaptures, default: problem } },
      },
    },
    async (request) => ({ captures: await offerCaptures(db, callerOf(request), request.params.testBuyId) }),
  );

  app.post(
    `${URL}/steps`,
    {
      config: forSubmitters(null),
      schema: {
        summary: 'Note that a stage was reached',
        description: 'Who did not see the stage that stands gets 409, and nothing is noted.',
        ...{ params, body: newBuyStep, response },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await noteStep(db, caller, request.params.testBuyId, request.body);
      return readBuy(db, caller, request.params.testBuyId);
    },
  );

  app.post(
    `${URL}/steps/:stepId/undo`,
    {
      config: forSubmitters(null),
      schema: {
        summary: 'Take back the last stage, which was set wrongly',
        ...{ params: z.strictObject({ testBuyId: uuid, stepId: uuid }), body: buyStepUndo, response },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await undoStep(db, caller, request.params, request.body.reason);
      return readBuy(db, caller, request.params.testBuyId);
    },
  );

  app.post(
    `${URL}/statements`,
    {
      config: forSubmitters(null),
      schema: { summary: 'Say what one found in the goods', params, body: newBuyStatement, response },
    },
    async (request) => {
      const caller = callerOf(request);
      await stateFindings(db, caller, request.params.testBuyId, request.body);
      return readBuy(db, caller, request.params.testBuyId);
    },
  );

  app.post(
    `${URL}/consents`,
    {
      config: forSubmitters(null),
      schema: {
        summary: 'Agree to what may go out, or take it back',
        ...{ params, body: newBuyConsent, response },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await consentTo(db, caller, request.params.testBuyId, request.body);
      return readBuy(db, caller, request.params.testBuyId);
    },
  );

  app.get(
    '/v1/claims/:claimId/test-buy',
    {
      config: forParticipants(),
      schema: {
        summary: 'The test buy whose order a claim rests on',
        ...{ params: z.strictObject({ claimId: uuid }), response: { 200: claimTestBuy, default: problem } },
      },
    },
    async (request) => ({ testBuy: await buyOfClaim(db, callerOf(request), request.params.claimId) }),
  );
};
