import { describe, expect, it } from 'vitest';
import { createBatches, type Outcome } from '../../../server/src/batches.ts';

/** Work that waits to be let go, and notes what went together. */
function gated(most: number, touches?: (item: string) => readonly string[], atOnce?: number) {
  const seen: string[][] = [];
  const gates: (() => void)[] = [];
  let fail: Error | null = null;
  const batches = createBatches<string, string>(
    async (line, items): Promise<Outcome<string>[]> => {
      seen.push(items.map((item) => `${line}:${item}`));
      await new Promise<void>((open) => gates.push(open));
      if (fail) throw fail;
      return items.map((item) =>
        item.startsWith('bad')
          ? { status: 'rejected', reason: new Error(item) }
          : { status: 'fulfilled', value: item.toUpperCase() },
      );
    },
    { most, ...(touches && { touches }), ...(atOnce !== undefined && { atOnce }) },
  );
  return {
    batches,
    seen,
    /** Lets the oldest batch that is being worked on go, once there is one. */
    async letGo() {
      await expect.poll(() => gates.length).toBeGreaterThan(0);
      gates.shift()?.();
    },
    failWith(error: Error) {
      fail = error;
    },
    started: (count: number) => expect.poll(() => seen.length).toBe(count),
  };
}

describe('batches', () => {
  it('lets whoever comes alone go alone, and whoever comes meanwhile go together, in the order they came', async () => {
    const { batches, seen, letGo, started } = gated(16);
    const first = batches.add('a', 'one');
    await started(1);
    const rest = ['two', 'three', 'four'].map((item) => batches.add('a', item));
    await letGo();
    expect(await first).toBe('ONE');
    await letGo();
    expect(await Promise.all(rest)).toEqual(['TWO', 'THREE', 'FOUR']);
    expect(seen).toEqual([['a:one'], ['a:two', 'a:three', 'a:four']]);
  });

  it('lets no more go together than it may', async () => {
    const { batches, seen, letGo } = gated(2);
    const all = ['one', 'two', 'three'].map((item) => batches.add('a', item));
    await letGo();
    await letGo();
    await Promise.all(all);
    expect(seen).toEqual([['a:one', 'a:two'], ['a:three']]);
  });

  it('has no more lines worked on at once than it may; those that wait gather, and go in the order they came', async () => {
    const { batches, seen, letGo, failWith, started } = gated(16, undefined, 1);
    const first = batches.add('a', 'one');
    await started(1);
    const waiting = [batches.add('b', 'two'), batches.add('c', 'three')];
    // Their turn at the event loop has come and gone.
    await new Promise((resolve) => setTimeout(resolve, 20));
    waiting.push(batches.add('b', 'four'));
    expect(seen.length).toBe(1);
    failWith(new Error('the line broke'));
    await letGo();
    // One that fails holds nobody up.
    await expect(first).rejects.toThrow('the line broke');
    await started(2);
    await letGo();
    await letGo();
    await Promise.allSettled(waiting);
    expect(seen).toEqual([['a:one'], ['b:two', 'b:four'], ['c:three']]);
  });

  it('lets what is heavier than a batch go alone', async () => {
    const seen: string[][] = [];
    const batches = createBatches<string, string>(
      async (_line, items) => {
        seen.push(items);
        return items.map((value) => ({ status: 'fulfilled', value }));
      },
      { most: 4, weigh: (item) => item.length },
    );
    await Promise.all(['one', 'a', 'enormous', 'two'].map((item) => batches.add('line', item)));
    expect(seen).toEqual([['one', 'a'], ['enormous'], ['two']]);
  });

  it('does not let one line wait for another', async () => {
    const { batches, letGo, started } = gated(16);
    const stuck = batches.add('a', 'one');
    await started(1);
    const other = batches.add('b', 'two');
    await started(2);
    await letGo();
    await letGo();
    expect(await Promise.all([stuck, other])).toEqual(['ONE', 'TWO']);
  });

  it('gives each item its own outcome, also its failure', async () => {
    const { batches, letGo } = gated(16);
    const all = Promise.allSettled(['one', 'bad', 'two'].map((item) => batches.add('a', item)));
    await letGo();
    expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fails all of a batch whose work failed as a whole, and goes on with the next', async () => {
    const { batches, letGo, failWith, started } = gated(16);
    const first = Promise.allSettled(['one', 'two'].map((item) => batches.add('a', item)));
    await started(1);
    failWith(new Error('gone'));
    await letGo();
    expect((await first).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = Promise.allSettled([batches.add('a', 'three')]);
    await letGo();
    expect(await next).toMatchObject([{ status: 'rejected', reason: { message: 'gone' } }]);
  });

  it('lets whoever comes right behind a batch go together, and nobody wait in an idle line', async () => {
    const seen: string[][] = [];
    const batches = createBatches<string, string>(
      async (_, items) => {
        seen.push(items);
        return items.map((value) => ({ status: 'fulfilled', value }));
      },
      { most: 3, gather: 60_000 },
    );
    await batches.add('a', 'one');
    expect(seen).toEqual([['one']]);
    const next = [batches.add('a', 'two')];
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    next.push(batches.add('a', 'three'), batches.add('a', 'four'));
    // A batch that is full waits for nobody more.
    await Promise.all(next);
    expect(seen).toEqual([['one'], ['two', 'three', 'four']]);
    await batches.add('b', 'five');
    expect(seen).toHaveLength(3);
  });

  it('never lets two that touch the same go together, nor the later one go first', async () => {
    const { batches, seen, letGo } = gated(16, (item) => [...item]);
    const all = ['ab', 'bc', 'cd', 'e'].map((item) => batches.add('line', item));
    for (let turn = 0; turn < 3; turn += 1) await letGo();
    await Promise.all(all);
    expect(seen).toEqual([['line:ab', 'line:e'], ['line:bc'], ['line:cd']]);
  });
});
