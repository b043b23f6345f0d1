import {
  addMonths,
  type ComplaintReading,
  countWithin,
  judgeMeasure,
  judgeStanding,
  type MeasureState,
  STANDING_DEFAULTS,
  type StandingDay,
  type StandingTally,
  trendDays,
  windowOf,
} from '@marketsafe/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** One answer about one link, as it was given; and whether and when its removal was lost. */
interface RawAnswer {
  packetId: string;
  outcome: 'removed' | 'refused' | 'gone';
  day: string;
  lostOn: string | null;
}

const day = fc.integer({ min: 0, max: 420 }).map((number) => {
  const at = new Date(Date.UTC(2025, 9, 1) + number * 86_400_000);
  return at.toISOString().slice(0, 10);
});
const answer: fc.Arbitrary<RawAnswer> = fc.record({
  packetId: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6'),
  outcome: fc.constantFrom('removed' as const, 'removed' as const, 'refused' as const, 'gone' as const),
  day,
  lostOn: fc.option(day, { freq: 4 }),
});

/** What the database gives: one row a packet and day. */
function daysOf(answers: readonly RawAnswer[]): StandingDay[] {
  const rows = new Map<string, StandingDay>();
  const at = (packetId: string, on: string) => {
    const key = `${packetId} ${on}`;
    const row = rows.get(key) ?? { packetId, day: on, removed: 0, refused: 0, gone: 0, lost: 0 };
    rows.set(key, row);
    return row;
  };
  for (const { packetId, outcome, day: on, lostOn } of answers) {
    at(packetId, on)[outcome] += 1;
    if (outcome === 'removed' && lostOn !== null) at(packetId, lostOn).lost += 1;
  }
  return [...rows.values()];
}

/** The definition in docs/standing.md, answer by answer, without sums that are kept. */
function naive(
  answers: readonly RawAnswer[],
  { from, to }: { from: string; to: string },
  reading: ComplaintReading,
) {
  const within = (on: string | null) => on !== null && from <= on && on <= to;
  const has = (list: readonly RawAnswer[], outcome: RawAnswer['outcome']) =>
    list.filter((one) => one.outcome === outcome && within(one.day)).length;
  const lostOf = (list: readonly RawAnswer[]) =>
    list.filter((one) => one.outcome === 'removed' && within(one.lostOn)).length;
  const tally = (list: readonly RawAnswer[]): StandingTally => ({
    ...{ removed: has(list, 'removed'), refused: has(list, 'refused') },
    ...{ gone: has(list, 'gone'), lost: lostOf(list) },
  });
  const packets = [...new Set(answers.map(({ packetId }) => packetId))].map((id) =>
    tally(answers.filter(({ packetId }) => packetId === id)),
  );
  const down = ({ removed, refused }: StandingTally) =>
    reading === 'every' ? removed > 0 && refused === 0 : removed > refused;
  return {
    links: tally(answers),
    complaints: {
      removed: packets.filter(down).length,
      refused: packets.filter((one) => one.removed + one.refused > 0 && !down(one)).length,
      gone: packets.filter((one) => one.removed + one.refused === 0 && one.gone > 0).length,
      lost: packets.filter(({ lost, removed }) => lost > 0 && (reading === 'every' || lost * 2 >= removed))
        .length,
    },
  };
}

describe('counting', () => {
  it('is what counting every raw answer by hand gives, on any day, by link and by complaint', () => {
    fc.assert(
      fc.property(
        fc.array(answer, { maxLength: 60 }),
        day,
        fc.constantFrom('most' as const, 'every' as const),
        (answers, today, reading) => {
          const window = windowOf(today);
          expect(countWithin(daysOf(answers), window, reading)).toEqual(naive(answers, window, reading));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('takes what is pending as refused and lost today', () => {
    fc.assert(
      fc.property(
        fc.array(answer, { maxLength: 40 }),
        day,
        fc.nat(5),
        fc.nat(5),
        (answers, today, links, counters) => {
          const window = windowOf(today);
          const days = daysOf(answers);
          const now = countWithin(days, window, 'most');
          const failed = countWithin(days, window, 'most', [{ packetId: 'p1', links, counters }]);
          expect(failed.links).toEqual({
            ...now.links,
            ...{ refused: now.links.refused + links, lost: now.links.lost + counters },
          });
          expect(failed.complaints.removed).toBeLessThanOrEqual(now.complaints.removed);
          expect(failed.complaints.lost).toBeGreaterThanOrEqual(now.complaints.lost);
        },
      ),
    );
  });
});

const tally = fc.record({
  ...{ removed: fc.nat(2_000_000), refused: fc.nat(300_000), gone: fc.nat(10), lost: fc.nat(120_000) },
});
const settings = fc.record({
  ...{ takedown: fc.integer({ min: 1, max: 9_999 }), counters: fc.integer({ min: 1, max: 10_000 }) },
  ...{ volume: fc.nat(3_000), fewest: fc.integer({ min: 1, max: 50 }), undoDays: fc.constant(30) },
  complaint: fc.constant('most' as const),
});

/** In whole numbers without bounds: nothing can be rounded. */
function exactly(
  measure: 'takedown' | 'counters',
  one: StandingTally,
  given: typeof STANDING_DEFAULTS,
): boolean {
  const [removed, refused, lost] = [one.removed, one.refused, one.lost].map(BigInt) as [
    bigint,
    bigint,
    bigint,
  ];
  return measure === 'takedown'
    ? removed * 10_000n >= BigInt(given.takedown) * (removed + refused)
    : lost * 10_000n <= BigInt(given.counters) * removed;
}

describe('judging', () => {
  it('never rounds over a threshold, and its distance is the first number that changes it', () => {
    fc.assert(
      fc.property(
        tally,
        settings,
        fc.constantFrom('takedown' as const, 'counters' as const),
        (one, given, measure) => {
          const judged = judgeMeasure(measure, { links: one, complaints: one }, given).links;
          const isMet = exactly(measure, one, given);
          if (judged.state !== 'few') expect(judged.state).toBe(isMet ? 'met' : 'missed');
          const { distance } = judged;
          if (distance === null) return;
          const changedBy = (more: number): StandingTally => {
            if (!isMet) return { ...one, removed: one.removed + more };
            return measure === 'takedown'
              ? { ...one, refused: one.refused + more }
              : { ...one, lost: one.lost + more };
          };
          expect(distance).toBeGreaterThan(0);
          expect(exactly(measure, changedBy(distance), given)).toBe(!isMet);
          expect(exactly(measure, changedBy(distance - 1), given)).toBe(isMet);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('tells 90 % from one refusal less, and says of few that they are too few to tell', () => {
    const state = (removed: number, refused: number): MeasureState =>
      judgeMeasure('takedown', both({ removed, refused, gone: 0, lost: 0 }), STANDING_DEFAULTS).links.state;
    expect(state(900_000, 100_000)).toBe('met');
    expect(state(899_999, 100_000)).toBe('missed');
    expect(state(9, 0)).toBe('few');
    expect(state(0, 0)).toBe('few');
  });

  it('counts the volume by more than, and judges by the worse of both readings', () => {
    const links = { removed: 101, refused: 0, gone: 0, lost: 0 };
    expect(judgeMeasure('volume', both(links), STANDING_DEFAULTS).links).toMatchObject({
      state: 'met',
      distance: 1,
    });
    const judged = judgeMeasure(
      'volume',
      { links, complaints: { ...links, removed: 100 } },
      STANDING_DEFAULTS,
    );
    expect(judged).toMatchObject({ worse: 'complaints', complaints: { state: 'missed', distance: 1 } });
  });

  it('wants every reason to meet both shares; too few of one leave it unclear where they fall short', () => {
    const good = both({ removed: 190, refused: 10, gone: 0, lost: 2 });
    const verdict = (one: StandingTally) => judgeStanding(good, [good, both(one)], STANDING_DEFAULTS);
    expect(verdict({ removed: 19, refused: 1, gone: 0, lost: 0 })).toBe('ready');
    expect(verdict({ removed: 10, refused: 10, gone: 0, lost: 0 })).toBe('short');
    expect(verdict({ removed: 2, refused: 2, gone: 0, lost: 0 })).toBe('unclear');
    expect(verdict({ removed: 3, refused: 0, gone: 0, lost: 0 })).toBe('ready');
  });
});

function both(one: StandingTally) {
  return { links: one, complaints: one };
}

describe('the window', () => {
  it('is three calendar months that end with the day, shorter months cut to their last day', () => {
    expect(windowOf('2026-11-30')).toEqual({ from: '2026-08-31', to: '2026-11-30' });
    expect(windowOf('2026-05-31')).toEqual({ from: '2026-03-01', to: '2026-05-31' });
    expect(windowOf('2024-05-30')).toEqual({ from: '2024-03-01', to: '2024-05-30' });
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
  });

  it('moves by a week over a year, up to today', () => {
    const days = trendDays('2026-11-30');
    expect(days).toHaveLength(53);
    expect(days.at(-1)).toBe('2026-11-30');
    expect(days.at(-2)).toBe('2026-11-23');
    expect(days[0]).toBe('2025-12-01');
  });
});
