import {
  ADDED_FILE_LIMIT,
  addedFilesOf,
  addedFileType,
  askedFields,
  CLAIM_FIELDS,
  CLAIM_SCHEMA,
  changedFields,
  claimFields,
  confidentiality,
  correctionsOf,
  type DraftFields,
  emptyFields,
  FIELD_NAMES,
  fieldByName,
  fieldOf,
  fieldsOf,
  fieldsUnmet,
  isFilled,
  REASON_CODES,
  readFields,
  sentFields,
  undeclared,
  withCorrection,
  withFields,
} from '@marketsafe/contract';
import { releasable } from '@marketsafe/evidence';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const FILE = { name: 'IMG 1.jpg', sha256: 'a'.repeat(64), bytes: 9, type: 'image/jpeg' } as const;
const CONSENT = { text: 1, at: '2026-05-31T10:00:00.000Z' };
const RIGHT = '00000000-0000-4000-8000-000000000001';

const DRAFT: DraftFields = {
  ...emptyFields(),
  rightId: RIGHT,
  reason: 'test-buy',
  explanation: { en: 'Bought and examined: it is a fake.', zh: '' },
  declarations: { goodFaith: true, accurate: true, authorised: true },
  particulars: {
    testBuyOrder: ' 5012345678901234 ',
    testBuyReport: [FILE],
    comparison: 'The stitching is red.',
    ownerStatement: '   ',
    consents: { testBuyOrder: CONSENT, comparison: CONSENT },
  },
};

describe('a draft', () => {
  it('of before a field existed shows it empty', () => {
    const old = { ...emptyFields(), rightId: RIGHT };
    expect(Object.hasOwn(old, 'particulars')).toBe(false);
    for (const name of FIELD_NAMES.filter((one) => one !== 'rightId')) {
      expect([name, fieldOf(old, name), isFilled(old, name)]).toEqual([name, fieldByName(name).empty, false]);
    }
  });

  it('gets fields laid over it one by one, and keeps the others', () => {
    const laid = withFields(DRAFT, { zh: '二', markStandsOut: 'In the title', goodFaith: false });
    expect(laid).toEqual({
      ...DRAFT,
      explanation: { en: DRAFT.explanation.en, zh: '二' },
      declarations: { ...DRAFT.declarations, goodFaith: false },
      particulars: { ...DRAFT.particulars, markStandsOut: 'In the title' },
    });
    expect(withFields(DRAFT, {})).toEqual(DRAFT);
  });

  it('is touched in nothing that is not named, and changed only by what really differs', () => {
    const fields = { en: '', zh: '', accurate: true, goodFaith: false, comparison: 'The stitching is red.' };
    expect(changedFields(DRAFT, fields)).toEqual({ en: '', goodFaith: false });
    expect(withFields(DRAFT, changedFields(DRAFT, fields))).toMatchObject({
      explanation: { en: '' },
      declarations: { goodFaith: false, accurate: true },
      particulars: { comparison: 'The stitching is red.' },
    });
    const row = { feature: 'A', product: '', match: '', how: '' } as const;
    expect(changedFields(DRAFT, { claimFeatures: [row] })).toEqual({ claimFeatures: [row] });
  });

  it('takes of what a page kept only what its fields can hold', () => {
    const kept = {
      en: 'typed',
      accurate: 'yes',
      secret: 1,
      claimFeatures: [{ feature: 'A' }],
      markStandsOut: 'title',
    };
    expect(readFields(JSON.parse(JSON.stringify(kept)))).toEqual({ en: 'typed', markStandsOut: 'title' });
    for (const nothing of [null, 5, 'x', []]) expect(readFields(nothing)).toEqual({});
  });

  it('is what its fields say, all of them laid over an empty one', () => {
    const again = withFields(emptyFields(), fieldsOf(DRAFT));
    expect(fieldsOf(again)).toEqual(fieldsOf(DRAFT));
  });

  it('that is opened again has nothing declared and nothing consented to', () => {
    const open = undeclared(DRAFT);
    expect(open.declarations).toEqual({ goodFaith: false, accurate: false, authorised: false });
    expect(fieldOf(open, 'consents')).toEqual({});
    expect(fieldOf(open, 'testBuyOrder')).toBe(fieldOf(DRAFT, 'testBuyOrder'));
  });
});

describe('what is handed in', () => {
  it('is what the reason asks for and was filled in, with the consents to that', () => {
    expect(claimFields.parse(sentFields(DRAFT))).toEqual({
      rightId: RIGHT,
      reason: 'test-buy',
      explanation: DRAFT.explanation,
      declarations: DRAFT.declarations,
      particulars: {
        testBuyOrder: '5012345678901234',
        testBuyReport: [FILE],
        consents: { testBuyOrder: CONSENT },
      },
    });
  });

  it('has no particulars where the reason asks for none that were filled in', () => {
    const sent = sentFields({ ...DRAFT, reason: 'unfair-trademark-use' });
    expect(claimFields.parse(sent)).not.toHaveProperty('particulars');
  });

  it('leaves out rows in which nothing stands', () => {
    const row = { feature: 'A', product: 'B', match: 'identical', how: '' } as const;
    const nothing = { feature: '', product: ' ', match: '', how: '' } as const;
    const particulars = { claimFeatures: [nothing, row, nothing] };
    const sent = sentFields({ ...DRAFT, reason: 'invention-or-utility', particulars });
    expect(claimFields.parse(sent).particulars).toEqual({ claimFeatures: [row] });
  });

  it.each<[string, object]>([
    ['a field that nobody knows', { informant: 'x' }],
    ['a file of a kind that the field does not take', { originals: [{ ...FILE, type: 'application/pdf' }] }],
    ['a file that is too large', { originals: [{ ...FILE, bytes: ADDED_FILE_LIMIT + 1 }] }],
    ['a choice that there is not', { designViews: [{ view: 'inside', registered: 'a', product: 'b' }] }],
    ['a consent to a field that needs none', { consents: { markStandsOut: CONSENT } }],
    ['a table without a row', { claimFeatures: [] }],
    ['an order number that is a sentence', { testBuyOrder: 'the one of last week' }],
  ])('is refused with %s', (_, particulars) => {
    expect(claimFields.safeParse({ ...sentFields(DRAFT), particulars }).success).toBe(false);
  });

  it('names the files that people added, in the order of the list', () => {
    const particulars = { comparisonPictures: [FILE], originals: [FILE, FILE] };
    expect(addedFilesOf({ particulars }).map(({ field }) => field)).toEqual([
      'originals',
      'originals',
      'comparisonPictures',
    ]);
    expect(addedFilesOf({})).toEqual([]);
  });
});

describe('the list of fields', () => {
  it('has something for every reason to ask for, required at that', () => {
    for (const reason of REASON_CODES) {
      expect(askedFields(reason).map(({ need }) => need)).toContain('required');
      expect(askedFields(reason, 1)).toEqual([]);
    }
    expect(CLAIM_SCHEMA).toBeGreaterThan(1);
  });

  it('lets every draft hold what may be handed in, and every empty value', () => {
    for (const name of FIELD_NAMES) {
      const { draft, empty } = fieldByName(name);
      expect([name, (draft as z.ZodType).safeParse(empty).success]).toEqual([name, true]);
    }
  });

  it('keeps what a person calls a file with the program', () => {
    const { particulars } = claimFields.shape;
    for (const name of FIELD_NAMES.filter((one) => fieldByName(one).editor === 'files')) {
      const files = particulars.unwrap().shape[name as 'originals'].unwrap();
      if (!(files instanceof z.ZodArray) || !(files.element instanceof z.ZodObject)) throw new Error(name);
      expect(confidentiality.get(files.element.shape.name as z.ZodType)?.class).toBe('C');
    }
  });

  it('keeps to the class of what would serve a counterfeiter', () => {
    const ofClass = (klass: string) => FIELD_NAMES.filter((name) => CLAIM_FIELDS[name].class === klass);
    expect(ofClass('B')).toEqual([
      ...['originals', 'sameShoot', 'testBuyOrder', 'testBuyReport', 'testBuyPhotos'],
      ...['comparison', 'comparisonPictures'],
    ]);
  });
});

describe('what kind a file is', () => {
  it.each<[string, number[], string | undefined]>([
    ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0], 'image/png'],
    ['JPEG', [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0], 'image/jpeg'],
    ['WebP', [0x52, 0x49, 0x46, 0x46, 1, 2, 3, 4, 0x57, 0x45, 0x42, 0x50], 'image/webp'],
    ['PDF', [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31], 'application/pdf'],
    ['a sound', [0x52, 0x49, 0x46, 0x46, 1, 2, 3, 4, 0x57, 0x41, 0x56, 0x45], undefined],
    ['a page', [...'<!doctype'].map((letter) => letter.charCodeAt(0)), undefined],
    ['nothing', [], undefined],
  ])('is told by its first bytes: %s', (_, head, type) => {
    expect(addedFileType(new Uint8Array(head))).toBe(type);
  });

  it('is never told of what does not begin with a signature', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        const plain = new Uint8Array([0x20, ...bytes.slice(0, 6)]);
        expect(addedFileType(plain)).toBeUndefined();
      }),
    );
  });
});

describe('what every claim may have', () => {
  const offered = withFields(DRAFT, {
    corrections: [
      { fact: 'price', says: 'CNY 129.00' },
      { fact: 'title', says: '  ' },
    ],
    attachments: [FILE],
  });

  it('goes along under any reason, and keeps no claim from being finished', () => {
    for (const reason of REASON_CODES) {
      const { particulars } = sentFields(withFields(offered, { reason }));
      expect(particulars).toMatchObject({ attachments: [FILE] });
      const codes = fieldsUnmet({ ...DRAFT, reason }).map(({ params: { field } }) => field);
      expect(codes).not.toContain('corrections');
      expect(codes).not.toContain('attachments');
    }
  });

  it('is looked at like the rest once it is there', () => {
    expect(fieldsUnmet(offered)).toContainEqual({
      code: 'row-unfinished',
      severity: 'missing',
      params: { field: 'corrections', row: 2 },
    });
  });

  it('says what a fact is once a fact, and nothing again', () => {
    expect(correctionsOf(offered)).toEqual({ price: 'CNY 129.00' });
    const changed = withFields(offered, { corrections: withCorrection(offered, 'price', 'CNY 1') });
    expect(correctionsOf(changed)).toEqual({ price: 'CNY 1' });
    const undone = withFields(offered, { corrections: withCorrection(offered, 'price', '') });
    expect(correctionsOf(undone)).toEqual({});
  });

  it('lets a correction out with the claim and keeps attachments within', () => {
    const { particulars } = claimFields.parse(
      sentFields(withFields(offered, { corrections: [{ fact: 'price', says: 'CNY 129.00' }] })),
    );
    const out = releasable(claimFields, { particulars }, new Set()) as { particulars?: object };
    expect(out.particulars).toEqual({ corrections: [{ fact: 'price', says: 'CNY 129.00' }] });
  });
});
