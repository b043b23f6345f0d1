import { describe, expect, it, vi } from 'vitest';
import { CleanUp } from '../../../../scripts/support/clean-up.ts';

describe('cleaning up', () => {
  it('ends what was started, the last first, once', async () => {
    const order: number[] = [];
    const cleanUp = new CleanUp();
    for (const number of [1, 2, 3]) {
      await cleanUp.ends(Promise.resolve(number), async (started) => void order.push(started));
    }
    await cleanUp.run();
    await cleanUp.run();
    expect(order).toEqual([3, 2, 1]);
  });

  it('goes on after an end that fails', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const last = vi.fn(async () => undefined);
    const cleanUp = new CleanUp();
    await cleanUp.ends(Promise.resolve(1), last);
    await cleanUp.ends(Promise.resolve(2), () => Promise.reject(new Error('stuck')));
    await cleanUp.run();
    expect(last).toHaveBeenCalledOnce();
  });

  it('waits for what is still starting and ends it then', async () => {
    const end = vi.fn(async () => undefined);
    const cleanUp = new CleanUp();
    let resolve: (started: string) => void = () => undefined;
    const starting = new Promise<string>((done) => {
      resolve = done;
    });
    void cleanUp.ends(starting, end);
    const cleaned = cleanUp.run();
    expect(end).not.toHaveBeenCalled();
    resolve('started');
    await cleaned;
    expect(end).toHaveBeenCalledWith('started');
  });

  it('has nothing to end where a start failed', async () => {
    const end = vi.fn(async () => undefined);
    const cleanUp = new CleanUp();
    await expect(cleanUp.ends(Promise.reject(new Error('no')), end)).rejects.toThrow('no');
    await cleanUp.run();
    expect(end).not.toHaveBeenCalled();
  });
});
