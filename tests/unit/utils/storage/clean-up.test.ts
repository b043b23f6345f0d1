import { describe, expect, it } from 'vitest';
import { addBlobs } from '../../../../utils/drafts/blobs.ts';
import { deleteDraft, restoreDraft, UNDO_MS } from '../../../../utils/drafts/delete-draft.ts';
import { putOnHold, releaseHold } from '../../../../utils/drafts/legal-hold.ts';
import { drain } from '../../../../utils/outbox/drain.ts';
import { cleanUp } from '../../../../utils/storage/clean-up.ts';
import { captureInto, takenOfListing } from '../../support/captured-listing.ts';
import { newStage, START, type Stage } from '../outbox/support/stage.ts';

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

  it('keeps what was deleted until the deletion cannot be undone any more, however old it is', async () => {
    const stage = await newStage();
    const deletedAt = START + 10 * DAY;
    const draftId = await captureInto(stage.db, { itemId: '1005006000000001', at: START });
    const blobs = await stage.db.blobs.count();
    await deleteDraft(stage.db, draftId, deletedAt);
    await cleanUp(stage.db, 0, deletedAt + UNDO_MS - 1);
    await restoreDraft(stage.db, draftId);
    expect(await stage.db.blobs.count()).toBe(blobs);

    await deleteDraft(stage.db, draftId, deletedAt);
    await cleanUp(stage.db, 0, deletedAt + UNDO_MS);
    expect(await stage.db.blobs.count()).toBe(0);
    expect(await stage.db.deletions.count()).toBe(0);
  });

  it('takes nothing of a capture under way: neither its page nor its slices nor its pictures', async () => {
    const stage = await newStage();
    await captureInto(stage.db, { at: START });
    const [capture] = await stage.db.captures.toArray();
    const [first, ...others] = capture?.manifest.files ?? [];
    await Promise.all([stage.db.captures.clear(), stage.db.drafts.clear()]);
    await stage.db.captureJobs.put({
      captureId: crypto.randomUUID(),
      listingKey: 'aliexpress:1005006000000001',
      tabId: 1,
      url: 'https://www.aliexpress.com/item/1005006000000001.html',
      startedAt: START,
      state: 'interrupted',
      profile: 'full',
      moment: { ...(await takenOfListing()).moment, files: first ? [first] : [] },
      slices: others,
      pictures: [],
    });
    await cleanUp(stage.db, 0, START + 10_000 * DAY);
    const left = await stage.db.blobs.toCollection().primaryKeys();
    expect(new Set(left)).toEqual(new Set([first, ...others].map((file) => file?.sha256)));
  });

  it('takes nothing of a report on legal hold, and takes it once the hold is released', async () => {
    const stage = await newStage();
    const blobs = await sentReport(stage);
    const [draft] = await stage.db.drafts.toArray();
    const hold = { reason: 'case 12', by: null, now: START };
    await putOnHold(stage.db, draft?.draftId ?? '', hold);
    expect(await cleanUp(stage.db, 0, START + 10_000 * DAY)).toEqual({ blobs: 0, bytes: 0 });
    await releaseHold(stage.db, draft?.draftId ?? '', hold);
    expect(await cleanUp(stage.db, 0, START + 10_000 * DAY)).toMatchObject({ blobs });
  });

  it('leaves bytes alone that were stored anew: the capture that they belong to is not written yet', async () => {
    const stage = await newStage();
    const draftId = await captureInto(stage.db, { at: START });
    const rows = await stage.db.blobs.toArray();
    await deleteDraft(stage.db, draftId, START);
    const later = START + 3 * DAY;
    await stage.db.transaction('rw', stage.db.blobs, () =>
      addBlobs(
        stage.db,
        rows.slice(0, 1).map(({ sha256, bytes }) => ({ file: { sha256, type: 'image/png' }, bytes })),
        later,
      ),
    );
    await cleanUp(stage.db, 0, later + DAY - 1);
    expect(await stage.db.blobs.toCollection().primaryKeys()).toEqual([rows[0]?.sha256]);
  });
});
