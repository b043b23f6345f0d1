import { describe, expect, it } from 'vitest';
import { FAULTS } from './support/faulty-network.ts';
import { simulate } from './support/simulation.ts';

/** `OUTBOX_SEEDS=5000` runs more of them, `OUTBOX_SEED=17` one alone. */
const SEEDS = Number(process.env.OUTBOX_SEEDS ?? 80);
const ONLY = process.env.OUTBOX_SEED;

describe('P1–P6 under everything that can go wrong', () => {
  it('holds for every seed, and every kind of fault was met on the way', { timeout: 600_000 }, async () => {
    const seeds =
      ONLY === undefined ? Array.from({ length: SEEDS }, (_, index) => index + 1) : [Number(ONLY)];
    const met = new Map<string, number>();
    let deaths = 0;
    let fullDisks = 0;
    for (const seed of seeds) {
      const story = await simulate(seed);
      for (const [fault, times] of story.faults) met.set(fault, (met.get(fault) ?? 0) + times);
      deaths += story.deaths;
      fullDisks += story.fullDisks;
    }
    if (ONLY !== undefined) return;
    expect([...met.values()].filter((times) => times > 5)).toHaveLength(FAULTS.length);
    expect(deaths).toBeGreaterThan(SEEDS);
    expect(fullDisks).toBeGreaterThan(10);
  });
});
