import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shareRate } from '../../../server/src/http/shared-rate.ts';
import { memoryCounts } from '../../support/memory-counts.ts';

const LIMIT = { most: 100, window: 60_000 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Two processes that count what one person asks. */
function processes() {
  const clock = { now: 1_000 };
  const counts = memoryCounts(clock);
  const made = [0, 1].map(() => {
    const { Store } = shareRate(counts, LIMIT.window, () => clock.now);
    const store = new Store();
    return (times: number, name = 'user:1') => {
      let last = { current: 0, ttl: 0 };
      for (let at = 0; at < times; at += 1)
        store.incr(name, (_, result) => (last = result ?? last), LIMIT.window, LIMIT.most);
      return last;
    };
  });
  const [one, other] = made as [(typeof made)[0], (typeof made)[0]];
  const second = async () => {
    clock.now += 1_000;
    await vi.advanceTimersByTimeAsync(1_000);
  };
  return { one, other, second, counts, clock };
}

describe('requests that come to several processes', () => {
  it('are counted together after a second, and in each at once', async () => {
    const { one, other, second } = processes();
    expect(one(40).current).toBe(40);
    expect(other(50).current).toBe(50);
    await second();
    expect(other(1).current).toBe(91);
    // Each hears of the others when it has something to tell.
    expect(one(1).current).toBe(41);
    await second();
    expect(one(1).current).toBe(92);
  });

  it('end together, by the window that was told of first', async () => {
    const { one, other, second, clock } = processes();
    one(40);
    await second();
    other(40);
    await second();
    await second();
    expect(other(1)).toEqual({ current: 81, ttl: 58_000 });
    clock.now += 58_000;
    expect(one(1).current).toBe(1);
  });

  it('are nobody’s business where somebody asks now and then', async () => {
    const { one, second, counts } = processes();
    const add = vi.spyOn(counts, 'add');
    one(4);
    await second();
    expect(add).not.toHaveBeenCalled();
    one(1);
    await second();
    expect(add).toHaveBeenCalledOnce();
  });

  it('are counted by each process alone while the database is away, and told of afterwards', async () => {
    const { one, other, second, counts } = processes();
    const away = vi.spyOn(counts, 'add').mockRejectedValue(new Error('away'));
    one(40);
    await second();
    expect(one(1).current).toBe(41);
    away.mockRestore();
    other(30);
    await second();
    await second();
    await second();
    expect(other(1).current).toBe(72);
  });
});
