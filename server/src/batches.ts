import { setImmediate as turn } from 'node:timers/promises';

/** What work came to for one of those who waited for it together. */
export type Outcome<Result> = PromiseSettledResult<Result>;

/** Lets those who want the same done at the same time have it done together. */
export interface Batches<Item, Result> {
  /**
   * Waits until it is this item's turn, and for the work on it.
   * @param line items of one line are worked on in the order in which they came; lines do not wait for each other
   * @throws what the work says of this item, or what it failed with as a whole
   */
  add(line: string, item: Item): Promise<Result>;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

interface BatchRules<Item> {
  most: number;
  weigh?: (item: Item) => number;
  touches?: (item: Item) => readonly string[];
}

/**
 * While a batch of a line is worked on, those who come wait; when it is done, they are the next batch. So whoever comes alone goes
 * alone, and the more come, the fewer turns they need.
 * @param work gives an outcome for each item, in their order
 * @param most weight of one batch, unless a single item is heavier
 * @param weigh 1 for each item when left out
 * @param touches names of what an item touches: two that share one are never in one batch, and keep their order
 */
export function createBatches<Item, Result>(
  work: (line: string, items: Item[]) => Promise<Outcome<Result>[]>,
  rules: BatchRules<Item>,
): Batches<Item, Result> {
  type Entry = Waiting<Item, Result>;
  const lines = new Map<string, Entry[]>();

  async function run(line: string, waiting: Entry[]): Promise<void> {
    while (waiting.length > 0) {
      // Whoever arrived in the same turn of the event loop goes along.
      await turn();
      await settle(line, take(waiting, rules));
    }
    lines.delete(line);
  }

  async function settle(line: string, batch: readonly Entry[]): Promise<void> {
    try {
      const outcomes = await work(
        line,
        batch.map(({ item }) => item),
      );
      for (const [index, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[index];
        if (outcome?.status === 'fulfilled') resolve(outcome.value);
        else reject(outcome?.reason ?? new Error('a batch has no outcome for one of its items'));
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  return {
    add: (line, item) =>
      new Promise((resolve, reject) => {
        const entry = { item, resolve, reject };
        const waiting = lines.get(line);
        if (waiting) {
          waiting.push(entry);
          return;
        }
        const first = [entry];
        lines.set(line, first);
        void run(line, first);
      }),
  };
}

/** Takes the next batch out of those who wait. */
function take<Item, Result>(
  waiting: Waiting<Item, Result>[],
  { most, weigh = () => 1, touches = () => [] }: BatchRules<Item>,
): Waiting<Item, Result>[] {
  const batch: Waiting<Item, Result>[] = [];
  const left: Waiting<Item, Result>[] = [];
  const touched = new Set<string>();
  let weight = 0;
  for (const entry of waiting) {
    const names = touches(entry.item);
    const fits = batch.length === 0 || weight + weigh(entry.item) <= most;
    if (fits && !names.some((name) => touched.has(name))) {
      batch.push(entry);
      weight += weigh(entry.item);
    } else left.push(entry);
    // What one that stays behind touches, nobody behind it may touch before it.
    for (const name of names) touched.add(name);
  }
  waiting.splice(0, waiting.length, ...left);
  return batch;
}
