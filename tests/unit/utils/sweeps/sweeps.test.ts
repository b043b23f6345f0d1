import type { Right } from '@marketsafe/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ReporterDatabase } from '../../../../utils/database/database.ts';
import type { SweepRow } from '../../../../utils/database/sweep-rows.ts';
import { draftReadiness, finishDraft } from '../../../../utils/drafts/drafts.ts';
import { addItems } from '../../../../utils/sweeps/add-items.ts';
import { countItems, progressOf } from '../../../../utils/sweeps/pace.ts';
import { joinDraft, markListing, undoStep } from '../../../../utils/sweeps/steps.ts';
import {
  addSweep,
  changeSweep,
  declareForSweep,
  endSweep,
  pauseSweep,
  runningSweep,
  startSweep,
  stopOnLostRight,
} from '../../../../utils/sweeps/sweeps.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';
import { draftRow, markRow } from '../../support/rows.ts';
import { VERIFIED_RIGHT } from '../../support/verified-right.ts';

const NOW = 1_790_000_000_000;
const ANA = {
  user: { userId: '00000000-0000-4000-8000-00000000000b', name: 'Ana', email: 'ana@example.com' },
  organisation: { organisationId: '00000000-0000-4000-8000-00000000000a', name: 'Aurora' },
  roles: ['investigator' as const],
  language: null,
};
const KEY = 'aliexpress:1005006000000001';
const LISTING = {
  listingKey: KEY,
  marketplace: 'aliexpress',
  url: 'https://www.aliexpress.com/item/1005006000000001.html',
  title: 'Aurora jacket',
} as const;
const TEXT = 'The title uses our registered mark for goods that we never made.';

let db: ReporterDatabase;
let sweepId: string;

const rights = (change: Partial<Right> = {}) =>
  db.reference.put({ key: 'rights', rights: [{ ...VERIFIED_RIGHT, ...change }], fetchedAt: NOW });
const sweep = async (): Promise<SweepRow> => (await db.sweeps.get(sweepId)) as SweepRow;
const signIn = (me = ANA) =>
  db.session.put({
    ...{ key: 'session', state: 'signed-in', serverUrl: 'http://127.0.0.1:4310', token: 't', me, since: NOW },
  });

/** A sweep that runs and for which everything is chosen and declared. */
beforeEach(async () => {
  db = newDatabase();
  await rights();
  await signIn();
  sweepId = await addSweep(db, { name: 'Aurora jackets', profile: 'quick' }, NOW);
  await changeSweep(
    db,
    sweepId,
    {
      rightId: VERIFIED_RIGHT.rightId,
      reason: 'unfair-trademark-use',
      explanation: { en: TEXT, zh: '' },
      particulars: { markStandsOut: 'In the title.' },
    },
    NOW,
  );
  await declareForSweep(db, sweepId, true, NOW);
  await startSweep(db, sweepId, NOW);
});

const captured = (change: Parameters<typeof captureInto>[1] = {}) =>
  captureInto(db, { at: NOW, ...change, sweepId });

describe('a capture in a sweep', () => {
  it('makes a draft that has what the sweep has, and says for which sweep it was declared, by whom and when', async () => {
    const draftId = await captured();
    const draft = await db.drafts.get(draftId);
    expect(draft).toMatchObject({
      sweepId,
      rightId: VERIFIED_RIGHT.rightId,
      reason: 'unfair-trademark-use',
      explanation: { en: TEXT, zh: '' },
      declarations: { goodFaith: true, accurate: true, authorised: true },
      declaredIn: {
        sweepId,
        sweep: 'Aurora jackets',
        texts: { goodFaith: 1, accurate: 1, authorised: 1 },
        at: new Date(NOW).toISOString(),
        by: { userId: ANA.user.userId, name: 'Ana' },
      },
    });
    expect(await db.sweepItems.toArray()).toMatchObject([
      { sweepId, listingKey: KEY, from: 'tabs', state: 'captured', draftId },
    ]);
  });

  it('makes a draft that is ready where the sweep has all that its reason asks for', async () => {
    const draftId = await captured();
    const draft = await db.drafts.get(draftId);
    if (!draft) throw new Error('no draft');
    const missing = draftReadiness(draft, VERIFIED_RIGHT, '2026-11-29').filter(
      ({ severity }) => severity === 'missing',
    );
    expect(missing).toEqual([]);
    const context = { right: VERIFIED_RIGHT, today: '2026-11-29', version: '0.1.0', now: NOW };
    expect(await finishDraft(db, draftId, { ...context, masker: PLAIN_MASKER })).toHaveProperty('queued');
  });

  it('keeps what somebody has written in a draft that was there, and never declares for it', async () => {
    const own = draftRow({ listingKey: KEY, openKey: KEY, explanation: { en: 'Mine.', zh: '' } });
    await db.drafts.add(own);
    await joinDraft(db, own.draftId, sweepId, NOW);
    const draft = await db.drafts.get(own.draftId);
    expect(draft).toMatchObject({ sweepId, explanation: { en: 'Mine.' }, declarations: { accurate: false } });
    expect(draft?.declaredIn).toBeUndefined();
  });

  it('is not declared for another account than the one that declared, nor while nobody is signed in', async () => {
    await signIn({ ...ANA, user: { ...ANA.user, userId: '00000000-0000-4000-8000-0000000000ff' } });
    expect((await db.drafts.get(await captured()))?.declaredIn).toBeUndefined();
    await db.session.put({ key: 'session', state: 'signed-out' });
    const other = await captured({ itemId: '1005006000000002', png: new Uint8Array([1]) });
    expect(await db.drafts.get(other)).toMatchObject({ reason: 'unfair-trademark-use', sweepId });
    expect((await db.drafts.get(other))?.declarations.goodFaith).toBe(false);
  });

  it.each([
    ['right-expired', { expiresOn: '2020-01-01' }],
    ['right-rejected', { status: 'rejected' }],
    ['right-gone', { rightId: '00000000-0000-4000-8000-0000000000ee' }],
  ] as const)(
    'on a right that is lost (%s) is kept, has nothing of that right, and the sweep stops and says so',
    async (code, change) => {
      await rights(change);
      const draft = await db.drafts.get(await captured());
      expect(draft).toMatchObject({ sweepId, declarations: { accurate: false } });
      expect(draft?.rightId).toBeUndefined();
      expect(await sweep()).toMatchObject({
        state: 'paused',
        stopped: { code },
        spans: [{ from: NOW, to: NOW }],
      });
      await expect(startSweep(db, sweepId, NOW)).rejects.toThrow('sweep-right');
    },
  );

  it('of a marketplace that the sweep does not look at is no part of it', async () => {
    await changeSweep(db, sweepId, { marketplaces: ['taobao'] }, NOW);
    expect((await db.drafts.get(await captured()))?.sweepId).toBeUndefined();
    expect(await db.sweepItems.count()).toBe(0);
  });
});

describe('a sweep', () => {
  it('runs alone: starting another pauses it, and its time does not go on', async () => {
    const other = await addSweep(db, { name: 'Other', profile: 'quick' }, NOW);
    expect((await startSweep(db, other, NOW + 1_000))?.sweepId).toBe(sweepId);
    expect((await runningSweep(db))?.sweepId).toBe(other);
    expect(await sweep()).toMatchObject({ state: 'paused', spans: [{ from: NOW, to: NOW + 1_000 }] });
    await startSweep(db, sweepId, NOW + 5_000);
    expect((await sweep()).spans).toEqual([{ from: NOW, to: NOW + 1_000 }, { from: NOW + 5_000 }]);
    await endSweep(db, sweepId, NOW + 6_000);
    await expect(startSweep(db, sweepId, NOW)).rejects.toThrow('sweep-gone');
  });

  it('needs a name, and something to declare about', async () => {
    const bare = await addSweep(db, { name: '', profile: 'quick' }, NOW);
    await expect(startSweep(db, bare, NOW)).rejects.toThrow('sweep-no-name');
    await expect(declareForSweep(db, bare, true, NOW)).rejects.toThrow('sweep-declare-first');
  });

  it.each([
    ['right', { rightId: '00000000-0000-4000-8000-0000000000aa' }],
    ['reason', { reason: 'model-does-not-exist' }],
    ['statement', { explanation: { en: TEXT, zh: '另一句' } }],
    ['particulars', { particulars: { markStandsOut: 'Everywhere.' } }],
  ] as const)('has to be declared anew once its %s changes', async (_, change) => {
    await changeSweep(db, sweepId, { name: 'Another name', next: 'close' }, NOW);
    expect((await sweep()).declared).toBeDefined();
    await changeSweep(db, sweepId, change, NOW);
    expect((await sweep()).declared).toBeUndefined();
  });

  it('stops when it is heard that its right was withdrawn', async () => {
    await stopOnLostRight(db, NOW);
    expect((await sweep()).state).toBe('running');
    await rights({ status: 'rejected' });
    await stopOnLostRight(db, NOW + 1);
    expect(await sweep()).toMatchObject({ state: 'paused', stopped: { code: 'right-rejected' } });
  });

  it('has a pace of the time that it ran, and none before it can be said', async () => {
    await markListing(db, LISTING, { kind: 'watch', sweepId, by: null, now: NOW });
    await pauseSweep(db, sweepId, NOW + 60_000);
    const counts = await countItems(db, sweepId);
    expect(progressOf(await sweep(), counts, NOW + 9_000_000)).toEqual({ counts, done: 1, perHour: 60 });
    expect(progressOf({ spans: [{ from: NOW }] }, counts, NOW + 1_000).perHour).toBeNull();
  });
});

describe('a list', () => {
  const link = (itemId: string) => ({
    listingKey: `aliexpress:${itemId}`,
    marketplace: 'aliexpress' as const,
    url: `https://www.aliexpress.com/item/${itemId}.html`,
  });

  it('keeps what is there, and marks what somebody has dealt with', async () => {
    await db.marks.add(markRow({ listingKey: 'aliexpress:1005006000000002' }));
    await db.drafts.add(draftRow({ listingKey: 'aliexpress:1005006000000003' }));
    await db.known.add({
      ...{ id: 'claim:1', kind: 'claim', listingKey: 'aliexpress:1005006000000004', at: NOW, by: 'Bo' },
    });
    const links = ['1', '2', '3', '4'].map((end) => link(`100500600000000${end}`));
    expect(await addItems(db, sweepId, links, 'links', NOW)).toEqual({ added: 1, there: 0, known: 3 });
    await markListing(db, LISTING, { kind: 'not-infringing', sweepId, by: null, now: NOW });
    expect(await addItems(db, sweepId, links, 'links', NOW)).toEqual({ added: 0, there: 4, known: 0 });
    expect(await countItems(db, sweepId)).toEqual({ open: 0, captured: 0, skipped: 4, failed: 0 });
  });
});

describe('taking the last step back', () => {
  it('deletes the draft that it made, and opens the listing again', async () => {
    await addItems(db, sweepId, [LISTING], 'links', NOW);
    const draftId = await captured();
    expect(await undoStep(db, sweepId, NOW + 1)).toMatchObject({ did: 'captured', listingKey: KEY });
    expect(await db.drafts.get(draftId)).toBeUndefined();
    expect(await db.deletions.get(draftId)).toBeDefined();
    expect(await db.sweepItems.get([sweepId, KEY])).toMatchObject({ state: 'open', from: 'links' });
    await expect(undoStep(db, sweepId, NOW + 2)).rejects.toThrow('sweep-nothing-to-undo');
  });

  it('leaves a draft that was there before', async () => {
    const own = draftRow({ listingKey: KEY, openKey: KEY });
    await db.drafts.add(own);
    await joinDraft(db, own.draftId, sweepId, NOW);
    await undoStep(db, sweepId, NOW + 1);
    expect(await db.drafts.get(own.draftId)).toBeDefined();
    expect(await db.sweepItems.count()).toBe(0);
  });

  it('gives back the word that stood on the listing, step by step', async () => {
    await markListing(db, LISTING, { kind: 'watch', sweepId, by: 'Ana', now: NOW });
    await markListing(db, LISTING, { kind: 'not-infringing', sweepId, by: 'Ana', now: NOW + 1 });
    await undoStep(db, sweepId, NOW + 2);
    expect(await db.marks.get(KEY)).toMatchObject({ kind: 'watch' });
    await undoStep(db, sweepId, NOW + 3);
    expect(await db.marks.get(KEY)).toBeUndefined();
  });

  it('is refused for a report that is finished', async () => {
    const draftId = await captured();
    await db.drafts.update(draftId, { state: 'finished' });
    await expect(undoStep(db, sweepId, NOW)).rejects.toThrow('undo-finished');
    expect((await sweep()).steps).toHaveLength(1);
  });
});

it('no word is put on a listing that has an open draft', async () => {
  await captured();
  await expect(
    markListing(db, LISTING, { kind: 'not-infringing', sweepId, by: null, now: NOW }),
  ).rejects.toThrow('mark-has-draft');
  expect(await db.marks.count()).toBe(0);
});
