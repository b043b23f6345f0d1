import type { DrainResult } from '../outbox/drain.ts';

/** Keeps the outbox going. */
export interface Sender {
  /**
   * Something may be there to send, or the line may be back (`hurry`). Resolves when the round that begins after this call is
   * over; calls during a round share the next one. Never rejects.
   */
  poke: (options?: { hurry?: boolean }) => Promise<void>;
}

/**
 * Runs rounds one after another and sees to the next one: `wakeIn` is told in how many milliseconds to poke again (null: no
 * need). Before a round it is told `safetyMs`, so that a worker that dies during the round is woken all the same.
 */
export function createSender(
  round: (options: { hurry: boolean }) => Promise<DrainResult>,
  platform: { now: () => number; wakeIn: (ms: number | null) => Promise<void>; safetyMs: number },
): Sender {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let nextHurries = false;

  const run = async () => {
    const hurry = nextHurries;
    nextHurries = false;
    next = undefined;
    try {
      await platform.wakeIn(platform.safetyMs);
      const result = await round({ hurry });
      if (result.error !== undefined) console.error('The outbox stopped early.', result.error);
      await platform.wakeIn(result.wakeAt === null ? null : Math.max(0, result.wakeAt - platform.now()));
    } catch (error) {
      console.error('The outbox could not run.', error);
    } finally {
      current = next;
    }
  };

  return {
    poke: ({ hurry = false } = {}) => {
      nextHurries ||= hurry;
      if (!current) {
        current = run();
        return current;
      }
      next ??= current.then(run);
      return next;
    },
  };
}
