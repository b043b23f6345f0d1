import { describe, expect, it } from 'vitest';
import { loadQueue } from '../../../../utils/queue/queue-data.ts';
import { newDatabase } from '../../support/new-database.ts';
import { draftRow, entryRow, MINUTE, NOW } from '../../support/rows.ts';

async function filled() {
  const db = newDatabase();
  const open = [draftRow({ createdAt: NOW - 3 * MINUTE }), draftRow({ createdAt: NOW - MINUTE })];
  const closed = [4, 5, 6, 7].map((minutes) =>
    draftRow({ state: 'finished', createdAt: NOW - 9 * MINUTE, finishedAt: NOW - minutes * MINUTE }),
  );
  const [ready, parked, acked, cleaned] = closed;
  if (!ready || !parked || !acked || !cleaned) throw new Error('four finished drafts');
  await db.drafts.bulkAdd([...open, ...closed]);
  await db.outbox.bulkAdd([
    entryRow(ready),
    entryRow(parked, { state: 'parked' }),
    entryRow(acked, { state: 'acked' }),
  ]);
  return { db, open, ready, parked, acked, cleaned };
}

const ids = (page: Awaited<ReturnType<typeof loadQueue>>) => page.pairs.map(({ draft }) => draft.draftId);

describe('loadQueue', () => {
  it('puts every draft and report under exactly one filter, a cleaned-up report under sent', async () => {
    const { db, open, ready, parked, acked, cleaned } = await filled();
    expect(ids(await loadQueue(db, 'draft', 10))).toEqual(open.map((draft) => draft.draftId).reverse());
    expect(ids(await loadQueue(db, 'on-way', 10))).toEqual([ready.draftId]);
    expect(ids(await loadQueue(db, 'parked', 10))).toEqual([parked.draftId]);
    expect(ids(await loadQueue(db, 'sent', 10))).toEqual([cleaned.draftId, acked.draftId]);
    expect((await loadQueue(db, 'all', 10)).counts).toEqual({
      all: 6,
      draft: 2,
      'on-way': 1,
      sent: 2,
      parked: 1,
    });
  });

  it('shows all of them newest first', async () => {
    const { db } = await filled();
    const page = await loadQueue(db, 'all', 10);
    const times = page.pairs.map(({ draft }) => draft.finishedAt ?? draft.createdAt);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(page).toMatchObject({ more: false, pairs: { length: 6 } });
  });

  it('reads no more rows than asked for and says that there are more', async () => {
    const { db } = await filled();
    const page = await loadQueue(db, 'all', 4);
    expect(page.pairs).toHaveLength(4);
    expect(page.more).toBe(true);
  });
});
