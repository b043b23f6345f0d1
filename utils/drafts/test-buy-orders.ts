import { testBuyOrderOf } from '@marketsafe/contract';
import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';

/**
 * Orders that other drafts and reports on this device rest on, each with what names the one that does: its number, or its item. Empty where
 * the draft's reason asks for no order.
 */
export async function otherOrders(
  db: ReporterDatabase,
  { draftId, reason }: Pick<DraftRow, 'draftId' | 'reason'>,
): Promise<ReadonlyMap<string, string>> {
  const orders = new Map<string, string>();
  if (reason !== 'test-buy') return orders;
  await db.drafts.each((other) => {
    const order = other.draftId === draftId ? undefined : testBuyOrderOf(other);
    if (order !== undefined) orders.set(order, other.receipt?.number ?? other.target.itemId);
  });
  return orders;
}
