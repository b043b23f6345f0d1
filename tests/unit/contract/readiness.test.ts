import {
  type AddedFileType,
  type CLAIM_FIELDS,
  type ClaimDraft,
  FIELD_NAMES,
  isReady,
  type Row,
  readiness,
} from '@marketsafe/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERIFIED_RIGHT } from '../support/verified-right.ts';

const READY: ClaimDraft = {
  right: { ...VERIFIED_RIGHT, expiresOn: '2030-01-01' },
  reason: 'unfair-trademark-use',
  explanation: { en: 'The mark stands out in the main picture.', zh: '' },
  particulars: { markStandsOut: 'In the title, and on the first picture beside the goods.' },
  target: { title: 'Jacket' },
  evidence: [
    {
      captureId: '00000000-0000-4000-8000-000000000002',
      manifestSha256: 'a'.repeat(64),
      signature: 'c2lnbmF0dXJl',
      masked: [],
      capturedAt: '2026-01-01T00:00:00.000Z',
      files: [
        {
          path: 'viewport.png',
          sha256: 'b'.repeat(64),
          bytes: 1,
          type: 'image/png',
          role: 'evidentiary',
          method: 'pixels',
        },
      ],
    },
  ],
  declarations: { goodFaith: true, accurate: true, authorised: true },
};
const TODAY = '2026-06-01';

function file(type: AddedFileType) {
  return { name: 'one', sha256: 'c'.repeat(64), bytes: 5, type };
}

const CONSENTED = { text: 1, at: '2026-05-31T10:00:00.000Z' };
const THEFT = {
  originals: [file('image/jpeg')],
  sameShoot: [file('image/jpeg')],
  consents: { originals: CONSENTED, sameShoot: CONSENTED },
};

function codes(change: Partial<ClaimDraft>) {
  return readiness({ ...READY, ...change }, TODAY).map(({ code, severity }) => `${severity}:${code}`);
}

function right(change: Partial<NonNullable<ClaimDraft['right']>>) {
  return { right: { ...VERIFIED_RIGHT, ...change } };
}

describe('readiness', () => {
  it('asks for nothing when everything is there', () => {
    expect(readiness(READY, TODAY)).toEqual([]);
  });

  it.each<[string, Partial<ClaimDraft>]>([
    ['missing:wall', { target: { title: 'x', wall: 'captcha' } }],
    ['missing:evidence', { evidence: [] }],
    ['missing:right', { right: undefined }],
    ['missing:right-rejected', right({ status: 'rejected' })],
    ['missing:right-expired', right({ expiresOn: '2026-05-31' })],
    ['warning:right-unverified', right({ status: 'unverified' })],
    ['missing:reason', { reason: undefined }],
    ['missing:reason-right', { reason: 'image-theft', particulars: THEFT }],
    ['missing:explanation', { explanation: { en: 'fake', zh: '' } }],
    ['missing:text-long', { explanation: { en: 'x'.repeat(5_001), zh: '' } }],
    ['warning:grey-market', { explanation: { en: 'These are parallel imports of our jackets.', zh: '' } }],
    ['missing:declarations', { declarations: { goodFaith: true, accurate: false, authorised: true } }],
    ['warning:title', { target: {} }],
  ])('says %s', (expected, change) => {
    expect(codes(change)).toEqual([expected]);
  });

  it('takes an explanation in Chinese alone', () => {
    expect(codes({ explanation: { en: '', zh: '该商品为假冒商品，未经授权。' } })).toEqual([]);
  });

  it('lets a right expire at the end of its last day', () => {
    expect(codes(right({ expiresOn: TODAY }))).toEqual([]);
  });

  it('holds an older extension’s claim against what that version could hand in', () => {
    const { particulars: _, ...old } = READY;
    expect(readiness(old, TODAY, 1)).toEqual([]);
    expect(readiness(old, TODAY)).toEqual([
      { code: 'field', severity: 'missing', params: { field: 'markStandsOut' } },
    ]);
  });

  it('names the field that mends each unmet requirement of the form', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.boolean(), (en, zh, goodFaith) => {
        const unmet = readiness(
          {
            ...READY,
            right: undefined,
            explanation: { en, zh },
            declarations: { goodFaith, accurate: true, authorised: true },
          },
          TODAY,
        );
        expect(isReady(unmet)).toBe(false);
        for (const { params } of unmet) expect(FIELD_NAMES).toContain(params.field);
        expect(unmet.some(({ params }) => params.field === 'goodFaith')).toBe(!goodFaith);
      }),
    );
  });
});

describe('what a reason asks for', () => {
  const bought = {
    testBuyOrder: '5012345678901234',
    testBuyReport: [file('application/pdf')],
    testBuyPhotos: [file('image/jpeg')],
  };
  const consents = { testBuyOrder: CONSENTED, testBuyReport: CONSENTED, testBuyPhotos: CONSENTED };
  const features = (...rows: Row<(typeof CLAIM_FIELDS)['claimFeatures']['columns']>[]) => ({
    ...right({ type: 'utility' }),
    reason: 'invention-or-utility' as const,
    particulars: { claimFeatures: rows },
  });
  const row = { feature: 'A hinge', product: 'A hinge of steel', match: 'identical', how: '' } as const;
  const found = (change: Partial<ClaimDraft>) =>
    readiness({ ...READY, ...change }, TODAY).map(
      ({ code, severity, params }) => `${severity}:${code}:${params.field}`,
    );

  it('is asked for one by one, and what is only advised keeps nobody', () => {
    const reason = 'test-buy';
    expect(found({ reason, particulars: { ...bought, consents } })).toEqual([]);
    expect(found({ reason, particulars: {} })).toEqual([
      'missing:field:testBuyOrder',
      'missing:field:testBuyReport',
      'warning:field:testBuyPhotos',
    ]);
  });

  it('says what the marketplace will not see without consent, and stops where the reason rests on it', () => {
    expect(found({ reason: 'test-buy', particulars: bought })).toEqual([
      'warning:consent:testBuyOrder',
      'warning:consent:testBuyReport',
      'warning:consent:testBuyPhotos',
    ]);
    const comparison = { comparison: 'The stitching is red.', comparisonPictures: [file('image/png')] };
    expect(found({ reason: 'counterfeit-features', particulars: comparison })).toEqual([
      'missing:consent:comparison',
      'missing:consent:comparisonPictures',
    ]);
  });

  it('is none of another reason’s', () => {
    expect(
      found({ particulars: { ...READY.particulars, testBuyOrder: '???', claimFeatures: [row] } }),
    ).toEqual([]);
  });

  it.each<[string, Partial<ClaimDraft>]>([
    [
      'missing:field-form:testBuyOrder',
      { reason: 'test-buy', particulars: { ...bought, consents, testBuyOrder: 'my order' } },
    ],
    [
      'missing:files-many:testBuyReport',
      {
        reason: 'test-buy',
        particulars: { ...bought, consents, testBuyReport: Array(6).fill(file('image/png')) },
      },
    ],
    ['missing:text-long:markStandsOut', { particulars: { markStandsOut: 'x'.repeat(2_001) } }],
    ['missing:row-unfinished:claimFeatures', features({ ...row, product: ' ' })],
    ['missing:row-unfinished:claimFeatures', features({ ...row, match: '' })],
    ['missing:row-unfinished:claimFeatures', features({ ...row, match: 'equivalent' })],
    ['missing:rows-many:claimFeatures', features(...Array(61).fill(row))],
    ['missing:field:claimFeatures', features({ feature: '', product: '', match: '', how: '' })],
  ])('says %s', (expected, change) => {
    expect(found(change)).toEqual([expected]);
  });

  it('takes a finished row beside one in which nothing stands, and counts rows as they are shown', () => {
    const nothing = { feature: '', product: '', match: '', how: '' } as const;
    expect(found(features(row, nothing, { ...row, match: 'equivalent', how: 'By the same means.' }))).toEqual(
      [],
    );
    const unmet = readiness({ ...READY, ...features(nothing, row, { ...row, feature: '' }) }, TODAY);
    expect(unmet).toEqual([
      { code: 'row-unfinished', severity: 'missing', params: { field: 'claimFeatures', row: 3 } },
    ]);
  });
});
