import { beforeEach, describe, expect, it } from 'vitest';
import type { ReporterDatabase } from '../../../../utils/database/database.ts';
import type { KnownRow } from '../../../../utils/database/known-rows.ts';
import { editDraft } from '../../../../utils/drafts/drafts.ts';
import { excludeDraft } from '../../../../utils/drafts/exclude-draft.ts';
import { readReview, reviewCards } from '../../../../utils/review/review-view.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { READY_FIELDS } from '../../support/ready-fields.ts';
import { VERIFIED_RIGHT } from '../../support/verified-right.ts';

const NOW = Date.parse('2026-09-21T12:00:00Z');

let db: ReporterDatabase;
beforeEach(async () => {
  db = newDatabase();
  await db.reference.put({ key: 'rights', rights: [VERIFIED_RIGHT], fetchedAt: 0 } as never);
});

async function draft(itemId: string, { ready = true }: { ready?: boolean } = {}): Promise<string> {
  const draftId = await captureInto(db, { itemId, at: NOW - Number(itemId) });
  if (ready) await editDraft(db, draftId, READY_FIELDS);
  return draftId;
}

async function known(itemId: string, change: Partial<KnownRow> = {}): Promise<void> {
  await db.known.put({
    id: `claim:${itemId}`,
    kind: 'claim',
    listingKey: `aliexpress:${itemId}`,
    number: 'MS-TEST-0001',
    state: 'in_review',
    at: NOW - 3 * 86_400_000,
    by: 'Li Wei',
    ...change,
  });
}

const sheet = async (sweepId: string | null = null) => reviewCards(await readReview(db, sweepId), NOW);

describe('the sheet', () => {
  it('has every open draft, the oldest first, and those that may be finished together', async () => {
    const newest = await draft('11');
    const oldest = await draft('33', { ready: false });
    const middle = await draft('22');
    const cards = await sheet();
    expect(cards.map(({ draftId }) => draftId)).toEqual([oldest, middle, newest]);
    expect(cards.map(({ together }) => together)).toEqual([false, true, true]);
    expect(cards[0]?.missing).toMatch(/right/);
  });

  it('leaves a draft to a person whose listing a colleague has reported, with the number and the name', async () => {
    await draft('11');
    await known('11');
    const [card] = await sheet();
    expect(card).toMatchObject({ ready: true, together: false });
    expect(card?.unusual[0]).toMatchObject({ tone: 'bad' });
    expect(card?.unusual[0]?.sentence).toMatch(/Li Wei.*MS-TEST-0001|MS-TEST-0001.*Li Wei/);
  });

  it('finishes one together with the others where what was reported was removed: it is a relist', async () => {
    await draft('11');
    await known('11', { state: 'removed' });
    const [card] = await sheet();
    expect(card?.together).toBe(true);
    expect(card?.unusual[0]?.tone).toBe('warn');
  });

  it('keeps an excluded draft in view, and out of what is finished together', async () => {
    const draftId = await draft('11');
    await excludeDraft(db, draftId, { at: NOW, by: null });
    expect(await sheet()).toMatchObject([{ excluded: true, ready: true, together: false }]);
  });

  it('of a sweep has its drafts alone', async () => {
    const inside = await draft('11');
    await draft('22');
    await db.drafts.update(inside, { sweepId: 'sweep-1' });
    expect((await sheet('sweep-1')).map(({ draftId }) => draftId)).toEqual([inside]);
  });

  it('takes a right that has expired meanwhile for what it is: nothing is filed on it', async () => {
    await draft('11');
    const rights = [{ ...VERIFIED_RIGHT, expiresOn: '2020-01-01' }];
    await db.reference.put({ key: 'rights', rights, fetchedAt: 0 } as never);
    expect(await sheet()).toMatchObject([{ ready: false, together: false }]);
  });
});
