import { standingSentence } from '@marketsafe/words';
import { describe, expect, it } from 'vitest';
import type { KnownRow } from '../../../../utils/database/known-rows.ts';
import { identityOfKey, sellerKey, sisterKeys } from '../../../../utils/known/listing-identity.ts';
import { sellerTally } from '../../../../utils/known/seller-tally.ts';
import { standing, standingsOf } from '../../../../utils/known/standing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { draftRow, entryRow, MINUTE, markRow, NOW } from '../../support/rows.ts';

const KEY = 'aliexpress:1005006000000001';

function claim(change: Partial<KnownRow> = {}): KnownRow {
  return {
    ...{ id: 'claim:a', kind: 'claim', listingKey: KEY, number: 'MS-0000-0001', state: 'in_review' },
    ...{ at: NOW - MINUTE, by: 'Marco Lead' },
    ...change,
  } as KnownRow;
}

const receipt = (number: string) => ({
  claimId: '0193a000-0000-7000-8000-000000000001',
  number,
  state: 'in_review' as const,
  receivedAt: new Date(NOW).toISOString(),
  bodySha256: '0'.repeat(64),
});

describe('how a listing stands', () => {
  it('is new where there is nothing', async () => {
    expect(await standing(newDatabase(), KEY)).toEqual({ is: 'new' });
  });

  it('is what this device is at before what the organisation has', async () => {
    const db = newDatabase();
    await db.known.add(claim());
    const draft = draftRow({ listingKey: KEY, openKey: KEY });
    await db.drafts.add(draft);
    expect(await standing(db, KEY)).toMatchObject({ is: 'draft', draftId: draft.draftId });
  });

  it('is on its way until it is acknowledged, and says when it needs somebody', async () => {
    const db = newDatabase();
    const draft = draftRow({ listingKey: KEY, state: 'finished' });
    const entry = entryRow(draft);
    await db.drafts.add(draft);
    await db.outbox.add(entry);
    expect(await standing(db, KEY)).toMatchObject({ is: 'on-its-way', parked: false });
    await db.outbox.update(entry.opId, { state: 'parked' });
    expect(await standing(db, KEY)).toMatchObject({ is: 'on-its-way', parked: true });
  });

  it('is the claim of a colleague with number, state, who and when', async () => {
    const db = newDatabase();
    await db.known.add(claim({ state: 'removed' }));
    expect(await standing(db, KEY)).toEqual({
      ...{ is: 'sent', number: 'MS-0000-0001', state: 'removed', at: NOW - MINUTE, by: 'Marco Lead' },
    });
  });

  it('says for what the marketplace refused: a colleague’s claim, and one’s own as this device heard it', async () => {
    const db = newDatabase();
    await db.known.add(claim({ state: 'platform_rejected', cause: 'grey-market' }));
    expect(standingSentence(await standing(db, KEY), NOW)).toBe(
      'Reported by Marco Lead 1 minute ago as MS-0000-0001; the marketplace refused: Genuine goods, sold without authorisation.',
    );
    const own = draftRow({ listingKey: KEY, state: 'finished', receipt: receipt('MS-0000-0002') });
    const answer = { outcome: 'refused' as const, cause: 'evidence-insufficient' as const };
    await db.drafts.add({ ...own, serverState: 'platform_rejected', answer });
    expect(await standing(db, KEY)).toMatchObject({ number: 'MS-0000-0002', cause: 'evidence-insufficient' });
  });

  it('is one’s own report once, with the state that this device heard last', async () => {
    const db = newDatabase();
    const draft = draftRow({
      ...{ listingKey: KEY, state: 'finished', receipt: receipt('MS-0000-0009') },
      serverState: 'removed',
    });
    await db.drafts.add(draft);
    await db.known.add(claim({ id: `claim:${draft.draftId}`, number: 'MS-0000-0009', by: null }));
    expect(await standing(db, KEY)).toMatchObject({
      ...{ is: 'sent', number: 'MS-0000-0009', state: 'removed', by: null, draftId: draft.draftId },
    });
  });

  it('is the open claim of several, not its duplicate, however new that is', async () => {
    const db = newDatabase();
    await db.known.bulkAdd([
      claim({ id: 'claim:open', number: 'MS-0000-0001', at: NOW - 9 * MINUTE }),
      claim({
        id: 'claim:twin',
        number: 'MS-0000-0002',
        state: 'duplicate',
        sameAs: 'MS-0000-0001',
        at: NOW,
      }),
    ]);
    expect(await standing(db, KEY)).toMatchObject({ number: 'MS-0000-0001' });
    await db.known.delete('claim:open');
    expect(await standing(db, KEY)).toMatchObject({ state: 'duplicate', sameAs: 'MS-0000-0001' });
  });

  it('is a colleague’s draft, or one’s own elsewhere, but not the draft that is here', async () => {
    const db = newDatabase();
    const notice = { kind: 'draft', listingKey: KEY, at: NOW, by: 'Marco Lead' } as const;
    await db.known.add({ ...notice, id: 'draft:theirs' });
    expect(await standing(db, KEY)).toEqual({ is: 'draft-elsewhere', at: NOW, by: 'Marco Lead' });
    const finished = draftRow({ listingKey: KEY, state: 'finished' });
    await db.drafts.add(finished);
    await db.known.put({ ...notice, id: `draft:${finished.draftId}`, by: null });
    await db.known.delete('draft:theirs');
    expect(await standing(db, KEY)).toEqual({ is: 'new' });
  });

  it('is a person’s word where nobody has more', async () => {
    const db = newDatabase();
    await db.marks.add(markRow({ listingKey: KEY, kind: 'watch' }));
    expect(await standing(db, KEY)).toMatchObject({ is: 'watched' });
    await db.marks.put(markRow({ listingKey: KEY, kind: 'not-infringing' }));
    expect(await standing(db, KEY)).toMatchObject({ is: 'not-infringing' });
    await db.known.add(claim());
    expect(await standing(db, KEY)).toMatchObject({ is: 'sent' });
  });

  it('is perhaps the same item where a sister site has the number, and never surely', async () => {
    const db = newDatabase();
    await db.known.add(claim({ listingKey: 'tmall:600000000001' }));
    expect(await standing(db, 'taobao:600000000001')).toMatchObject({
      ...{ is: 'perhaps', listingKey: 'tmall:600000000001', other: { number: 'MS-0000-0001' } },
    });
    expect(await standing(db, '1688:600000000001')).toEqual({ is: 'new' });
    expect(await standing(db, 'goofish:600000000001')).toEqual({ is: 'new' });
  });

  it('is told of many at once, each by its own key', async () => {
    const db = newDatabase();
    await db.known.add(claim());
    await db.marks.add(markRow({ listingKey: 'lazada:1@my' }));
    const found = await standingsOf(db, [KEY, 'lazada:1@my', 'lazada:1@sg']);
    expect([...found].map(([key, { is }]) => [key, is])).toEqual([
      [KEY, 'sent'],
      ['lazada:1@my', 'not-infringing'],
      ['lazada:1@sg', 'new'],
    ]);
  });
});

describe('a seller', () => {
  it('is counted by listings, on sister sites together, withdrawn ones left out', async () => {
    const db = newDatabase();
    const seller = sellerKey('tmall', { id: '77' }) ?? '';
    expect(seller).toBe(sellerKey('taobao', { id: '77' }));
    expect(seller).not.toBe(sellerKey('1688', { id: '77' }));
    const row = (id: string, listingKey: string, state: KnownRow['state']) =>
      claim({ id, listingKey, sellerKey: seller, ...(state && { state }) });
    await db.known.bulkAdd([
      row('claim:1', 'tmall:1', 'removed'),
      row('claim:2', 'tmall:1', 'duplicate'),
      row('claim:3', 'taobao:2', 'in_review'),
      row('claim:4', 'taobao:3', 'withdrawn'),
    ]);
    expect(await sellerTally(db, seller)).toEqual({ reported: 2, removed: 1 });
    expect(await sellerTally(db, 'taobao:78')).toBeNull();
  });

  it('without a number of theirs is nobody’s', () => {
    expect(sellerKey('taobao', undefined)).toBeUndefined();
    expect(sellerKey('taobao', {})).toBeUndefined();
  });
});

describe('a listing’s key', () => {
  it('is read back as it was made, and anything else is none', () => {
    expect(identityOfKey('lazada:1@my')).toEqual({ marketplace: 'lazada', itemId: '1', scope: 'my' });
    expect(identityOfKey(KEY)).toEqual({ marketplace: 'aliexpress', itemId: '1005006000000001' });
    for (const key of ['', 'lazada', 'elsewhere:1', 'lazada:x', 'lazada:1@']) {
      expect([key, identityOfKey(key)]).toEqual([key, undefined]);
    }
  });

  it('has sisters where sites number together', () => {
    expect(sisterKeys('tmall-global:1').sort()).toEqual(['taobao:1', 'tmall:1']);
    expect(sisterKeys('1688:1')).toEqual([]);
  });
});
