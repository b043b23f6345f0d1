import type { MarketplaceId } from '@marketsafe/contract';
import { type Procedure, packetLinks, procedureFor } from '@marketsafe/contract/procedures';
import type { Scope } from '../db/database.ts';
import { readBook } from '../procedures/queries.ts';

/** How a packet's marketplace takes listings down, as it holds now: of its country sites none, since a packet is for all of them. */
export async function packetProcedure(scope: Scope, marketplace: MarketplaceId): Promise<Procedure> {
  const { book } = await readBook(scope);
  return procedureFor(marketplace, { site: null, book });
}

/** How many links a packet for a marketplace holds at most. */
export async function linksTaken(scope: Scope, marketplace: MarketplaceId): Promise<number> {
  return packetLinks(await packetProcedure(scope, marketplace));
}
