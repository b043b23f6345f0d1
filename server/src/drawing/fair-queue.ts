/** Work that waits for its turn. */
interface Waiting {
  run: () => Promise<void>;
  /** Never runs it. */
  drop: (reason: unknown) => void;
}

/** Whose work it is. */
export interface Owner {
  organisationId: string;
  userId: string;
}

/** Too much of one organisation waits already. */
export class QueueFull extends Error {
  override name = 'QueueFull';
}

/** Turns for work that everybody may ask for. */
export interface FairQueue {
  /**
   * Runs work when it is its turn, and gives what it gives.
   * @throws QueueFull; what `signal` was aborted with, where that was before its turn
   */
  take<Result>(owner: Owner, work: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

/** An organisation's work by person, in the order in which their turns come. */
type Line = Map<string, Waiting[]>;

/**
 * A queue in which organisations take turns, and within each its people: who asks for forty holds up nobody but themselves.
 * @param places pieces of work at the same time; one organisation has no more than one of them, so that with two there is always
 *   one for the others
 * @param most pieces of one organisation that may wait
 */
export function createFairQueue(places: number, most: number): FairQueue {
  const lines = new Map<string, Line>();
  const busy = new Set<string>();

  /** Whoever had a turn goes to the end, with what they asked for meanwhile. */
  function toTheEnd(organisationId: string, userId: string): void {
    const line = lines.get(organisationId);
    if (!line) return;
    lines.delete(organisationId);
    lines.set(organisationId, line);
    const own = line.get(userId);
    if (!own) return;
    line.delete(userId);
    line.set(userId, own);
  }

  function next(): void {
    for (const [organisationId, line] of lines) {
      if (busy.size >= places) return;
      if (busy.has(organisationId)) continue;
      const [[userId, own] = []] = line;
      const one = own?.shift();
      if (userId !== undefined && own?.length === 0) line.delete(userId);
      if (line.size === 0) lines.delete(organisationId);
      if (userId === undefined || !one) continue;
      busy.add(organisationId);
      void one.run().finally(() => {
        busy.delete(organisationId);
        toTheEnd(organisationId, userId);
        next();
      });
    }
  }

  return {
    take: ({ organisationId, userId }, work, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const line: Line = lines.get(organisationId) ?? new Map();
        const waiting = [...line.values()].reduce((sum, own) => sum + own.length, 0);
        if (waiting >= most) throw new QueueFull('too much waits already');
        const leave = () => {
          const own = line.get(userId)?.filter((other) => other !== one) ?? [];
          if (own.length > 0) line.set(userId, own);
          else line.delete(userId);
          one.drop(signal.reason);
        };
        const one: Waiting = {
          run: async () => {
            signal.removeEventListener('abort', leave);
            await work().then(resolve, reject);
          },
          drop: reject,
        };
        line.set(userId, [...(line.get(userId) ?? []), one]);
        lines.set(organisationId, line);
        signal.addEventListener('abort', leave, { once: true });
        next();
      }),
  };
}
