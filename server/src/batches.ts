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
  gather?: number;
  atOnce?: number;
}

/** Items that wait for their turn. */
interface Line<Item, Result> {
  waiting: Waiting<Item, Result>[];
  isWorkedOn: boolean;
  /** When a batch of it was done last, by `performance.now()`. */
  doneAt: number;
  /** Ends the wait for others. */
  enough?: () => void;
}

/** How long after a batch a line counts as busy, in milliseconds: whoever was answered may be back with more. */
const BUSY = 50;

/**
 * While a batch of a line is worked on, those who come wait; when it is done, they are the next batch. So whoever comes alone goes
 * alone, and the more come, the fewer turns they need.
 * @param work gives an outcome for each item, in their order
 * @param most weight of one batch, unless a single item is heavier
 * @param weigh 1 for each item when left out
 * @param touches names of what an item touches: two that share one are never in one batch, and keep their order
 * @param atOnce how many lines are worked on at the same time; all of them when left out
 * @param gather how many milliseconds a batch waits for others where its line has just been busy; not at all when left out
 */
export function createBatches<Item, Result>(
  work: (line: string, items: Item[]) => Promise<Outcome<Result>[]>,
  rules: BatchRules<Item>,
): Batches<Item, Result> {
  type Entry = Waiting<Item, Result>;
  const { gather = 0, most, weigh = () => 1, atOnce = Number.POSITIVE_INFINITY } = rules;
  const lines = new Map<string, Line<Item, Result>>();
  /** Lines whose batch has to wait for another line's to be done. */
  const held: (() => void)[] = [];
  let working = 0;

  /** Has at most so many lines worked on at once: those that wait meanwhile gather the more. */
  async function inTurn(work: () => Promise<void>): Promise<void> {
    if (working >= atOnce) await new Promise<void>((resolve) => held.push(resolve));
    else working += 1;
    await work();
    const next = held.shift();
    if (next) next();
    else working -= 1;
  }

  function isFull({ waiting }: Line<Item, Result>): boolean {
    return waiting.reduce((weight, { item }) => weight + weigh(item), 0) >= most;
  }

  async function run(name: string, line: Line<Item, Result>): Promise<void> {
    while (line.waiting.length > 0) {
      const isBusy = performance.now() - line.doneAt < BUSY;
      // Whoever arrived in the same turn of the event loop goes along, and in a busy line whoever comes right behind.
      if (gather > 0 && isBusy && !isFull(line)) await othersOf(line);
      else await turn();
      await inTurn(() => settle(name, take(line.waiting, rules)));
      line.doneAt = performance.now();
    }
    line.isWorkedOn = false;
    if (gather === 0) lines.delete(name);
    else setTimeout(() => forget(name, line), BUSY).unref();
  }

  /** Resolves when the line's next batch is full, or nobody more is waited for. */
  function othersOf(line: Line<Item, Result>): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, gather);
      line.enough = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function forget(name: string, line: Line<Item, Result>): void {
    const isIdle = !line.isWorkedOn && performance.now() - line.doneAt >= BUSY;
    if (isIdle && lines.get(name) === line) lines.delete(name);
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
    add: (name, item) =>
      new Promise((resolve, reject) => {
        const known = lines.get(name);
        const line = known ?? { waiting: [], isWorkedOn: false, doneAt: Number.NEGATIVE_INFINITY };
        if (!known) lines.set(name, line);
        line.waiting.push({ item, resolve, reject });
        if (line.isWorkedOn) {
          if (isFull(line)) line.enough?.();
          return;
        }
        line.isWorkedOn = true;
        void run(name, line);
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
