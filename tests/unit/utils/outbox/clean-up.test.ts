import { describe, expect, it } from 'vitest';
import { deleteDraft, restoreDraft } from '../../../../utils/drafts/drafts.ts';
import { cleanUp } from '../../../../utils/outbox/clean-up.ts';
import { drain } from '../../../../utils/outbox/drain.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newStage, START, type Stage } from './support/stage.ts';

const DAY = 86_400_000;

async function sentReport(stage: Stage): Promise<number> {
  await stage.queue();
  await drain(stage.deps, { hurry: false });
  return stage.db.blobs.count();
}

describe('freeing blobs', () => {
  it('waits until the keep-days after the acknowledgement are over', async () => {
    const stage = await newStage();
    const blobs = await sentReport(stage);
    const acknowledged = stage.clock.now();
    expect(await cleanUp(stage.db, 30, acknowledged + 30 * DAY - 1)).toEqual({ blobs: 0, bytes: 0 });
    const freed = await cleanUp(stage.db, 30, acknowledged + 30 * DAY);
    expect(freed.blobs).toBe(blobs);
    expect(freed.bytes).toBeGreaterThan(0);
    expect(await stage.db.blobs.count()).toBe(0);
    expect(await stage.db.drafts.count()).toBe(1);
  });

  it.each(['ready', 'parked'] as const)('never takes a blob of a %s report, however old', async (state) => {
    const stage = await newStage();
    const opId = await stage.queue();
    await stage.db.outbox.update(opId, { state });
    await stage.db.blobs.toCollection().modify({ acknowledgedAt: 1, storedAt: 1 });
    await cleanUp(stage.db, 0, START + 10_000 * DAY);
    expect(await stage.db.blobs.count()).toBeGreaterThan(0);
    expect(await stage.db.blobs.bulkGet((await stage.db.outbox.get(opId))?.needs ?? [])).not.toContain(
      undefined,
    );
  });

  it('never takes a blob of an open draft, also when a sent report had the same bytes', async () => {
    const stage = await newStage();
    await sentReport(stage);
    await captureInto(stage.db);
    await cleanUp(stage.db, 0, START + 10_000 * DAY);
    const capture = (await stage.db.captures.toArray()).at(-1);
    const open = await stage.db.drafts.where('state').equals('draft').first();
    const hashes = open?.evidence.flatMap((item) => item.files.map((file) => file.sha256)) ?? [];
    expect(hashes.length).toBeGreaterThan(0);
    expect(await stage.db.blobs.bulkGet(hashes)).not.toContain(undefined);
    expect(capture).toBeDefined();
  });

  it('never takes a blob that the server has not acknowledged while anything refers to it', async () => {
    const stage = await newStage();
    const blobs = await sentReport(stage);
    await stage.db.blobs.toCollection().modify((blob) => {
      delete blob.acknowledgedAt;
    });
    await cleanUp(stage.db, 0, START + 10_000 * DAY);
    expect(await stage.db.blobs.count()).toBe(blobs);
  });

  it('takes what nothing refers to after a day, so that deleting a draft can be undone until then', async () => {
    const stage = await newStage();
    const draftId = await captureInto(stage.db, { itemId: '1005006000000001', at: START });
    const blobs = await stage.db.blobs.count();
    const deleted = await deleteDraft(stage.db, draftId);
    await cleanUp(stage.db, 0, START + DAY - 1);
    if (deleted) await restoreDraft(stage.db, deleted);
    await cleanUp(stage.db, 0, START + 10 * DAY);
    expect(await stage.db.blobs.count()).toBe(blobs);

    await deleteDraft(stage.db, draftId);
    await cleanUp(stage.db, 0, START + DAY);
    expect(await stage.db.blobs.count()).toBe(0);
  });
});
