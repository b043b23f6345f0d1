import { DRIFT_DAYS, fallsOf, type ReadingDay, weeksOf } from '@marketsafe/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** A day on which so many of so many captures held a price, and all of them a title. */
const day = (daysAgo: number, captures: number, priced: number, version = 3): ReadingDay => ({
  ...{ daysAgo, version, captures },
  found: { title: captures, ...(priced > 0 && { price: priced }) },
});
const weeks = (captures: number, priced: number) =>
  Array.from({ length: 28 }, (_, index) => day(index + 7, captures, priced));

describe('a fall of what is found', () => {
  it('shows on the day on which a page changed', () => {
    expect(fallsOf([day(0, 8, 0), ...weeks(5, 5)])).toEqual([
      { fact: 'price', days: 1, before: { found: 110, captures: 110 }, now: { found: 0, captures: 8 } },
    ]);
  });

  it('shows in a week where few captures come in', () => {
    const quiet = [day(0, 1, 0), day(2, 2, 0), day(4, 1, 0), day(6, 2, 0)];
    expect(fallsOf([...quiet, ...weeks(2, 2)])).toMatchObject([{ fact: 'price', days: 7 }]);
  });

  it('shows when a fact is gone from every page, and another is found as ever', () => {
    const gone = Array.from({ length: 7 }, (_, daysAgo) => day(daysAgo, 10, 0));
    expect(fallsOf([...gone, ...weeks(10, 9)]).map(({ fact }) => fact)).toEqual(['price']);
  });

  it('counts all versions together: a new one that finds less is a fall, too', () => {
    expect(fallsOf([day(0, 6, 6, 3), day(0, 30, 1, 4), ...weeks(5, 5)])).toMatchObject([
      { now: { found: 7, captures: 36 } },
    ]);
  });

  it('is none of few captures, of a small fall, or of what was never found', () => {
    expect(fallsOf([day(0, 4, 0), ...weeks(5, 5)])).toEqual([]);
    expect(fallsOf([day(0, 1_000, 880), ...weeks(1_000, 990)])).toEqual([]);
    expect(fallsOf([day(0, 20, 0), ...weeks(5, 0)])).toEqual([]);
    expect(fallsOf([])).toEqual([]);
  });

  it('puts the deepest first', () => {
    const before = weeks(10, 10).map((one) => ({ ...one, found: { ...one.found, seller: 10 } }));
    const now = { ...day(0, 40, 20), found: { title: 40, price: 20, seller: 1 } };
    expect(fallsOf([now, ...before]).map(({ fact }) => fact)).toEqual(['seller', 'price']);
  });

  it('is almost never seen where nothing changed', () => {
    let state = 7;
    const chance = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    let alarms = 0;
    const looks = 3_000;
    for (let look = 0; look < looks; look += 1) {
      const share = chance();
      const captures = 1 + Math.floor(chance() * 30);
      const days = Array.from({ length: DRIFT_DAYS }, (_, daysAgo) =>
        day(daysAgo, captures, Array.from({ length: captures }, chance).filter((one) => one < share).length),
      );
      alarms += fallsOf(days).length;
    }
    expect(alarms / (looks * 3)).toBeLessThan(1 / 2_000);
  });

  it('never says a share that is not one, whatever was counted', () => {
    const anyDay = fc.record({
      daysAgo: fc.nat(DRIFT_DAYS - 1),
      version: fc.integer({ min: 1, max: 4 }),
      captures: fc.integer({ min: 1, max: 50 }),
      found: fc.record({ price: fc.nat(50) }, { requiredKeys: [] }),
    });
    fc.assert(
      fc.property(fc.array(anyDay, { maxLength: 80 }), (drawn) => {
        const days = drawn.map((one) => ({
          ...one,
          found: { ...(one.found.price && { price: Math.min(one.found.price, one.captures) }) },
        }));
        for (const { before, now } of fallsOf(days)) {
          expect(now.found).toBeLessThanOrEqual(now.captures);
          expect(now.found * before.captures).toBeLessThan(before.found * now.captures);
        }
        const told = weeksOf(days, 'price').reduce((sum, { captures }) => sum + captures, 0);
        expect(told).toBe(days.reduce((sum, { captures }) => sum + captures, 0));
      }),
    );
  });
});
