import type { FastifyRateLimitStore } from '@fastify/rate-limit';
import type { Counts } from '../processes/counts.ts';

/** How often the processes tell each other what they have counted, in milliseconds. */
const TELL_EVERY = 1_000;
/** From which part of what is allowed on somebody is told of: whoever asks now and then costs the database nothing. */
const TOLD_FROM = 0.05;
/** Most whose requests are counted at once: they are named by whoever asks. */
const MOST_NAMES = 50_000;

interface Asked {
  /** What all processes together are known to have had. */
  told: number;
  /** What came here since. */
  since: number;
  endsAt: number;
  /** How often it may happen. */
  most: number;
}

/** What decides how often somebody may ask. */
export interface SharedRate {
  Store: new () => FastifyRateLimitStore;
  close(): void;
}

/**
 * Counts requests in this process, and brings together once a second what all processes have counted. So a request waits for nothing, and
 * somebody who divides theirs among n processes gets, over the limit, what arrives in a second and a twentieth of the limit for each process.
 * While the database is away each process counts alone.
 * @param window over how many milliseconds each count goes
 */
export function shareRate(
  counts: Pick<Counts, 'add'>,
  window: number,
  now: () => number = Date.now,
): SharedRate {
  const asked = new Map<string, Asked>();
  let timer: NodeJS.Timeout | undefined;

  async function tell(): Promise<void> {
    const at = now();
    const news = new Map<string, number>();
    for (const [name, { told, since, endsAt, most }] of asked) {
      if (endsAt <= at) asked.delete(name);
      else if (since > 0 && told + since >= most * TOLD_FROM) news.set(name, since);
    }
    if (news.size > 0) {
      const everywhere = await counts.add(named(news), window);
      for (const [name, sent] of news) {
        const mine = asked.get(name);
        const all = everywhere.get(nameOf(name));
        if (!mine || !all) continue;
        mine.told = all.times;
        mine.since -= sent;
        mine.endsAt = now() + all.left;
      }
    }
    timer = undefined;
    if (asked.size > 0) tellSoon();
  }

  function tellSoon(): void {
    timer ??= setTimeout(() => {
      // What could not be told is told with the next.
      void tell().catch(() => {
        timer = undefined;
      });
    }, TELL_EVERY).unref();
  }

  function count(name: string, most: number): { current: number; ttl: number } {
    const at = now();
    let mine = asked.get(name);
    if (!mine || mine.endsAt <= at) {
      if (asked.size >= MOST_NAMES) asked.clear();
      mine = { told: 0, since: 0, endsAt: at + window, most };
      asked.set(name, mine);
    }
    mine.since += 1;
    tellSoon();
    return { current: mine.told + mine.since, ttl: mine.endsAt - at };
  }

  class Store implements FastifyRateLimitStore {
    incr(
      key: string,
      callback: (error: Error | null, result?: { current: number; ttl: number }) => void,
      _window: number,
      most: number,
    ) {
      callback(null, count(key, most));
    }
    child() {
      return this;
    }
  }

  return { Store, close: () => clearTimeout(timer) };
}

const nameOf = (key: string): string => `requests ${key}`;

function named(news: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...news].map(([key, times]) => [nameOf(key), times]));
}
