import { withFields } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { editDraft } from '../../../../utils/drafts/drafts.ts';
import { previewLines, previewOf } from '../../../../utils/panel/preview.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';
import { READY_FIELDS } from '../../support/ready-fields.ts';
import { draftRow } from '../../support/rows.ts';
import { VERIFIED_RIGHT } from '../../support/verified-right.ts';

const FILE = { name: 'Li Wei.pdf', sha256: 'a'.repeat(64), bytes: 9, type: 'application/pdf' } as const;
const CONSENT = { text: 1, at: '2026-05-31T10:00:00.000Z', by: null };

const saidOf = (draft = draftRow()) => JSON.stringify(previewLines(draft, VERIFIED_RIGHT));

describe('what the marketplace will see', () => {
  it('is the same in two drafts that differ only in what stays with the program', () => {
    const draft = withFields(draftRow(), { ...READY_FIELDS, reason: 'test-buy' });
    const other = withFields(
      { ...draft, createdAt: 1, target: { ...draft.target, capturedAt: '2025-01-01T00:00:00.000Z' } },
      { attachments: [FILE], testBuyReport: [FILE] },
    );
    expect(saidOf(other)).toBe(saidOf(draft));
  });

  it('holds of class B what was consented to, and no name of a file', () => {
    const fields = { reason: 'test-buy' as const, testBuyOrder: '5012345678901234', testBuyReport: [FILE] };
    const draft = withFields(draftRow(), fields);
    expect(saidOf(draft)).not.toContain('5012345678901234');
    const consents = { testBuyOrder: CONSENT, testBuyReport: CONSENT };
    const some = saidOf(withFields(draft, { consents }));
    expect(some).toContain('5012345678901234');
    expect(some).toContain('application/pdf');
    expect(some).not.toContain('Li Wei');
  });

  it('holds a correction beside the page’s own words', () => {
    const draft = draftRow();
    const target = { ...draft.target, title: 'As the page has it' };
    const corrections = [{ fact: 'title' as const, says: 'As it is' }];
    const said = saidOf(withFields({ ...draft, target }, { corrections }));
    expect(said).toContain('As the page has it');
    expect(said).toContain('As it is');
  });

  it('shows the masked copies, and never a picture as it was captured', async () => {
    const db = newDatabase();
    const draftId = await captureInto(db);
    await editDraft(db, draftId, READY_FIELDS);
    const draft = await db.drafts.get(draftId);
    if (!draft) throw new Error('no draft');
    const { pictures } = await previewOf(db, draft, VERIFIED_RIGHT, PLAIN_MASKER);
    expect(pictures).toHaveLength(1);
    const captured = draft.evidence.flatMap(({ files }) => files.map(({ sha256 }) => sha256));
    expect(captured).not.toContain(pictures[0]?.sha256);
  });
});
