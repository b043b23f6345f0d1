/**
 * One lane for a call that the browser allows only every so often: tasks run one after another, starts at least `spacingMs`
 * apart. The clock is a parameter, so tests run without waiting.
 */
export function createPacer(
  spacingMs: number,
  clock: { now: () => number; wait: (ms: number) => Promise<void> },
): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let lane: Promise<unknown> = Promise.resolve();
  let lastStart = Number.NEGATIVE_INFINITY;
  return (task) => {
    const turn = lane.then(async () => {
      const early = lastStart + spacingMs - clock.now();
      if (early > 0) await clock.wait(early);
      lastStart = clock.now();
      return task();
    });
    lane = turn.catch(() => undefined);
    return turn;
  };
}
