import { expect, it } from 'vitest';
import type { ReporterDatabase } from '../../../../utils/database/database.ts';
import { lineOf } from '../../../../utils/database/line-rows.ts';
import { deleteDraft, restoreDraft } from '../../../../utils/drafts/delete-draft.ts';
import { newDatabase } from '../../support/new-database.ts';
import { draftRow, entryRow, NOW } from '../../support/rows.ts';

/** What the lines are, and what they have to be. */
async function both(db: ReporterDatabase) {
  const [lines, drafts, entries] = await Promise.all([
    db.lines.toArray(),
    db.drafts.toArray(),
    db.outbox.toArray(),
  ]);
  const made = drafts.map((draft) =>
    lineOf(
      draft,
      entries.find(({ entityId }) => entityId === draft.draftId),
    ),
  );
  return [lines, made];
}

async function isInStep(db: ReporterDatabase): Promise<void> {
  const [lines, made] = await both(db);
  expect(lines).toEqual(made);
}

it('a line is there with its draft, changes with it and with its outbox entry, and goes with it', async () => {
  const db = newDatabase();
  const draft = draftRow();
  await db.drafts.add(draft);
  expect(await db.lines.toArray()).toMatchObject([
    { draftId: draft.draftId, stage: 'draft', title: 'Aurora jacket' },
  ]);
  const { openKey: _, ...closed } = draft;
  const entry = entryRow(draft);
  await db.transaction('rw', db.drafts, db.outbox, async () => {
    await db.drafts.put({ ...closed, state: 'finished', finishedAt: NOW });
    await db.outbox.add(entry);
  });
  expect(await db.lines.get(draft.draftId)).toMatchObject({ stage: 'on-way', at: NOW });
  await db.outbox.update(entry.opId, { state: 'parked' });
  expect(await db.lines.get(draft.draftId)).toMatchObject({ stage: 'parked', urgentAt: NOW });
  await isInStep(db);
  await db.outbox.where('state').equals('parked').modify({ state: 'acked' });
  await db.drafts.update(draft.draftId, { serverState: 'needs_info' });
  expect(await db.lines.get(draft.draftId)).toMatchObject({ stage: 'sent', urgentAt: NOW });
  await db.outbox.delete(entry.opId);
  await isInStep(db);
  expect((await db.lines.get(draft.draftId))?.entry).toBeUndefined();
  await db.drafts.toCollection().delete();
  expect(await db.lines.count()).toBe(0);
});

it('many at once, and all at once', async () => {
  const db = newDatabase();
  const drafts = Array.from({ length: 30 }, () => draftRow({ state: 'finished', finishedAt: NOW }));
  await db.drafts.bulkAdd(drafts);
  await db.outbox.bulkAdd(drafts.map((draft) => entryRow(draft, { state: 'parked' })));
  expect(await db.lines.where('urgentAt').above(0).count()).toBe(30);
  await isInStep(db);
  await db.outbox.clear();
  expect(await db.lines.where('urgentAt').above(0).count()).toBe(0);
  await db.drafts.bulkDelete(drafts.slice(0, 10).map(({ draftId }) => draftId));
  await isInStep(db);
  await db.drafts.clear();
  expect(await db.lines.count()).toBe(0);
});

it('a deletion takes the line along, and its way back brings it with its entry', async () => {
  const db = newDatabase();
  const draft = draftRow({ state: 'finished' });
  await db.drafts.add(draft);
  await db.outbox.add(entryRow(draft, { state: 'parked' }));
  await deleteDraft(db, draft.draftId, NOW);
  expect(await db.lines.count()).toBe(0);
  await restoreDraft(db, draft.draftId);
  expect(await db.lines.toArray()).toMatchObject([{ stage: 'parked' }]);
  await isInStep(db);
});

it('a change that is taken back leaves the line as it was', async () => {
  const db = newDatabase();
  const draft = draftRow();
  await db.drafts.add(draft);
  const failing = db.transaction('rw', db.drafts, async () => {
    await db.drafts.delete(draft.draftId);
    throw new Error('in the middle');
  });
  await expect(failing).rejects.toThrow('in the middle');
  await isInStep(db);
  await expect(db.drafts.add(draftRow({ openKey: draft.listingKey }))).rejects.toThrow();
  expect(await db.lines.count()).toBe(1);
});

it('a draft that is refused leaves no line, and those beside it theirs', async () => {
  const db = newDatabase();
  const first = draftRow();
  await db.drafts.add(first);
  await db.transaction('rw', db.drafts, async () => {
    const { openKey = '' } = first;
    await db.drafts.bulkAdd([draftRow({ openKey }), draftRow()]).catch(() => undefined);
  });
  expect(await db.drafts.count()).toBe(2);
  await isInStep(db);
});
