/** What has to be undone when a command ends, however it ends: last in, first out. */
export class CleanUp {
  readonly #steps: (() => Promise<void>)[] = [];
  #done = false;

  /** Adds a step. When cleaning up has begun already, it runs at once: what started late must not stay. */
  add(step: () => Promise<void>): void {
    if (this.#done) void step().catch(complain);
    else this.#steps.push(step);
  }

  /** Runs every step once; one that fails is reported and keeps none of the others from running. */
  async run(): Promise<void> {
    this.#done = true;
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) await step().catch(complain);
  }
}

function complain(error: unknown): void {
  console.error('Cleaning up:', error);
}

/** The command was asked to end before it was done. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/** Rejects with `Interrupted` on Ctrl-C, on a request to end, and when the program that started this one is gone. */
export function interruption(): Promise<never> {
  return new Promise((_, reject) => {
    // The terminal and the command above may both pass on one Ctrl-C: what comes later must not cut the cleaning up short.
    const stop = () => reject(new Interrupted());
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    process.on('SIGHUP', stop);
    // A killed npm tells its children nothing.
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) stop();
    }, 500).unref();
  });
}
