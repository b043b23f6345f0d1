import { describe, expect, it } from 'vitest';
import { createFairQueue, QueueFull } from '../../../server/src/drawing/fair-queue.ts';

const never = new AbortController().signal;

/** Asks for work that says when it begins and ends when it is told to. */
function workbench(places: number, most = 100) {
  const queue = createFairQueue(places, most);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (organisationId: string, userId: string, name: string, signal: AbortSignal = never) =>
    queue.take(
      { organisationId, userId },
      () => {
        begun.push(name);
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
      },
      signal,
    );
  const end = async (name: string) => {
    ends.get(name)?.();
    // What comes next begins in a later turn of the loop.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ask, begun, end };
}

describe('turns', () => {
  it('come to organisations one after another, however much one of them asks for', async () => {
    const { ask, begun, end } = workbench(1);
    for (let index = 1; index <= 40; index += 1) void ask('a', 'ann', `a${index}`);
    void ask('b', 'bea', 'b1');
    void ask('c', 'cid', 'c1');
    await end('a1');
    await end('b1');
    await end('c1');
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
  });

  it('come to the people of an organisation one after another, too', async () => {
    const { ask, begun, end } = workbench(1);
    for (let index = 1; index <= 9; index += 1) void ask('a', 'ann', `ann${index}`);
    void ask('a', 'bob', 'bob1');
    await end('ann1');
    await end('bob1');
    expect(begun).toEqual(['ann1', 'bob1', 'ann2']);
  });

  it('leave a place for the others: no organisation has two at the same time', async () => {
    const { ask, begun, end } = workbench(2);
    void ask('a', 'ann', 'a1');
    void ask('a', 'bob', 'a2');
    expect(begun).toEqual(['a1']);
    void ask('b', 'bea', 'b1');
    expect(begun).toEqual(['a1', 'b1']);
    await end('a1');
    expect(begun).toEqual(['a1', 'b1', 'a2']);
  });

  it('are given up by who goes away, and go on after work that fails', async () => {
    const { ask, begun, end } = workbench(1);
    const leaving = new AbortController();
    const first = ask('a', 'ann', 'a1');
    const gone = ask('a', 'ann', 'a2', leaving.signal);
    void ask('a', 'ann', 'a3');
    leaving.abort(new Error('gone'));
    await expect(gone).rejects.toThrow('gone');
    await end('a1');
    expect(await first).toBe('a1');
    expect(begun).toEqual(['a1', 'a3']);
    const queue = createFairQueue(1, 9);
    const failed = queue.take(
      { organisationId: 'a', userId: 'x' },
      () => Promise.reject(new Error('no')),
      never,
    );
    const next = queue.take({ organisationId: 'a', userId: 'x' }, async () => 'made', never);
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('made');
  });

  it('are refused where too much of one organisation waits, and of no other', async () => {
    const { ask } = workbench(1, 2);
    for (const name of ['a1', 'a2', 'a3']) void ask('a', 'ann', name);
    await expect(ask('a', 'bob', 'a4')).rejects.toThrow(QueueFull);
    void ask('b', 'bea', 'b1');
  });
});
