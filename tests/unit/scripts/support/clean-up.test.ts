import { describe, expect, it, vi } from 'vitest';
import { CleanUp } from '../../../../scripts/support/clean-up.ts';

describe('cleaning up', () => {
  it('goes backwards, once', async () => {
    const order: number[] = [];
    const cleanUp = new CleanUp();
    for (const step of [1, 2, 3]) cleanUp.add(async () => void order.push(step));
    await cleanUp.run();
    await cleanUp.run();
    expect(order).toEqual([3, 2, 1]);
  });

  it('goes on after a step that fails', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const last = vi.fn(async () => undefined);
    const cleanUp = new CleanUp();
    cleanUp.add(last);
    cleanUp.add(() => Promise.reject(new Error('stuck')));
    await cleanUp.run();
    expect(last).toHaveBeenCalledOnce();
  });

  it('undoes at once what starts after the end', async () => {
    const late = vi.fn(async () => undefined);
    const cleanUp = new CleanUp();
    await cleanUp.run();
    cleanUp.add(late);
    expect(late).toHaveBeenCalledOnce();
  });
});
