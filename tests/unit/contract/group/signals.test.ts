import {
  COLLUDING,
  openLevels,
  SIGNAL_FEWEST,
  SIGNAL_LEVELS,
  type SignalBasis,
  type SignalLevel,
  sayAgain,
} from '@marketsafe/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** A quarter: the organisations that count, and those of them that have the thing. */
interface Quarter {
  cohort: readonly string[];
  having: ReadonlySet<string>;
}

const periodOf = (index: number) =>
  `${2030 + Math.floor(index / 4)}-${['01', '04', '07', '10'][index % 4]}-01`;

/** What is said, quarter by quarter: all that anybody but the program ever reads of it. */
function told(world: readonly Quarter[]): { said: SignalLevel; since: string }[] {
  let before: SignalBasis | null = null;
  return world.map(({ cohort, having }, index) => {
    const has = cohort.filter((one) => having.has(one));
    before = sayAgain({ period: periodOf(index), cohort: cohort.length, having: has }, before);
    return { said: before.said, since: before.since };
  });
}
const levelsTold = (world: readonly Quarter[]) => told(world).map(({ said }) => said);

const MOST = 60;
const EVERYBODY = Array.from({ length: MOST }, (_, index) => `org ${index}`);
/** Worlds in which many stay as they were, and worlds in which nothing does; organisations come and go. */
const worlds = fc
  .record({
    quarters: fc.integer({ min: 1, max: 6 }),
    // Small programs are where one organisation's data would show.
    size: fc.oneof(fc.integer({ min: 8, max: 18 }), fc.integer({ min: 0, max: MOST })),
    steady: fc.double({ min: 0, max: 1, noNaN: true }),
    dice: fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
  })
  .map(({ quarters, size, steady, dice }): Quarter[] => {
    const roll = () => dice.next().value as number;
    const made: Quarter[] = [];
    for (let nth = 0; nth < quarters; nth += 1) {
      const last = made.at(-1);
      const often = roll();
      const cohort = last && roll() < 0.5 ? last.cohort : EVERYBODY.slice(0, size).filter(() => roll() < 0.9);
      const stays = (one: string) => last?.cohort.includes(one) && roll() < steady;
      made.push({
        cohort,
        having: new Set(cohort.filter((one) => (stays(one) ? last?.having.has(one) : roll() < often))),
      });
    }
    return made;
  });

describe('what is said of how many organisations have something', () => {
  it('leaves everything open of one organisation, in every quarter, to whoever knows all of four others', () => {
    fc.assert(
      fc.property(
        worlds,
        fc.shuffledSubarray(EVERYBODY.slice(0, 12), { minLength: COLLUDING + 1, maxLength: COLLUDING + 1 }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        (world, [target = '', ...colluding], claimed) => {
          const said = levelsTold(world);
          // Another world: the four as they were, the one as anybody may claim that it was, quarter by quarter.
          const other = world.map(({ cohort, having }, nth): Quarter => {
            const rest = cohort.filter((one) => one !== target && !colluding.includes(one));
            return {
              cohort,
              having: new Set([
                ...colluding.filter((one) => having.has(one)),
                ...(claimed[nth] ? [target] : []),
                ...rest.slice(0, said[nth]),
              ]),
            };
          });
          expect(told(other)).toEqual(told(world));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is never moved by four organisations alone, whatever they have or do not have from quarter to quarter', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: MOST }),
        fc.shuffledSubarray(EVERYBODY),
        fc.array(fc.array(fc.boolean(), { minLength: COLLUDING, maxLength: COLLUDING }), {
          minLength: 2,
          maxLength: 8,
        }),
        (size, having, moves) => {
          const cohort = EVERYBODY.slice(0, size);
          const four = cohort.slice(0, COLLUDING);
          const world = moves.map((move) => ({
            cohort,
            having: new Set([
              ...having.filter((one) => !four.includes(one)),
              ...four.filter((_, index) => move[index]),
            ]),
          }));
          expect(new Set(levelsTold(world)).size).toBe(1);
        },
      ),
    );
  });

  it('rests on five organisations at least that are not among any four, when it is said and when something else is', () => {
    fc.assert(
      fc.property(worlds, (changing) => {
        const first = changing[0]?.cohort ?? [];
        const world = changing.map(({ having }) => ({
          cohort: first,
          having: new Set(first.filter((one) => having.has(one))),
        }));
        let last = { said: 0 as SignalLevel, since: '', had: new Set<string>() };
        for (const [nth, { said, since }] of told(world).entries()) {
          const { cohort, having } = world[nth] as Quarter;
          if (since === periodOf(nth)) {
            expect(said === 0 || having.size - COLLUDING >= 5).toBe(true);
            expect(having.size).toBeGreaterThanOrEqual(said);
            const differ =
              [...having].filter((one) => !last.had.has(one)).length +
              [...last.had].filter((one) => !having.has(one)).length;
            if (last.since !== '' && said !== last.said) expect(differ - COLLUDING).toBeGreaterThanOrEqual(5);
            last = { said, since, had: new Set(having) };
          }
          // Never that all have it, or nearly all.
          expect(said === 0 || said <= cohort.length - COLLUDING - 1).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is nothing in a small program, and levels lie far enough apart', () => {
    expect(openLevels(13)).toEqual([0]);
    expect(openLevels(14)).toEqual([0, SIGNAL_FEWEST]);
    for (const [place, level] of SIGNAL_LEVELS.slice(1).entries())
      expect(level - (SIGNAL_LEVELS[place] ?? 0)).toBeGreaterThanOrEqual(SIGNAL_FEWEST);
  });
});
