import type { Counts, Turn } from '../../server/src/processes/counts.ts';

/** Counts as the server has them in its database, in memory and with a clock of the test's. */
export function memoryCounts(clock: { now: number }): Counts {
  const known = new Map<string, { times: number; endsAt: number }>();
  const countOf = (name: string, window: number) => {
    const count = known.get(name);
    if (count && count.endsAt > clock.now) return count;
    const fresh = { times: 0, endsAt: clock.now + window };
    known.set(name, fresh);
    return fresh;
  };
  return {
    async take(turns: readonly Turn[]) {
      const counts = turns.map(({ name, window, most }) => ({ count: countOf(name, window), most }));
      const full = counts.filter(({ count, most }) => count.times >= most);
      if (full.length > 0) return Math.max(...full.map(({ count }) => count.endsAt - clock.now));
      for (const { count } of counts) count.times += 1;
      return 0;
    },
    async giveBack(names) {
      for (const name of names) {
        const count = known.get(name);
        if (count) count.times -= 1;
      }
    },
    async add(happened, window) {
      return new Map(
        [...happened].map(([name, times]) => {
          const count = countOf(name, window);
          count.times += times;
          return [name, { times: count.times, left: count.endsAt - clock.now }];
        }),
      );
    },
  };
}
