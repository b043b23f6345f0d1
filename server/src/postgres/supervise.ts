import { setTimeout as wait } from 'node:timers/promises';

/** One run of a program that is kept running. */
export interface Run {
  /** Comes true when it has ended; says how. */
  ended: Promise<string>;
}

/** What happens to a program that is kept running. */
export type News =
  | { event: 'ended'; how: string }
  | { event: 'not-started'; attempt: number; error: unknown }
  | { event: 'running'; attempts: number; awayMs: number }
  /** Nothing is tried any more. */
  | { event: 'given-up'; attempts: number; awayMs: number };

/** How it is now. */
export type Condition =
  | { running: true; restarts: number }
  /** `since` is Unix milliseconds, `attempts` how often a start has failed since. */
  | { running: false; since: number; attempts: number };

/** Limits of starting again, in milliseconds. */
export interface RestartLimits {
  /** Pause before the first attempt; doubled each time. */
  firstPause: number;
  longestPause: number;
  /** A run as long as this ends the trouble: the pauses begin anew. */
  holds: number;
  /** Trouble as long as this is given up. */
  patience: number;
}

/** A program that is kept running. */
export interface Supervision {
  condition(): Condition;
  /** Comes true when a start that was under way has ended; nothing is started any more. */
  stop(): Promise<void>;
}

/**
 * Keeps a program running: each time it ends it is started again, with growing pauses while it does not hold, until that has lasted too
 * long.
 * @param start comes true when the program answers
 * @throws what the first start throws; then nothing is kept running
 */
export async function supervise(
  start: () => Promise<Run>,
  limits: RestartLimits,
  onNews: (news: News) => void,
): Promise<Supervision> {
  const halt = new AbortController();
  const halted = new Promise<string>((done) => halt.signal.addEventListener('abort', () => done('')));
  let condition: Condition = { running: true, restarts: 0 };
  let restarts = 0;

  async function keepRunning(first: Run): Promise<void> {
    let run = first;
    let startedAt = Date.now();
    let pause = limits.firstPause;
    let troubleSince: number | null = null;
    for (;;) {
      const how = await Promise.race([run.ended, halted]);
      if (halt.signal.aborted) return;
      const now = Date.now();
      if (now - startedAt >= limits.holds) {
        pause = limits.firstPause;
        troubleSince = null;
      }
      troubleSince ??= now;
      condition = { running: false, since: now, attempts: 0 };
      onNews({ event: 'ended', how });
      const again = await startAgain(now, troubleSince, () => {
        const current = pause;
        pause = Math.min(pause * 2, limits.longestPause);
        return current;
      });
      if (!again) return;
      run = again;
      startedAt = Date.now();
    }
  }

  async function startAgain(
    awaySince: number,
    troubleSince: number,
    nextPause: () => number,
  ): Promise<Run | null> {
    for (let attempt = 1; ; attempt += 1) {
      await wait(nextPause(), undefined, { signal: halt.signal }).catch(() => undefined);
      if (halt.signal.aborted) return null;
      try {
        const run = await start();
        restarts += 1;
        condition = { running: true, restarts };
        onNews({ event: 'running', attempts: attempt, awayMs: Date.now() - awaySince });
        return run;
      } catch (error) {
        if (halt.signal.aborted) return null;
        condition = { running: false, since: awaySince, attempts: attempt };
        onNews({ event: 'not-started', attempt, error });
        if (Date.now() - troubleSince < limits.patience) continue;
        onNews({ event: 'given-up', attempts: attempt, awayMs: Date.now() - awaySince });
        return null;
      }
    }
  }

  const keeping = keepRunning(await start());
  return {
    condition: () => condition,
    async stop() {
      halt.abort();
      await keeping;
    },
  };
}
