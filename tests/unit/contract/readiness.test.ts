import { type ClaimDraft, isReady, readiness } from '@marketsafe/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERIFIED_RIGHT } from '../support/verified-right.ts';

const READY: ClaimDraft = {
  right: { ...VERIFIED_RIGHT, expiresOn: '2030-01-01' },
  reason: 'unfair-trademark-use',
  explanation: { en: 'The mark stands out in the main picture.', zh: '' },
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
    ['missing:reason-right', { reason: 'image-theft' }],
    ['missing:explanation', { explanation: { en: 'fake', zh: '' } }],
    ['missing:explanation-long', { explanation: { en: 'x'.repeat(5_001), zh: '' } }],
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

  it('says each unmet requirement in one sentence', () => {
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
        for (const { sentence } of unmet) expect(sentence).toMatch(/^[A-Z][^\n]+\.$/);
      }),
    );
  });
});
