import { fallsOf, type ReadingDay } from '@marketsafe/contract';
import { expect, it } from 'vitest';
import { planClaims } from '../../../server/src/demo/plan.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** What is found on Taobao's pages in the first claims of the demo program, as it is counted at a moment. */
function daysAt(until: Date, claims: number): ReadingDay[] {
  const today = Math.floor(until.getTime() / DAY);
  return planClaims(until)
    .slice(0, claims)
    .filter(({ target }) => target.marketplace === 'taobao')
    .map(({ at, target }) => ({
      ...{ daysAgo: today - Math.floor(at.getTime() / DAY), version: 1, captures: 1 },
      found: target.price ? { title: 1, price: 1 } : { title: 1 },
    }));
}

it('the demo program shows that no price is found any more, at whatever hour it is made', () => {
  for (const claims of [100, 300]) {
    for (let hour = 0; hour < 24; hour += 1) {
      const until = new Date(Date.UTC(2026, 10, 30) + hour * HOUR + 60_000);
      const falls = fallsOf(daysAt(until, claims)).map(({ fact }) => fact);
      expect({ claims, hour, falls }).toEqual({ claims, hour, falls: ['price'] });
    }
  }
});
