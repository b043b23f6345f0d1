import { problem, uuid, vaultRead } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { openVault, writeVault } from '../../test-buys/vault.ts';
import { forParticipants, forSubmitters } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/test-buys/:testBuyId/vault';
const params = z.strictObject({ testBuyId: uuid });
const response = { 200: vaultRead, default: problem };

/** Persona and payment of a test buy: for who planned it and for managers, each opening in the audit. */
export const testBuyVaults: FastifyPluginAsyncZod<Services> = async (app, tools) => {
  app.get(
    URL,
    {
      config: forParticipants(),
      schema: { summary: 'Open persona and payment of a test buy', params, response },
    },
    async (request) => openVault(tools, callerOf(request), request.params.testBuyId),
  );

  app.put(
    URL,
    {
      config: forSubmitters(null),
      schema: {
        summary: 'Write persona and payment of a test buy',
        description: 'Over the version that was read: somebody who wrote meanwhile is not overwritten.',
        ...{ params, body: vaultRead, response },
      },
    },
    async (request) => writeVault(tools, callerOf(request), request.params.testBuyId, request.body),
  );
};
