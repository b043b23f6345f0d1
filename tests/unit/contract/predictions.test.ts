import { PREDICTION_CODES, type PredictedClaim, predictRejections, type Right } from '@marketsafe/contract';
import { placesOf, procedureFor } from '@marketsafe/contract/procedures';
import { LANGUAGES, predictionSentence, predictionSource, predictionTitle } from '@marketsafe/words';
import { describe, expect, it } from 'vitest';

const RIGHT: Right = {
  rightId: '5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e2d01',
  type: 'trademark',
  brand: 'Aurora',
  mark: 'AURORA',
  place: 'CN',
  number: '30112233',
  owner: 'Aurora Ltd.',
  niceClasses: [18, 25],
  status: 'verified',
  expiresOn: '2034-11-20',
};
const FILE = { name: 'report.pdf', sha256: 'a'.repeat(64), bytes: 10, type: 'application/pdf' as const };
const CLAIM: PredictedClaim = {
  reason: 'unfair-trademark-use',
  places: placesOf(procedureFor('taobao')),
  title: 'Aurora 冲锋衣 男',
  explanation: { en: 'The title uses our mark for goods that we never made.', zh: '标题使用了我方商标。' },
  particulars: {},
  category: ['服装', '冲锋衣 外套'],
  right: RIGHT,
  openTwin: undefined,
};
const TODAY = '2026-11-29';
const codes = (change: Partial<PredictedClaim>) =>
  predictRejections({ ...CLAIM, ...change }, TODAY).map(({ code }) => code);
const right = (change: Partial<Right>) => ({ right: { ...RIGHT, ...change } });

describe('refusals that are foreseen', () => {
  it('are none for a claim that fits, whatever the mark’s spelling and the width of letters', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ title: '【ＡＵＲＯＲＡ】 夹克' })).toEqual([]);
    expect(codes({ ...right({ mark: 'Aurora-Trail' }), title: 'AURORA TRAIL jacket' })).toEqual([]);
  });

  it.each<[string, Partial<PredictedClaim>, string]>([
    ['a right that was refused', right({ status: 'rejected' }), 'right-refused'],
    ['a right of yesterday', right({ expiresOn: '2026-11-28' }), 'right-expired'],
    ['a mandate of yesterday', { mandateUntil: '2026-11-28' }, 'mandate-expired'],
    ['a foreign right on Taobao', right({ place: 'US' }), 'place-not-accepted'],
    [
      'a foreign right on 1688',
      { ...right({ place: 'EM' }), places: placesOf(procedureFor('1688')) },
      'place-not-accepted',
    ],
    ['another category', { category: ['Electronics', 'Headphones'] }, 'category-outside-classes'],
    ['another category in Chinese', { category: ['手机配件'] }, 'category-outside-classes'],
    [
      'grey-market wording',
      { explanation: { en: 'They sell genuine goods without our authorisation.', zh: '' } },
      'grey-market',
    ],
    ['the same in Chinese', { explanation: { en: '', zh: '该卖家未经我方授权销售正品。' } }, 'grey-market'],
    ['parallel imports in Chinese', { explanation: { en: '', zh: '此商品为平行进口水货' } }, 'grey-market'],
    ['a title without the mark', { title: '户外冲锋衣 男' }, 'no-misuse'],
    ['another open claim', { openTwin: 'MS-7K3P-Q9XD' }, 'duplicate-of-open'],
  ])('name %s', (_, change, code) => {
    expect(codes(change)).toEqual([code]);
  });

  it('say of a place where rights have to be registered what the procedure says, and how sure that is', () => {
    const abroad = { ...CLAIM, ...right({ place: 'US' }) };
    expect(predictRejections(abroad, TODAY)).toEqual([
      {
        code: 'place-not-accepted',
        place: 'US',
        accepted: ['CN'],
        grade: 'D',
        address: expect.stringContaining('trademark-unfair-09uu-en'),
      },
    ]);
    const goofish = { ...abroad, places: placesOf(procedureFor('goofish')) };
    expect(predictRejections(goofish, TODAY)).toMatchObject([{ grade: 'M', address: null }]);
    expect(codes({ ...right({ place: 'US' }), places: undefined })).toEqual([]);
  });

  it('name each part that a test buy lacks, and nothing once all are there', () => {
    const reason = 'test-buy' as const;
    const some = predictRejections({ ...CLAIM, reason, particulars: { testBuyReport: [FILE] } }, TODAY);
    expect(some).toEqual([{ code: 'test-buy-incomplete', missing: ['testBuyOrder', 'testBuyPhotos'] }]);
    const photo = { ...FILE, name: 'box.png', type: 'image/png' as const };
    const particulars = { testBuyOrder: '1234567890', testBuyReport: [FILE], testBuyPhotos: [photo] };
    expect(codes({ reason, particulars })).toEqual([]);
  });

  it('say nothing of what is not known: no category, a foreign right where it is accepted, a right without classes', () => {
    expect(codes({ category: undefined })).toEqual([]);
    expect(codes({ category: ['Something else'] })).toEqual([]);
    expect(codes({ ...right({ place: 'US' }), places: placesOf(procedureFor('aliexpress')) })).toEqual([]);
    // Of Tmall Global nothing was found.
    expect(codes({ ...right({ place: 'US' }), places: placesOf(procedureFor('tmall-global')) })).toEqual([]);
    expect(codes({ ...right({ niceClasses: [] }), category: ['Headphones'] })).toEqual([]);
    expect(codes({ title: undefined })).toEqual([]);
  });

  it.each(LANGUAGES)('have words and a source in %s', (language) => {
    const all = predictRejections(
      {
        ...CLAIM,
        reason: 'test-buy',
        mandateUntil: '2020-01-01',
        category: ['Headphones'],
        explanation: { en: 'parallel import', zh: '' },
        openTwin: 'MS-7K3P-Q9XD',
        right: { ...RIGHT, status: 'rejected', expiresOn: '2020-01-01', place: 'US' },
      },
      TODAY,
    );
    const misuse = predictRejections({ ...CLAIM, title: 'x' }, TODAY);
    expect(new Set([...all, ...misuse].map(({ code }) => code))).toEqual(new Set(PREDICTION_CODES));
    for (const prediction of [...all, ...misuse]) {
      for (const text of [
        predictionTitle(prediction.code, language),
        predictionSentence(prediction, language),
        predictionSource(prediction, language),
      ]) {
        expect(text).not.toMatch(/^$|\{|undefined/);
      }
    }
  });
});
