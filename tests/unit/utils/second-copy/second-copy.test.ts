import { sha256Hex, verifySignature } from '@marketsafe/evidence';
import type { Table } from 'dexie';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepMoment } from '../../../../utils/capture/capture-job.ts';
import { RESERVE } from '../../../../utils/database/reserve.ts';
import { deleteDraft, forgetDeletions } from '../../../../utils/drafts/delete-draft.ts';
import { editDraft, finishDraft } from '../../../../utils/drafts/drafts.ts';
import { putOnHold } from '../../../../utils/drafts/legal-hold.ts';
import { saveBoxes } from '../../../../utils/masking/save-boxes.ts';
import { acknowledge } from '../../../../utils/outbox/entry-states.ts';
import { isAllThere } from '../../../../utils/second-copy/compare.ts';
import { type Units, unitName, unitText } from '../../../../utils/second-copy/units.ts';
import { cleanUp } from '../../../../utils/storage/clean-up.ts';
import { SOON } from '../../../support/soon.ts';
import { captureInto, takenOfListing } from '../../support/captured-listing.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';
import { READY_FIELDS } from '../../support/ready-fields.ts';
import { draftRow, entryRow, markRow, sweepItemRow, sweepRow } from '../../support/rows.ts';
import { VERIFIED_RIGHT } from '../../support/verified-right.ts';
import { contents, Profile } from './support.ts';

let profile: Profile;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  profile = new Profile();
});

const names = (start: string) => [...profile.folder.files.keys()].filter((name) => name.startsWith(start));

/** Waits until the copies are those of the database, byte for byte in number and size. */
async function settled(): Promise<void> {
  await profile.copies.settled(SOON.timeout);
}

async function finished(draftId: string): Promise<void> {
  await editDraft(profile.db, draftId, READY_FIELDS);
  const outcome = await finishDraft(profile.db, draftId, {
    right: VERIFIED_RIGHT,
    today: '2026-09-21',
    version: '0.1.0',
    now: profile.now,
    masker: PLAIN_MASKER,
  });
  if (!('queued' in outcome)) throw new Error(JSON.stringify(outcome));
}

/** A draft with masks, another one on its way, a deleted one, a capture under way, and the chain of all of them. */
async function fill(): Promise<void> {
  const { db } = profile;
  await profile.check();
  const first = await captureInto(db, { itemId: '1005006000000001' });
  await captureInto(db, { itemId: '1005006000000001', png: new Uint8Array([1, 2, 3]) });
  const sending = await captureInto(db, { itemId: '1005006000000002', png: new Uint8Array([4, 5]) });
  const gone = await captureInto(db, { itemId: '1005006000000003', png: new Uint8Array([6]) });
  await editDraft(db, first, { en: 'It is a fake', zh: '假货' });
  const [capture] = await db.captures.where('draftId').equals(first).toArray();
  await saveBoxes(db, capture?.captureId ?? '', [{ x: 1, y: 2, width: 3, height: 4 }], 5);
  await putOnHold(db, first, { reason: 'lawsuit', by: null, now: 6 });
  await finished(sending);
  await deleteDraft(db, gone, profile.now);
  const { moment, files } = await takenOfListing({ itemId: '1005006000000004', captureId: 'under-way' });
  await db.captureJobs.add({
    ...{
      captureId: 'under-way',
      listingKey: 'aliexpress:1005006000000004',
      tabId: 1,
      url: 'https://x.test/',
    },
    ...{ startedAt: 1, state: 'capturing', profile: 'full' },
  });
  await keepMoment(db, moment, files);
  await db.sweeps.add(sweepRow({ sweepId: 'sweep-1' }));
  await db.sweepItems.bulkAdd([
    sweepItemRow({ sweepId: 'sweep-1', listingKey: 'aliexpress:1005006000000001' }),
    sweepItemRow({ sweepId: 'sweep-1', listingKey: 'lazada:1000000012@sg' }),
  ]);
  await db.marks.bulkAdd([
    markRow({ listingKey: 'lazada:1000000012@sg' }),
    markRow({ listingKey: 'taobao:600000000012' }),
    markRow({ listingKey: 'taobao:600000000013' }),
  ]);
  await settled();
}

describe('a second copy', () => {
  it('of a capture is whole when its files are saved: what is lost then is put back, byte for byte', async () => {
    await fill();
    const before = await contents(profile.db);
    expect(await isAllThere(profile.deps())).toBe(true);
    profile.lose();
    expect(await isAllThere(profile.deps())).toBe(false);
    expect(await profile.check()).toEqual({ state: 'sound' });
    const after = await contents(profile.db);
    expect(after).toEqual({ ...before, key: after.key });
    expect(await isAllThere(profile.deps())).toBe(true);
    expect(profile.told).toMatchObject([
      { drafts: 1, reports: 1, captures: 3, files: before.bytes.length, damaged: 0, keyLost: false },
    ]);
    // The chain goes on with the same key.
    const draftId = await captureInto(profile.db, { itemId: '1005006000000005' });
    const [capture] = await profile.db.captures.where('draftId').equals(draftId).toArray();
    expect(capture?.manifest.device).toMatchObject({
      deviceId: before.device?.deviceId,
      sequence: (before.device?.sequence ?? 0) + 1,
      previous: before.device?.lastManifestSha256,
    });
    const manifest = await profile.db.blobs.get(capture?.manifestSha256 ?? '');
    const bytes = new Uint8Array((await manifest?.bytes.arrayBuffer()) ?? new ArrayBuffer(0));
    expect(await verifySignature(before.device?.publicKey ?? '', bytes, capture?.signature ?? '')).toBe(true);
  });

  it('is put back whole after a rebuild that died at any of its steps, and what was edited meanwhile stays', async () => {
    await fill();
    const before = await contents(profile.db);
    const copies = new Map(profile.folder.files);
    let died = true;
    for (let step = 1; died; step += 1) {
      profile.lose();
      profile.folder.files.clear();
      for (const [name, file] of copies) profile.folder.files.set(name, file);
      let left = step;
      died = false;
      const die = () => {
        left -= 1;
        if (left > 0) return;
        died = true;
        throw new Error('the browser dies');
      };
      profile.folder.act = die;
      const { db } = profile;
      const kept = [db.sweeps, db.sweepItems, db.marks];
      for (const table of [
        db.blobs,
        db.captures,
        db.drafts,
        db.captureJobs,
        db.deletions,
        db.device,
        ...kept,
      ]) {
        (table as Table).hook('creating', die);
      }
      await profile.check();
      profile.folder.act = () => undefined;
      profile.start(db.name);
      if (died)
        expect((await profile.db.device.count()) === 0 || (await isAllThere(profile.deps()))).toBe(true);
      expect(await profile.check()).toEqual({ state: 'sound' });
      const after = await contents(profile.db);
      expect(after, `step ${step}`).toEqual({ ...before, key: after.key });
      expect(new Set(profile.folder.files.keys()), `step ${step}`).toEqual(new Set(copies.keys()));
    }
  });

  it.each(['file.', 'draft.', 'capture.', 'device.'])(
    'that is damaged (%s…) is counted, never put back, and costs nothing else',
    async (kind) => {
      await fill();
      const before = await contents(profile.db);
      const [damaged = ''] = names(kind);
      const text = (await profile.folder.files.get(damaged)?.text()) ?? '';
      profile.folder.files.set(damaged, new Blob([`${text.slice(0, -1)}\0`]));
      profile.lose();
      expect(await profile.check()).toEqual({ state: 'sound' });
      expect(profile.told[0]?.damaged).toBe(1);
      const after = await contents(profile.db);
      const lost =
        before.bytes.length + before.rows.flat().length - after.bytes.length - after.rows.flat().length;
      expect(lost).toBeGreaterThanOrEqual(kind === 'device.' ? 0 : 1);
      expect(lost).toBeLessThanOrEqual(3);
    },
  );

  it('is not put back where the disk has no room for it: how much it takes is said, nothing is written, and it goes on later', async () => {
    await fill();
    const before = await contents(profile.db);
    let free = RESERVE;
    profile.estimate = async () => ({ usage: 0, quota: free });
    profile.lose();
    const state = await profile.check();
    expect(state).toMatchObject({ state: 'no-room', drafts: 2 });
    expect((await contents(profile.db)).rows.flat()).toEqual([]);
    expect(await profile.db.device.count()).toBe(0);
    free = state.state === 'no-room' ? state.bytes + RESERVE : 0;
    expect(await profile.check()).toEqual({ state: 'sound' });
    expect((await contents(profile.db)).rows).toEqual(before.rows);
  });

  it('of a device whose key is lost keeps what its captures are checked with, and a new chain begins', async () => {
    await fill();
    const before = await contents(profile.db);
    profile.keys.clear();
    profile.lose();
    await profile.check();
    expect(profile.told).toMatchObject([{ keyLost: true, damaged: 0 }]);
    const { device } = await contents(profile.db);
    expect(device).toMatchObject({
      sequence: 0,
      earlier: [{ deviceId: before.device?.deviceId, publicKey: before.device?.publicKey }],
    });
    expect((await contents(profile.db)).rows).toEqual(before.rows);
  });

  it('follows every change: names and contents are those of a comparison', async () => {
    await fill();
    const followed = new Map(profile.folder.files);
    profile.folder.files.clear();
    await profile.copies.compare();
    expect(new Set(followed.keys())).toEqual(new Set(profile.folder.files.keys()));
    for (const [name, file] of profile.folder.files)
      expect(await followed.get(name)?.text()).toBe(await file.text());
  });

  it('is freed with the acknowledgement, unless on hold, and with a deletion that is final', async () => {
    await fill();
    const { db } = profile;
    profile.now += 60_000;
    const [entry] = await db.outbox.toArray();
    const receipt = { claimId: entry?.entityId } as never;
    await acknowledge(db, entry?.opId ?? '', receipt, profile.now);
    await expect.poll(() => names(`draft.${entry?.entityId}`), SOON).toEqual([]);
    await forgetDeletions(db);
    await cleanUp(db, 7, profile.now);
    await expect.poll(() => names('deletion.'), SOON).toEqual([]);
    // The draft on hold with its two captures, the one under way, and their files.
    await expect.poll(() => names('capture.').length, SOON).toBe(2);
    const kept = await db.captures.toArray();
    const [job] = await db.captureJobs.toArray();
    const held = kept.filter(({ draftId }) => draftId !== entry?.entityId);
    const hashes = new Set([
      ...held.flatMap(({ manifestSha256, manifest }) => [
        manifestSha256,
        ...manifest.files.map((file) => file.sha256),
      ]),
      ...(job?.moment?.files.map((file) => file.sha256) ?? []),
    ]);
    await expect.poll(() => new Set(names('file.').map((name) => name.split('.')[1])), SOON).toEqual(hashes);
    expect(await isAllThere(profile.deps())).toBe(true);
  });

  it('that did not come about does not make a save fail, and is made at the next start; what a death left is swept', async () => {
    await profile.check();
    profile.folder.act = (step) => {
      if (step.startsWith('write')) throw new DOMException('full', 'QuotaExceededError');
    };
    const draftId = await captureInto(profile.db, {});
    await settled();
    expect(await profile.db.drafts.count()).toBe(1);
    expect(names('file.')).toEqual([]);
    profile.folder.act = () => undefined;
    profile.folder.files.set('file.0.image_png.1.crswap', new Blob(['half']));
    profile.folder.files.set(`draft.${draftId}.${profile.db.verno}.json`, new Blob(['']));
    await profile.check();
    expect(names('file.').length).toBe(await profile.db.blobs.count());
    expect(names('file.0.')).toEqual([]);
    expect(profile.folder.files.get(`draft.${draftId}.${profile.db.verno}.json`)?.size).toBeGreaterThan(100);
  });

  it('gives back bytes that only it has, and only what hashes to its name', async () => {
    await fill();
    const { db } = profile;
    const hashes = (await db.blobs.toCollection().primaryKeys()).toSorted();
    const [first = '', second = ''] = hashes;
    await db.blobs.bulkDelete([first, second]);
    await settled();
    const [bad = ''] = names(`file.${second}`);
    profile.folder.files.set(bad, new Blob(['something else']));
    await profile.check();
    expect((await db.blobs.toCollection().primaryKeys()).toSorted()).toEqual(
      hashes.filter((hash) => hash !== second),
    );
  });

  it('of a sweep follows each of its listings, and of marks those that are taken back', async () => {
    await fill();
    const { db } = profile;
    await db.sweepItems.update(['sweep-1', 'lazada:1000000012@sg'], { state: 'skipped' });
    await db.marks.delete('taobao:600000000013');
    await db.marks.delete('taobao:600000000012');
    await settled();
    expect(names('marks.')).toEqual([`marks.12.${db.verno}.json`]);
    const before = await contents(db);
    profile.lose();
    await profile.check();
    const { sweepItems, marks } = profile.db;
    expect((await sweepItems.toArray()).map(({ state }) => state)).toEqual(['open', 'skipped']);
    expect((await marks.toArray()).map(({ listingKey }) => listingKey)).toEqual(['lazada:1000000012@sg']);
    expect((await contents(profile.db)).rows).toEqual(before.rows);
  });

  it('is never touched by a database that is new: it may be all that is left', async () => {
    await fill();
    const before = new Set(profile.folder.files.keys());
    profile.lose();
    await profile.db.drafts.clear();
    await profile.copies.compare();
    await settled();
    expect(new Set(profile.folder.files.keys())).toEqual(before);
  });

  it('of an earlier version of the database comes back in the form of this one', async () => {
    const draft = draftRow({ state: 'finished' });
    const { lastProblem: _, ...entry } = entryRow(draft, { bodySha256: await sha256Hex('{}') });
    const lastProblem = { type: 'network', sentence: 'The server could not be reached.', at: 5 };
    const unit = { draft, masks: [], entry: { ...entry, lastProblem } } as unknown as Units['draft'];
    const { draftId } = draft;
    profile.folder.files.set(unitName('draft', draftId, 2), new Blob([await unitText<'draft'>(unit)]));
    expect(await profile.check()).toEqual({ state: 'sound' });
    expect(profile.told).toMatchObject([{ damaged: 0, reports: 1 }]);
    expect(await profile.db.outbox.toArray()).toEqual([
      { ...entry, lastProblem: { code: 'unreachable', at: 5 } },
    ]);
    expect(await profile.db.drafts.toArray()).toEqual([draft]);
    expect(names('draft.')).toEqual([unitName('draft', draftId, profile.db.verno)]);
  });

  it('of a database that cannot be read is counted, and nothing is said to be there', async () => {
    await fill();
    profile.db.close();
    expect(await profile.check()).toEqual({ state: 'unreadable', drafts: 2 });
    expect(await isAllThere(profile.deps())).toBe(false);
  });
});
