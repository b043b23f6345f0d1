/** How often something may happen. */
export interface Allowance {
  /** At most so often… */
  most: number;
  /** …within so many milliseconds from the first time. */
  window: number;
}

interface Count {
  times: number;
  endsAt: number;
}

/** Most names that are counted at once: what is counted is named by whoever asks, and must not fill the memory. */
const MOST_NAMES = 50_000;

/** Counts how often things happen, by name, in the memory of this process. */
export class Counters {
  readonly #counts = new Map<string, Count>();
  readonly #allowance: Allowance;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** Milliseconds until it may happen again; 0 when it may now. */
  wait(name: string, now: number): number {
    const count = this.#counts.get(name);
    if (!count || count.endsAt <= now || count.times < this.#allowance.most) return 0;
    return count.endsAt - now;
  }

  add(name: string, now: number): void {
    const known = this.#counts.get(name);
    if (known && known.endsAt > now) {
      known.times += 1;
      return;
    }
    // Last in the order of being forgotten.
    this.#counts.delete(name);
    this.#counts.set(name, { times: 1, endsAt: now + this.#allowance.window });
    if (this.#counts.size > MOST_NAMES) this.#forget(now);
  }

  /** Takes back one `add`. */
  remove(name: string): void {
    const known = this.#counts.get(name);
    if (known) known.times -= 1;
  }

  /**
   * Forgets many at once, because each look for the first passes over what was deleted before. All windows are as long, so what is
   * counted longest ends first.
   */
  #forget(now: number): void {
    for (const [name, { endsAt }] of this.#counts) {
      if (endsAt > now && this.#counts.size <= MOST_NAMES * 0.9) return;
      this.#counts.delete(name);
    }
  }
}
