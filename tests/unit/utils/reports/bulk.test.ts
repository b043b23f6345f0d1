import { beforeEach, describe, expect, it } from 'vitest';
import type { ReporterDatabase } from '../../../../utils/database/database.ts';
import { lastDeletion, restoreDraft } from '../../../../utils/drafts/delete-draft.ts';
import { editDraft } from '../../../../utils/drafts/drafts.ts';
import { currentHold, putOnHold } from '../../../../utils/drafts/legal-hold.ts';
import { findDue } from '../../../../utils/outbox/due.ts';
import {
  deleteAll,
  finishAll,
  setReason,
  setRight,
  summariseReadiness,
  takeStatements,
} from '../../../../utils/reports/bulk.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';
import { READY_FIELDS } from '../../support/ready-fields.ts';
import { draftRow, entryRow, NOW } from '../../support/rows.ts';
import { VERIFIED_RIGHT } from '../../support/verified-right.ts';

const RIGHTS = [VERIFIED_RIGHT];
const TODAY = '2026-09-21';

let db: ReporterDatabase;
beforeEach(() => {
  db = newDatabase();
});

async function drafts(count: number, change: Parameters<typeof draftRow>[0] = {}): Promise<string[]> {
  const rows = Array.from({ length: count }, () => draftRow(change));
  await db.drafts.bulkAdd(rows);
  return rows.map(({ draftId }) => draftId);
}

/** Drafts with a real capture each and everything filled in. */
async function readyDrafts(itemIds: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const itemId of itemIds) {
    const draftId = await captureInto(db, { itemId });
    await editDraft(db, draftId, READY_FIELDS);
    ids.push(draftId);
  }
  return ids;
}

const finishing = () =>
  ({
    rights: RIGHTS,
    today: TODAY,
    version: '0.1.0',
    masker: PLAIN_MASKER,
    onProgress: () => undefined,
  }) as const;

describe('edits of many drafts', () => {
  it('give all a right and are undone as one; one that was edited since stays as it is', async () => {
    const ids = await drafts(130);
    const before = await db.drafts.toArray();
    const [edited, ...others] = ids;
    if (edited === undefined) throw new Error('no draft');
    const done = await setRight(db, ids, VERIFIED_RIGHT.rightId);
    expect(done).toMatchObject({ count: 130, left: 0 });
    expect((await db.drafts.toArray()).every(({ rightId }) => rightId === VERIFIED_RIGHT.rightId)).toBe(true);
    await db.drafts.update(edited, { updatedAt: NOW * 2, reason: 'design' });
    expect(await done.undo()).toEqual({ back: 129, stayed: 1 });
    expect(await db.drafts.get(edited)).toMatchObject({ rightId: VERIFIED_RIGHT.rightId, reason: 'design' });
    const after = await db.drafts.bulkGet(others);
    expect(after.map((row) => ({ ...row, updatedAt: 0 }))).toEqual(
      before.slice(1).map((row) => ({ ...row, updatedAt: 0 })),
    );
  });

  it('leave finished reports alone', async () => {
    const finished = await drafts(2, { state: 'finished' });
    const open = await drafts(1);
    expect(await setReason(db, [...finished, ...open], 'design')).toMatchObject({ count: 1, left: 2 });
    expect((await db.drafts.bulkGet(finished)).map((draft) => draft?.reason)).toEqual([undefined, undefined]);
  });

  it('take the statement of each draft’s own reason over, never over what a person wrote', async () => {
    const [bare, written, none] = await drafts(3);
    if (!bare || !written || !none) throw new Error('three drafts');
    await setReason(db, [bare, written], 'design');
    await editDraft(db, written, { en: 'Mine.' });
    const done = await takeStatements(db, [bare, written, none]);
    expect(done.count).toBe(2);
    const [first, second, third] = await db.drafts.bulkGet([bare, written, none]);
    expect(first?.explanation.en).toContain('registered design');
    expect(second?.explanation.en).toBe('Mine.');
    expect(second?.explanation.zh).toContain('外观设计');
    expect(third?.explanation).toEqual({ en: '', zh: '' });
    await done.undo();
    expect((await db.drafts.get(written))?.explanation).toEqual({ en: 'Mine.', zh: '' });
  });

  it('keep a hold that was put on meanwhile when they are undone', async () => {
    const ids = await drafts(1);
    const done = await setRight(db, ids, VERIFIED_RIGHT.rightId);
    await putOnHold(db, ids[0] ?? '', { reason: 'Case 1', by: null, now: NOW });
    expect(await done.undo()).toEqual({ back: 1, stayed: 0 });
    const [draft] = await db.drafts.toArray();
    expect(draft && currentHold(draft)?.reason).toBe('Case 1');
    expect(draft?.rightId).toBeUndefined();
  });
});

describe('many drafts', () => {
  it('are looked at before they are finished: how many are ready, and what the others lack', async () => {
    const ready = await readyDrafts(['1005006000000011', '1005006000000012']);
    const bare = await drafts(3);
    const finished = await drafts(1, { state: 'finished' });
    const summary = await summariseReadiness(db, [...ready, ...bare, ...finished], {
      rights: RIGHTS,
      today: TODAY,
    });
    expect(summary).toMatchObject({ drafts: 5, ready: 2 });
    expect(summary.lacks.map(({ unmet, count }) => [unmet.code, count])).toContainEqual(['right', 3]);
  });

  it('are finished where they are ready, not sent before the way back is over, and taken back whole', async () => {
    const ready = await readyDrafts(['1005006000000011', '1005006000000012']);
    const bare = await drafts(1);
    const before = await db.drafts.bulkGet(ready);
    const done = await finishAll(db, [...ready, ...bare], finishing());
    expect(done).toMatchObject({ count: 2, left: 1 });
    expect((await findDue(db, Date.now(), true)).due).toEqual([]);
    expect((await findDue(db, Date.now() + 11_000, true)).due).toHaveLength(2);
    expect(await done.undo()).toEqual({ back: 2, stayed: 0 });
    expect(await db.outbox.count()).toBe(0);
    const after = await db.drafts.bulkGet(ready);
    expect(after.map((draft) => ({ ...draft, updatedAt: 0 }))).toEqual(
      before.map((draft) => ({ ...draft, updatedAt: 0 })),
    );
  });

  it('are not taken back once a sender has begun', async () => {
    const ready = await readyDrafts(['1005006000000011', '1005006000000012']);
    const done = await finishAll(db, ready, finishing());
    const [first] = await db.outbox.toArray();
    await db.outbox.update(first?.opId ?? '', { sendingSince: Date.now() });
    expect(await done.undo()).toEqual({ back: 1, stayed: 1 });
    expect((await db.outbox.toArray()).map(({ opId }) => opId)).toEqual([first?.opId]);
  });

  it('are deleted as one but for what is on its way or on hold, and come back together', async () => {
    const free = await drafts(2);
    const held = await drafts(1);
    await putOnHold(db, held[0] ?? '', { reason: 'Case 1', by: null, now: NOW });
    const sent = draftRow({ state: 'finished' });
    await db.drafts.add(sent);
    await db.outbox.add(entryRow(sent));
    const done = await deleteAll(db, [...free, ...held, sent.draftId], NOW);
    expect(done).toMatchObject({ count: 2, left: 2 });
    expect(await db.drafts.count()).toBe(2);
    const last = await lastDeletion(db, NOW);
    expect(new Set(last?.draftIds)).toEqual(new Set(free));
    await restoreDraft(db, ...(last?.draftIds ?? []));
    expect(await db.drafts.count()).toBe(4);
  });
});
