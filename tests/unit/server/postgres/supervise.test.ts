import { describe, expect, it } from 'vitest';
import { type News, type Run, supervise } from '../../../../server/src/postgres/supervise.ts';

/** A program whose runs end when the test says so, and whose starts fail while the test says so. */
function program() {
  const ends: ((how: string) => void)[] = [];
  const state = { starts: 0, broken: false };
  const start = async (): Promise<Run> => {
    state.starts += 1;
    if (state.broken) throw new Error('no room');
    const { promise, resolve } = Promise.withResolvers<string>();
    ends.push(resolve);
    return { ended: promise };
  };
  return { state, start, end: () => ends.at(-1)?.('signal SIGKILL') };
}

const LIMITS = { firstPause: 1, longestPause: 4, holds: 60_000, patience: 60_000 };

describe('a program that is kept running', () => {
  it('is started again each time it ends, and says so', async () => {
    const { start, end, state } = program();
    const news: News[] = [];
    const supervision = await supervise(start, LIMITS, (one) => news.push(one));
    for (let round = 1; round <= 3; round += 1) {
      end();
      await expect.poll(() => supervision.condition()).toEqual({ running: true, restarts: round });
    }
    expect(news.map(({ event }) => event)).toEqual(Array(3).fill(['ended', 'running']).flat());
    await supervision.stop();
    end();
    expect(state.starts).toBe(4);
  });

  it('tells since when it is away and how often its start failed', async () => {
    const { start, end, state } = program();
    const supervision = await supervise(start, LIMITS, () => undefined);
    state.broken = true;
    end();
    await expect
      .poll(() => supervision.condition())
      .toMatchObject({ running: false, attempts: expect.toSatisfy((count: number) => count > 2) });
    state.broken = false;
    await expect.poll(() => supervision.condition()).toEqual({ running: true, restarts: 1 });
    await supervision.stop();
  });

  it('is given up after trouble that lasted too long, once, and not tried any more', async () => {
    const { start, end, state } = program();
    const news: News[] = [];
    const supervision = await supervise(start, { ...LIMITS, patience: 0 }, (one) => news.push(one));
    state.broken = true;
    end();
    await expect.poll(() => news.at(-1)?.event).toBe('given-up');
    expect(news.map(({ event }) => event)).toEqual(['ended', 'not-started', 'given-up']);
    await supervision.stop();
    expect(state.starts).toBe(2);
  });

  it('whose first start fails is not kept running', async () => {
    const { start, state } = program();
    state.broken = true;
    await expect(supervise(start, LIMITS, () => undefined)).rejects.toThrow('no room');
    expect(state.starts).toBe(1);
  });
});
