import type pg from 'pg';
import { publishSignals } from './publish.ts';

/** How often it is looked whether a quarter is to be published, in milliseconds. */
const EVERY = 6 * 60 * 60_000;
/** How soon after the start, in milliseconds. */
const FIRST = 20_000;

/** Publishes signals to the working group, quarter by quarter. `owner` connects as the database's owner. */
export function watchSignals({
  owner,
  onProblem,
}: {
  owner: pg.Pool;
  onProblem: (error: unknown, message: string) => void;
}): { start(): void; close(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const run = () => {
    running = running
      .then(() => publishSignals(owner))
      .catch((error: unknown) => onProblem(error, 'signals to the working group were not published'));
  };
  let first: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    start() {
      first = setTimeout(run, FIRST);
      first.unref();
      timer = setInterval(run, EVERY);
      timer.unref();
    },
    async close() {
      clearTimeout(first);
      clearInterval(timer);
      await running;
    },
  };
}
