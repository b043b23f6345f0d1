import {
  isProgramStaff,
  MARKETPLACE_IDS,
  MAX_SEARCH_TEXT,
  newSeller,
  newSellerEntry,
  problem,
  SELLER_LISTS,
  sellerEntries,
  sellerList,
  sellerLists,
  sellerMade,
  sellerPage,
  sellerUndo,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Scope } from '../../db/database.ts';
import { listsForDevices } from '../../sellers/for-devices.ts';
import { enterSeller, keepOfSeller, takeBack } from '../../sellers/keep.ts';
import { listSellers } from '../../sellers/list.ts';
import { readSeller } from '../../sellers/page.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import { readCursor, writeCursor } from '../found-cursor.ts';
import type { Services } from '../services.ts';

/** Sellers on a page of their list. */
const PAGE = 100;

const one = z.strictObject({ sellerId: uuid });
const query = z.strictObject({
  q: z.string().min(1).max(MAX_SEARCH_TEXT).optional(),
  marketplace: z.enum(MARKETPLACE_IDS).optional(),
  list: z.enum(SELLER_LISTS).optional(),
  cursor: z.string().max(200).optional(),
});

/** Sellers: what the caller's claims say of them, and what their organisation keeps. */
export const sellers: FastifyPluginAsyncZod<Services> = async (app, { db, auditLog }) => {
  app.get(
    '/v1/sellers',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Sellers whom the caller’s claims name, or their organisation entered; the newest first',
        querystring: query,
        response: { 200: sellerList, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { cursor, ...filter } = request.query;
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const find = (reach: 'own' | 'all') => (scope: Scope) => listSellers(scope, reach, filter, after, PAGE);
      const found = isProgramStaff(caller.roles)
        ? await db.asStaff(caller.userId, find('all'))
        : await db.inOrganisation(caller, find('own'));
      const ids = found.sellers.map(({ sellerId }) => sellerId);
      await auditLog.addLook(
        caller.organisationId,
        {
          action: 'sellers.listed',
          actorUserId: caller.userId,
          entity: caller.organisationId,
          detail: { sellers: ids.length },
        },
        { screen: 'sellers', things: ['the list', ...ids] },
      );
      return { sellers: found.sellers, next: found.next && writeCursor(found.next) };
    },
  );

  app.post(
    '/v1/sellers',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Put a seller on a list whom no claim names yet',
        body: newSeller,
        response: { 200: sellerMade, default: problem },
      },
    },
    async (request) => ({ sellerId: await enterSeller(db, callerOf(request), request.body) }),
  );

  app.get(
    '/v1/seller-lists',
    {
      config: forClaimWorkers('claims:follow'),
      schema: {
        summary: 'Sellers on the lists of the caller’s organisation, as its devices keep them',
        querystring: z.strictObject({ known: z.string().max(64).optional() }),
        response: { 200: sellerLists, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const read = (scope: Scope) => listsForDevices(scope, caller.organisationId);
      // Staff's own lists are of sellers whom claims of others name.
      const found = isProgramStaff(caller.roles)
        ? await db.asStaff(caller.userId, read)
        : await db.inOrganisation(caller, read);
      return request.query.known === found.version ? { ...found, sellers: null } : found;
    },
  );

  app.get(
    '/v1/sellers/:sellerId',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'A seller’s listings, claims, removals and counter-notices, and what is kept of it',
        params: one,
        response: { 200: sellerPage, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { sellerId } = request.params;
      const page = await readSeller(db, caller, sellerId);
      const notes = page.entries.filter(({ kind }) => kind === 'note');
      await auditLog.addLook(
        caller.organisationId,
        {
          action: 'seller.read',
          actorUserId: caller.userId,
          entity: sellerId,
          detail: { claims: page.claims.length, entries: page.entries.length, notes: notes.length },
        },
        {
          screen: `seller ${sellerId}`,
          things: [
            'the page',
            ...page.claims.map(({ claimId }) => claimId),
            ...page.entries.map(({ entryId }) => entryId),
          ],
        },
      );
      return page;
    },
  );

  app.post(
    '/v1/sellers/:sellerId/entries',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Put a seller on a list, keep a note, or keep a penalty that somebody told of',
        params: one,
        body: newSellerEntry,
        response: { 200: sellerEntries, default: problem },
      },
    },
    async (request) => ({
      entries: await keepOfSeller(db, callerOf(request), request.params.sellerId, request.body),
    }),
  );

  app.post(
    '/v1/sellers/:sellerId/entries/:entryId/undo',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Take back a list, a note or a penalty of one’s own organisation',
        params: one.extend({ entryId: uuid }),
        body: sellerUndo,
        response: { 200: sellerEntries, default: problem },
      },
    },
    async (request) => ({
      entries: await takeBack(db, callerOf(request), { ...request.params, ...request.body }),
    }),
  );
};
