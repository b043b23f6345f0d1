import {
  forHolder,
  keptHolders as keptHoldersSchema,
  problem,
  uuid,
  vaultList as vaultListSchema,
  vaultQuery,
  vaultSummary,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { keptHolders } from '../../agency/agent.ts';
import { seeVault } from '../../agency/see-vault.ts';
import { HttpProblem } from '../../problems.ts';
import { listVault, summariseVault, type VaultPosition } from '../../rights/vault.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

/** Rights in one answer. */
const PAGE = 200;

const position = z.tuple([z.string(), z.string(), uuid]);

/** `GET /v1/vault/rights`: the rights with all that is said of them, a page at a time; `GET /v1/vault/summary`: how many there are. */
export const vaultList: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/vault/rights',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Rights of the organisation with all that is said of them',
        querystring: vaultQuery,
        response: { 200: vaultListSchema, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { cursor, holder, ...filter } = request.query;
      const after = cursor === undefined ? null : readCursor(cursor);
      const found = await seeVault(db, caller, holder, (scope, organisationId) =>
        listVault(scope, { ...filter, organisationId }, after, PAGE + 1),
      );
      const rights = found.rights.slice(0, PAGE);
      const last = rights.at(-1);
      return {
        rights,
        total: found.total,
        next: found.rights.length > PAGE && last ? writeCursor(last) : null,
      };
    },
  );

  app.get(
    '/v1/vault/summary',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'How many rights there are, and how soon they expire',
        querystring: forHolder,
        response: { 200: vaultSummary, default: problem },
      },
    },
    async (request) => {
      return seeVault(db, callerOf(request), request.query.holder, summariseVault);
    },
  );

  app.get(
    '/v1/vault/holders',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Holders whose rights the organisation keeps by mandates',
        response: { 200: keptHoldersSchema, default: problem },
      },
    },
    async (request) => ({ holders: await keptHolders(db, callerOf(request)) }),
  );
};

function writeCursor({ brand, mark, rightId }: VaultPosition): string {
  return Buffer.from(JSON.stringify([brand, mark, rightId])).toString('base64url');
}

function readCursor(cursor: string): VaultPosition {
  try {
    const [brand, mark, rightId] = position.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    return { brand, mark, rightId };
  } catch {
    throw new HttpProblem('cursor-unknown');
  }
}
