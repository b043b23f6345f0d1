import {
  claimTarget,
  emptyFields,
  type ListingCard,
  type ListingFacts,
  listingKey,
} from '@marketsafe/contract';
import { v7 as uuidv7 } from 'uuid';
import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';

/** What a card shows, as facts with where they stood. */
function factsOf({ title, price, seller, source }: ListingCard): ListingFacts {
  const from = `card:${source}`.slice(0, 200);
  return {
    ...(title !== undefined && { title: { value: title, raw: title, source: from } }),
    ...(price && { price: { value: price.value, raw: price.raw, source: from } }),
    ...(seller && {
      seller: { value: seller, raw: seller.name ?? seller.id ?? seller.url ?? '', source: from },
    }),
  };
}

function draftOf(card: ListingCard, now: number): DraftRow | undefined {
  const target = claimTarget.safeParse({
    kind: 'listing',
    marketplace: card.marketplace,
    itemId: card.itemId,
    canonicalUrl: card.canonicalUrl.replace(/^http:/, 'https:'),
    title: card.title,
    price: card.price?.value,
    seller: card.seller,
    capturedAt: new Date(now).toISOString(),
  });
  if (!target.success) return undefined;
  const key = listingKey(card);
  return {
    draftId: uuidv7(),
    listingKey: key,
    openKey: key,
    state: 'draft',
    createdAt: now,
    updatedAt: now,
    target: target.data,
    facts: factsOf(card),
    evidence: [],
    ...emptyFields(),
  };
}

/**
 * Makes drafts of what cards show: facts alone, so that none of them can be finished before its listing was captured, which goes into the
 * same draft. A listing that has an open draft keeps it. `now` in Unix milliseconds.
 */
export async function draftsFromCards(
  db: ReporterDatabase,
  cards: readonly ListingCard[],
  now: number,
): Promise<{ made: number; there: number }> {
  return db.transaction('rw', db.drafts, async () => {
    const keys = cards.map(listingKey);
    const open = new Set(
      (await db.drafts.where('openKey').anyOf(keys).toArray()).map((row) => row.listingKey),
    );
    const drafts = cards
      .filter((card) => !open.has(listingKey(card)))
      .flatMap((card) => draftOf(card, now) ?? []);
    await db.drafts.bulkAdd(drafts);
    return { made: drafts.length, there: cards.length - drafts.length };
  });
}
