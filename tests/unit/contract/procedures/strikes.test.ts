import type { MarketplaceId, ReasonCode } from '@marketsafe/contract';
import { isUnverified, procedureFor, type Removal, strikesOf } from '@marketsafe/contract/procedures';
import { oneMoreSentence } from '@marketsafe/words';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const NOW = '2026-11-30T00:00:00.000Z';
const daysAgo = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

function removal(days: number, given: Partial<Removal> = {}): Removal {
  return {
    ...{ rightId: 'a', holderId: 'h', reason: 'counterfeit-features', at: daysAgo(days), pending: false },
    ...given,
  };
}

/** How a seller stands under one rule of a marketplace as it was released. */
function under(marketplace: MarketplaceId, item: string, removals: readonly Removal[]) {
  return strikesOf(procedureFor(marketplace), removals, NOW).filter((count) => count.item === item);
}

describe('strikes of a seller', () => {
  it('on Tmall: what is removed on one right within three days is one, on another right another', () => {
    const counts = under('tmall', 'counterfeit', [
      removal(10),
      removal(8.5),
      removal(2),
      removal(9, { rightId: 'b' }),
    ]);
    expect(
      counts.map(({ of, live, strikes }) => [of, live, strikes.map(({ removals }) => removals)]),
    ).toEqual([
      ['a', 2, [2, 1]],
      ['b', 1, [1]],
    ]);
    expect(counts[0]?.oneMore).toEqual({ means: 'same-strike', until: daysAgo(-1) });
    expect(counts[1]?.oneMore).toEqual({ means: 'another', would: 2, closesAt: null });
  });

  it('on AliExpress: over all rights together, for 365 days, and three are said to close the account', () => {
    const [count, ...none] = under('aliexpress', 'serious', [
      removal(400),
      removal(100, { rightId: 'a' }),
      removal(98.5, { rightId: 'b', holderId: 'i' }),
      removal(50),
    ]);
    expect(none).toEqual([]);
    expect([count?.of, count?.strikes.length, count?.live]).toEqual([null, 3, 2]);
    expect(count?.oneMore).toEqual({ means: 'closes', would: 3, closesAt: 3 });
    expect(oneMoreSentence(count ?? { oneMore: { means: 'same-strike', until: NOW } })).toContain('3');
  });

  it('count only what falls under the rule, and say what waits for a counter-notice', () => {
    const given = (reason: ReasonCode) => removal(20, { reason });
    expect(under('aliexpress', 'serious', [given('unfair-trademark-use')])).toMatchObject([
      { of: null, live: 0, strikes: [], oneMore: { means: 'another', would: 1, closesAt: 3 } },
    ]);
    const [waiting] = under('aliexpress', 'serious', [removal(20, { pending: true })]);
    expect(waiting?.strikes).toMatchObject([{ pending: true }]);
    const [both] = under('aliexpress', 'serious', [removal(20, { pending: true }), removal(19.5)]);
    expect(both?.strikes).toMatchObject([{ pending: false, removals: 2 }]);
  });

  it('of a marketplace without such a rule are none, not a guess', () => {
    for (const marketplace of ['lazada', 'daraz', 'goofish', 'trendyol', 'miravia'] as const) {
      expect(strikesOf(procedureFor(marketplace), [removal(1)], NOW)).toEqual([]);
    }
  });

  it('rest on values with their source: what is no more than a third party’s or inferred says so', () => {
    for (const marketplace of ['alibaba', 'aliexpress', '1688', 'taobao', 'tmall'] as const) {
      const counts = strikesOf(procedureFor(marketplace), [], NOW);
      expect([marketplace, counts.length]).not.toEqual([marketplace, 0]);
      for (const { rule } of counts) {
        if (rule.reasons) expect(isUnverified(rule.reasons)).toBe(true);
        for (const leaf of [rule.sameRightWindow, rule.strikesToClose, rule.window]) {
          if (leaf?.value) expect(leaf.source).not.toBeNull();
        }
      }
    }
  });

  it('are the same in whatever order removals come, count each once, and grow with none of them', () => {
    const removals = fc.array(
      fc.record({ days: fc.integer({ min: 0, max: 500 }), right: fc.constantFrom('a', 'b') }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(removals, fc.constantFrom('tmall', 'aliexpress', 'taobao'), (given, marketplace) => {
        const all = given.map(({ days, right }) => removal(days, { rightId: right }));
        const counts = strikesOf(procedureFor(marketplace), all, NOW);
        expect(strikesOf(procedureFor(marketplace), all.toReversed(), NOW)).toEqual(
          expect.arrayContaining(counts),
        );
        for (const { strikes, live, of } of counts) {
          const meant = strikes.reduce((sum, strike) => sum + strike.removals, 0);
          expect(meant).toBeLessThanOrEqual(all.length);
          expect(live).toBeLessThanOrEqual(strikes.length);
          if (of !== null && marketplace === 'tmall')
            expect(meant).toBe(all.filter(({ rightId }) => rightId === of).length);
        }
      }),
    );
  });
});
