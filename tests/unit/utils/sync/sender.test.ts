import { describe, expect, it, vi } from 'vitest';
import type { DrainResult } from '../../../../utils/outbox/drain.ts';
import { createSender } from '../../../../utils/sync/sender.ts';
import { SOON } from '../../../support/soon.ts';

const DONE: DrainResult = { ended: 'done', wakeAt: null };

/** Rounds that end when told to. */
function stage() {
  const rounds: { hurry: boolean; end: (result: DrainResult) => void }[] = [];
  const wakes: (number | null)[] = [];
  const sender = createSender(({ hurry }) => new Promise((resolve) => rounds.push({ hurry, end: resolve })), {
    now: () => 1_000,
    wakeIn: async (ms) => {
      wakes.push(ms);
    },
    safetyMs: 30_000,
  });
  return { rounds, wakes, sender };
}

describe('the sender', () => {
  it('sees to being woken before it starts, and for what still waits when it ends', async () => {
    const { rounds, wakes, sender } = stage();
    const poked = sender.poke();
    await expect.poll(() => rounds, SOON).toHaveLength(1);
    expect(wakes).toEqual([30_000]);
    rounds[0]?.end({ ended: 'done', wakeAt: 6_000 });
    await poked;
    expect(wakes).toEqual([30_000, 5_000]);
  });

  it('is not woken when nothing waits', async () => {
    const { rounds, wakes, sender } = stage();
    const poked = sender.poke();
    await expect.poll(() => rounds, SOON).toHaveLength(1);
    rounds[0]?.end(DONE);
    await poked;
    expect(wakes.at(-1)).toBeNull();
  });

  it('runs once more for all that came during a round, so that nothing just queued is overlooked', async () => {
    const { rounds, sender } = stage();
    const first = sender.poke();
    await expect.poll(() => rounds, SOON).toHaveLength(1);
    const second = sender.poke();
    const third = sender.poke({ hurry: true });
    rounds[0]?.end(DONE);
    await first;
    await expect.poll(() => rounds, SOON).toHaveLength(2);
    expect(rounds[1]?.hurry).toBe(true);
    rounds[1]?.end(DONE);
    await Promise.all([second, third]);
    const fourth = sender.poke();
    await expect.poll(() => rounds, SOON).toHaveLength(3);
    expect(rounds[2]?.hurry).toBe(false);
    rounds[2]?.end(DONE);
    await fourth;
    expect(rounds).toHaveLength(3);
  });

  it('goes on after an alarm that could not be set, and writes to the log what went wrong', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    let fails = true;
    let rounds = 0;
    const sender = createSender(
      async () => {
        rounds += 1;
        return { ...DONE, error: new Error('disk') };
      },
      {
        now: () => 0,
        wakeIn: async () => {
          if (fails) throw new Error('no alarms');
        },
        safetyMs: 30_000,
      },
    );
    await sender.poke();
    fails = false;
    await sender.poke();
    expect(rounds).toBe(1);
    expect(log).toHaveBeenCalledTimes(2);
  });
});
