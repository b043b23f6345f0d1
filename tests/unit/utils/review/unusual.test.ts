import type { EvidenceItem } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import type { Standing } from '../../../../utils/known/standing.ts';
import { middlePrices, unusualIn } from '../../../../utils/review/unusual.ts';
import { draftRow } from '../../support/rows.ts';

const usd = (amount: number) => ({ min: amount, max: amount, currency: 'USD' });
const MIDDLES = middlePrices([20, 21, 22, 23, 24].map(usd));
const SENT: Standing = { is: 'sent', number: 'MS-1', state: 'in_review', at: 1, by: 'Li Wei' };

function draft(change: Partial<ReturnType<typeof draftRow>['target']> = {}, method = 'pixels') {
  const row = draftRow();
  const target = { ...row.target, title: 'Jacket', price: usd(22), seller: { name: 'S' }, ...change };
  const evidence = [{ files: [{ method }] } as unknown as EvidenceItem];
  return { ...row, target, evidence };
}

const codes = (row: ReturnType<typeof draft>, context: Partial<Parameters<typeof unusualIn>[1]> = {}) =>
  unusualIn(row, { limitations: [], standing: { is: 'new' }, middles: MIDDLES, ...context }).map(
    ({ code, tone }) => `${tone} ${code}`,
  );

describe('what is unusual about a draft', () => {
  it('is nothing where everything was found and nobody has it', () => {
    expect(codes(draft())).toEqual([]);
  });

  it.each([
    [['bad known'], draft(), { standing: SENT }],
    [['warn known'], draft(), { standing: { ...SENT, state: 'removed' as const } }],
    [['bad known'], draft(), { standing: { is: 'draft-elsewhere' as const, at: 1, by: 'Li Wei' } }],
    [['warn known'], draft(), { standing: { is: 'watched' as const, at: 1, by: null } }],
    [['warn rendered-only'], draft({}, 'rendered'), {}],
    [['warn no-picture'], draft({}, 'snapshot'), {}],
    [['warn changed'], draft(), { limitations: ['facts-changed' as const] }],
    [['warn price-far-off'], draft({ price: usd(5) }), {}],
    [['warn price-far-off'], draft({ price: usd(99) }), {}],
    [['warn fact-missing'], { ...draft(), target: { ...draftRow().target, title: 'J', price: usd(22) } }, {}],
    [['bad wall'], { ...draft(), wall: 'captcha' }, {}],
  ])('is said with what it keeps from: %j', (expected, row, context) => {
    expect(codes(row as ReturnType<typeof draft>, context)).toEqual(expected);
  });

  it('is no price that cannot be compared: too few, or of another currency', () => {
    expect(middlePrices([1, 2, 3, 4].map(usd)).size).toBe(0);
    expect(codes(draft({ price: { ...usd(5), currency: 'CNY' } }))).toEqual([]);
    expect(codes(draft({ price: usd(6) }))).toEqual([]);
  });
});
