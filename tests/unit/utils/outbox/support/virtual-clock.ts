interface Timer {
  at: number;
  callback: () => void;
}

/** Time that only moves when told to. `skew` is how far this device's clock is off, in milliseconds. */
export class VirtualClock {
  skew = 0;
  #time: number;
  #timers = new Set<Timer>();

  constructor(start: number) {
    this.#time = start;
  }

  /** True time, which no device knows. */
  get time(): number {
    return this.#time;
  }

  /** The device's clock. */
  now = (): number => this.#time + this.skew;

  after = (ms: number, callback: () => void): (() => void) => {
    const timer = { at: this.#time + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Moves on, firing what falls due on the way. */
  advance(ms: number): void {
    const end = this.#time + ms;
    for (;;) {
      const due = [...this.#timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers.delete(due);
      this.#time = Math.max(this.#time, due.at);
      due.callback();
    }
    this.#time = end;
  }
}
