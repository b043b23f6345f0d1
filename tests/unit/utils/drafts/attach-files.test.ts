import { addedFilesOf, claimSubmission, fieldOf } from '@marketsafe/contract';
import { sha256Hex } from '@marketsafe/evidence';
import { describe, expect, it } from 'vitest';
import type { ReporterDatabase } from '../../../../utils/database/database.ts';
import { attachFiles, detachFile } from '../../../../utils/drafts/attach-files.ts';
import { blobNeeds } from '../../../../utils/drafts/blob-needs.ts';
import { deleteDraft } from '../../../../utils/drafts/delete-draft.ts';
import { editDraft, finishDraft } from '../../../../utils/drafts/drafts.ts';
import { putOnHold } from '../../../../utils/drafts/legal-hold.ts';
import { collectDrafts } from '../../../../utils/packages/collect-drafts.ts';
import { cleanUp } from '../../../../utils/storage/clean-up.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { pngOf } from '../../support/picture-headers.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';
import { READY_FIELDS } from '../../support/ready-fields.ts';
import { VERIFIED_RIGHT as RIGHT } from '../../support/verified-right.ts';

const NOW = Date.now();
const YEAR = 365 * 86_400_000;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const CONTEXT = { right: RIGHT, today: '2026-01-01', version: '0.1.0', now: NOW, masker: PLAIN_MASKER };

const png = (name: string, content = name) => new File([new Uint8Array(PNG), content], name);
const pdf = (name: string) => new File(['%PDF-1.7 ', name], name);

async function openDraft(db: ReporterDatabase): Promise<string> {
  const draftId = await captureInto(db);
  await editDraft(db, draftId, { ...READY_FIELDS, reason: 'test-buy', testBuyOrder: '5012345678901234' });
  return draftId;
}

async function reportOf(db: ReporterDatabase, draftId: string) {
  const draft = await db.drafts.get(draftId);
  if (!draft) throw new Error('the draft is gone');
  return fieldOf(draft, 'testBuyReport');
}

describe('a file that a person adds', () => {
  it('is on disk under its hash with what it is, before anything says so', async () => {
    const db = newDatabase();
    const draftId = await openDraft(db);
    expect(await attachFiles(db, draftId, 'testBuyReport', [pdf('report.pdf')])).toEqual([]);
    const [file] = await reportOf(db, draftId);
    expect(file).toMatchObject({
      name: 'report.pdf',
      type: 'application/pdf',
      bytes: pdf('report.pdf').size,
    });
    const row = await db.blobs.get(file?.sha256 ?? '');
    expect(row && (await sha256Hex(row.bytes))).toBe(file?.sha256);
    expect(row?.type).toBe('application/pdf');
  });

  it.each<[string, File, string]>([
    ['is no picture and no document', new File(['<html>'], 'page.pdf'), 'kind'],
    ['is another kind than its name says', new File(['MZ\x90\x00'], 'photo.png'), 'kind'],
    ['is empty', new File([], 'empty.pdf'), 'empty'],
    ['is larger than 20 MB', new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'big.pdf'), 'large'],
    ['claims gigabytes of pixels', new File([pngOf(100_000, 100_000)], 'vast.png'), 'vast'],
  ])('is refused with a reason where it %s, and the others are added', async (_, file, why) => {
    const db = newDatabase();
    const draftId = await openDraft(db);
    const refused = await attachFiles(db, draftId, 'testBuyReport', [file, pdf('good.pdf')]);
    expect(refused).toEqual([{ name: file.name, why }]);
    expect((await reportOf(db, draftId)).map(({ name }) => name)).toEqual(['good.pdf']);
  });

  it('is refused where it is there already, or the field is full, or takes no such kind', async () => {
    const db = newDatabase();
    const draftId = await openDraft(db);
    const all = [1, 2, 3, 4, 5].map((index) => pdf(`report ${index}.pdf`));
    expect(await attachFiles(db, draftId, 'testBuyReport', all)).toEqual([]);
    expect(await attachFiles(db, draftId, 'testBuyReport', [pdf('report 1.pdf'), pdf('six.pdf')])).toEqual([
      { name: 'report 1.pdf', why: 'twice' },
      { name: 'six.pdf', why: 'many' },
    ]);
    expect(await attachFiles(db, draftId, 'comparisonPictures', [pdf('text.pdf')])).toEqual([
      { name: 'text.pdf', why: 'kind' },
    ]);
  });

  it('does not undo what another window adds at the same time', async () => {
    const db = newDatabase();
    const draftId = await openDraft(db);
    await Promise.all([
      attachFiles(db, draftId, 'testBuyReport', [pdf('one.pdf')]),
      attachFiles(db, draftId, 'testBuyReport', [pdf('two.pdf')]),
      editDraft(db, draftId, { testBuyOrder: '999999' }),
    ]);
    expect((await reportOf(db, draftId)).map(({ name }) => name).sort()).toEqual(['one.pdf', 'two.pdf']);
    expect((await db.drafts.get(draftId))?.particulars?.testBuyOrder).toBe('999999');
  });
});

describe('what was added', () => {
  async function withReport() {
    const db = newDatabase();
    const draftId = await openDraft(db);
    await attachFiles(db, draftId, 'testBuyReport', [pdf('report.pdf')]);
    await attachFiles(db, draftId, 'comparisonPictures', [png('tell.png')]);
    const draft = await db.drafts.get(draftId);
    const [report = '', picture = ''] = addedFilesOf(draft ?? {}).map(({ file }) => file.sha256);
    return { db, draftId, report, picture };
  }

  it('is kept while the draft is, whatever reason is chosen, and freed when it was taken out', async () => {
    const { db, draftId, report, picture } = await withReport();
    await cleanUp(db, 1, NOW + YEAR);
    expect(await db.blobs.bulkGet([report, picture])).not.toContain(undefined);
    await detachFile(db, draftId, 'comparisonPictures', picture);
    await cleanUp(db, 1, NOW + YEAR);
    expect(await db.blobs.get(picture)).toBeUndefined();
    expect(await db.blobs.get(report)).toBeDefined();
  });

  it('is handed in, sent and packed with the claim that its reason asks for, and nothing else is', async () => {
    const { db, draftId, report, picture } = await withReport();
    const outcome = await finishDraft(db, draftId, CONTEXT);
    if (!('queued' in outcome)) throw new Error(JSON.stringify(outcome));
    const entry = await db.outbox.get(outcome.queued);
    expect(entry?.needs).toContain(report);
    expect(entry?.needs).not.toContain(picture);
    const claim = claimSubmission.parse(JSON.parse(entry?.body ?? ''));
    expect(claim.particulars?.testBuyReport?.[0]).toMatchObject({ sha256: report, name: 'report.pdf' });
    expect(claim.particulars).not.toHaveProperty('comparisonPictures');
    const { added } = await collectDrafts(db, [draftId]);
    expect([...added.keys()]).toEqual([report]);
  });

  it('cannot be finished without: what is no longer on this device stops it, and nothing is lost', async () => {
    const { db, draftId, report } = await withReport();
    await db.blobs.delete(report);
    await expect(finishDraft(db, draftId, CONTEXT)).rejects.toThrow();
    expect((await db.drafts.get(draftId))?.state).toBe('draft');
    expect(await db.outbox.count()).toBe(0);
  });

  it('is freed with the rest of the report once it was sent, and what another reason asked for with it', async () => {
    const { db, draftId, report, picture } = await withReport();
    await finishDraft(db, draftId, CONTEXT);
    const entry = await db.outbox.where('entityId').equals(draftId).first();
    await db.drafts.update(draftId, {
      receipt: {
        claimId: draftId,
        number: 'MS-0000-0000',
        state: 'received',
        receivedAt: '',
        bodySha256: '',
      },
    });
    await db.outbox.update(entry?.opId ?? '', { state: 'acked' });
    await db.blobs.toCollection().modify({ acknowledgedAt: NOW });
    expect((await blobNeeds(db, NOW)).get(report)).toBe('sent');
    await cleanUp(db, 1, NOW + YEAR);
    expect(await db.blobs.bulkGet([report, picture])).toEqual([undefined, undefined]);
  });

  it('stays for a legal hold, and for a deletion that can be undone', async () => {
    const { db, draftId, report } = await withReport();
    await putOnHold(db, draftId, { reason: 'Case 1', by: null, now: NOW });
    expect((await blobNeeds(db, NOW)).get(report)).toBe('hold');
    const other = await withReport();
    await deleteDraft(other.db, other.draftId, NOW);
    expect((await blobNeeds(other.db, NOW + 1)).get(other.report)).toBe('deleted');
  });
});
