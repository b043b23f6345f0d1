import {
  brokenTexts,
  FIELD_NAMES,
  type FieldName,
  type FieldValues,
  fieldByName,
  fieldOf,
  fieldsOf,
  REASON_CODES,
  reasonByCode,
  sentFields,
} from '@marketsafe/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReporterDatabase } from '../../../../utils/database/database.ts';
import { attachFiles, type FilesField } from '../../../../utils/drafts/attach-files.ts';
import { editDraft, finishDraft } from '../../../../utils/drafts/drafts.ts';
import { currentHold, putOnHold } from '../../../../utils/drafts/legal-hold.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';
import { VERIFIED_RIGHT } from '../../support/verified-right.ts';

/** Long enough for any field, and with what no encoding has, at its edges and inside. */
const BROKEN = '\ud800 A text that a person pasted\u0000 from elsewhere \udfff and goes on \ud83d';
const ORDER = '5012345678\u0000901234';
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A value of a field with such text wherever it holds any. */
function brokenValue(name: FieldName): unknown {
  const field = fieldByName(name);
  if (name === 'testBuyOrder') return ORDER;
  switch (field.editor) {
    case 'text':
      return BROKEN;
    case 'table':
      return [
        Object.fromEntries(
          Object.entries(field.columns).map(([column, of]) => [
            column,
            of.is === 'text' ? BROKEN : (of.options[0] ?? ''),
          ]),
        ),
      ];
    default:
      return undefined;
  }
}

const ALL = Object.fromEntries(FIELD_NAMES.map((name) => [name, brokenValue(name)])) as Partial<FieldValues>;
const CONSENTS = Object.fromEntries(
  FIELD_NAMES.filter((name) => fieldByName(name).class === 'B').map((name) => [
    name,
    { text: 1, at: '2026-01-01T00:00:00.000Z', by: null },
  ]),
);

/** A draft with such text in every field and in the name of every file. */
async function brokenDraft(db: ReporterDatabase): Promise<string> {
  const draftId = await captureInto(db);
  await editDraft(db, draftId, {
    ...ALL,
    goodFaith: true,
    accurate: true,
    authorised: true,
    consents: CONSENTS,
  });
  for (const name of FIELD_NAMES.filter((one) => fieldByName(one).editor === 'files')) {
    const file = new File([new Uint8Array(PNG), name], `a\u0000${'x'.repeat(198)}\u{1F600}.png`.slice(0, -4));
    const other = new File([new Uint8Array(PNG), name, '2'], 'cut\ud83d');
    expect(await attachFiles(db, draftId, name as FilesField, [file, other])).toEqual([]);
  }
  return draftId;
}

function expectStorable(value: unknown): void {
  expect(brokenTexts(value, 9)).toEqual([]);
  expect(JSON.stringify(value)).not.toContain('\\u0000');
}

describe('half of a surrogate pair or U+0000', () => {
  it('in any field is replaced or left out as it goes to disk, and the rest of the text stays', async () => {
    const db = newDatabase();
    const draft = await db.drafts.get(await brokenDraft(db));
    if (!draft) throw new Error('no draft');
    expectStorable(fieldsOf(draft));
    expect(fieldOf(draft, 'en')).toBe(
      '\ufffd A text that a person pasted from elsewhere \ufffd and goes on \ufffd',
    );
    await putOnHold(db, draft.draftId, { reason: BROKEN, by: null, now: 1 });
    expectStorable(currentHold((await db.drafts.get(draft.draftId)) ?? {}));
  });

  it.each(REASON_CODES)('never stops Finish: %s, also in a draft of before', async (reason) => {
    const db = newDatabase();
    const draftId = await brokenDraft(db);
    const [type = 'trademark'] = reasonByCode(reason).rightTypes;
    await editDraft(db, draftId, { reason, rightId: VERIFIED_RIGHT.rightId });
    await db.drafts.where({ draftId }).modify((draft) => {
      draft.explanation = { en: BROKEN, zh: BROKEN };
      draft.target.title = BROKEN;
    });
    const outcome = await finishDraft(db, draftId, {
      right: { ...VERIFIED_RIGHT, type },
      today: '2026-01-01',
      version: '0.1.0',
      now: 1_700_000_005_000,
      masker: PLAIN_MASKER,
    });
    if (!('queued' in outcome)) throw new Error(JSON.stringify(outcome));
    const body: unknown = JSON.parse((await db.outbox.get(outcome.queued))?.body ?? '');
    expectStorable(body);
    const draft = await db.drafts.get(draftId);
    expect(body).toMatchObject({ reason, rightId: draft && sentFields(draft).rightId });
  });

  it('in whatever is typed, of any code units', async () => {
    const db = newDatabase();
    const draftId = await captureInto(db);
    const units = fc
      .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 0xd800, 0xdfff)))
      .map((codes) => String.fromCharCode(...codes));
    await fc.assert(
      fc.asyncProperty(units, async (text) => {
        await editDraft(db, draftId, { en: text });
        expectStorable((await db.drafts.get(draftId))?.explanation);
      }),
      { numRuns: 40 },
    );
  });
});
