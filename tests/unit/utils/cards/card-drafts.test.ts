import type { ListingCard } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { draftsFromCards } from '../../../../utils/cards-view/card-drafts.ts';
import { draftReadiness } from '../../../../utils/drafts/drafts.ts';
import { newDatabase } from '../../support/new-database.ts';
import { draftRow, NOW } from '../../support/rows.ts';

const CARD: ListingCard = {
  marketplace: 'lazada',
  itemId: '3750000001',
  scope: 'sg',
  canonicalUrl: 'https://www.lazada.sg/products/-i3750000001.html',
  title: 'AURORA 登山夹克',
  price: { value: { min: 23.9, max: 23.9, currency: 'SGD' }, raw: '$23.90' },
  seller: { name: 'Ridge Line', id: '77' },
  source: 'state:pageData',
};

describe('drafts of cards', () => {
  it('have what the card shows, with where it stood, and cannot be finished without a capture', async () => {
    const db = newDatabase();
    expect(await draftsFromCards(db, [CARD], NOW)).toEqual({ made: 1, there: 0 });
    const [draft] = await db.drafts.toArray();
    expect(draft).toMatchObject({
      ...{ listingKey: 'lazada:3750000001@sg', openKey: 'lazada:3750000001@sg', evidence: [] },
      target: { title: 'AURORA 登山夹克', price: { min: 23.9 }, seller: { id: '77' } },
      facts: { price: { raw: '$23.90', source: 'card:state:pageData' } },
    });
    const unmet = draft && draftReadiness(draft, undefined, '2026-09-21');
    expect(JSON.stringify(unmet)).toContain('evidence');
  });

  it('leave a draft that is there as it is', async () => {
    const db = newDatabase();
    const there = draftRow({ listingKey: 'lazada:3750000001@sg', openKey: 'lazada:3750000001@sg' });
    await db.drafts.add(there);
    expect(await draftsFromCards(db, [CARD, { ...CARD, scope: 'my' }], NOW)).toEqual({ made: 1, there: 1 });
    expect(await db.drafts.get(there.draftId)).toEqual(there);
  });
});
