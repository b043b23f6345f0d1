/** What has to be undone when a command ends, however it ends: last in, first out. */
export class CleanUp {
  readonly #steps: (() => Promise<void>)[] = [];

  /**
   * Ends what is being started, once it has started. To be called before waiting for it: an interruption in the middle must not
   * leave it behind.
   */
  ends<Started>(starting: Promise<Started>, end: (started: Started) => Promise<void>): Promise<Started> {
    // A start that fails has ended itself.
    this.#steps.push(() => starting.then(end, () => undefined));
    return starting;
  }

  /** Runs every step once, also those that are added meanwhile; one that fails is reported and holds none of the others up. */
  async run(): Promise<void> {
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
