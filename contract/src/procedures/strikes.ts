import type { ReasonCode } from '../reasons.ts';
import type { Period } from './kinds.ts';
import type { PlacedItem, Procedure } from './procedure.ts';
import type { CountedPer } from './strike-kinds.ts';

/** A removal that stands, or waits for what becomes of a counter-notice. */
export interface Removal {
  rightId: string;
  holderId: string;
  reason: ReasonCode;
  /** UTC, ISO 8601. */
  at: string;
  /** A counter-notice waits: it may not count in the end. */
  pending: boolean;
}

/** Removals that count as one. Times are UTC, ISO 8601. */
export interface Strike {
  from: string;
  /** Until when another removal belongs to it; null where no such time is known. */
  joinedUntil: string | null;
  /** When it is over; null where that is not known. */
  until: string | null;
  removals: number;
  /** Each of its removals waits for what becomes of a counter-notice. */
  pending: boolean;
}

/**
 * What one more removal would mean: it belongs to the last strike; it is another one; it is the one at which shops are closed, or past it.
 * What is published says so: nothing says that the marketplace does it.
 */
export type OneMore =
  | { means: 'same-strike'; until: string }
  | { means: 'another'; would: number; closesAt: number | null }
  | { means: 'closes'; would: number; closesAt: number };

/** How a seller stands under one rule of a marketplace. */
export interface StrikeCount {
  /** Name of the rule among the procedure's penalties. */
  item: string;
  rule: PlacedItem<'penalties'>;
  countedPer: CountedPer;
  /** The right, or the holder, that it is counted over; null where it is counted over all, or where there is nothing to count. */
  of: string | null;
  /** The oldest first. */
  strikes: Strike[];
  /** Of them those that still count. */
  live: number;
  oneMore: OneMore;
}

/**
 * How a seller stands under every rule of a marketplace that counts removals: from what the program knows of the removals, and no more. A rule
 * that says nothing of over what it counts is taken to count over one right, the least that it can mean; the first removal begins the time in
 * which more of them are one.
 * @param removals of this seller on this marketplace, in any order
 * @param now UTC, ISO 8601
 */
export function strikesOf(
  { parts }: Pick<Procedure, 'parts'>,
  removals: readonly Removal[],
  now: string,
): StrikeCount[] {
  return Object.entries(parts.penalties).flatMap(([item, rule]) => {
    if (!rule.sameRightWindow?.value && !rule.strikesToClose?.value) return [];
    const reasons = rule.reasons?.value;
    const meant = removals.filter(({ reason }) => !reasons || reasons.includes(reason));
    const countedPer = rule.countedPer?.value ?? 'right';
    const groups = grouped(meant, countedPer);
    return groups.map(([of, group]): StrikeCount => {
      const strikes = strikesIn(group, rule);
      const live = strikes.filter(({ until }) => until === null || until > now).length;
      return { item, rule, countedPer, of, strikes, live, oneMore: oneMore(strikes, live, rule, now) };
    });
  });
}

const KEY = {
  right: ({ rightId }) => rightId,
  'right-holder': ({ holderId }) => holderId,
  seller: () => '',
} satisfies Record<CountedPer, (removal: Removal) => string>;

/** Removals by what they are counted over; one empty group where there are none, so that the rule itself is shown. */
function grouped(removals: readonly Removal[], per: CountedPer): [of: string | null, Removal[]][] {
  if (removals.length === 0) return [[null, []]];
  const groups = new Map<string, Removal[]>();
  for (const removal of removals) {
    const key = KEY[per](removal);
    groups.set(key, [...(groups.get(key) ?? []), removal]);
  }
  return [...groups].map(([key, group]) => [key === '' ? null : key, group]);
}

function strikesIn(removals: readonly Removal[], rule: PlacedItem<'penalties'>): Strike[] {
  const strikes: Strike[] = [];
  const inOrder = [...removals].sort((one, other) => one.at.localeCompare(other.at));
  for (const { at, pending } of inOrder) {
    const last = strikes.at(-1);
    if (last?.joinedUntil && at < last.joinedUntil) {
      last.removals += 1;
      last.pending &&= pending;
    } else {
      strikes.push({
        from: at,
        joinedUntil: after(at, rule.sameRightWindow?.value),
        until: after(at, rule.window?.value),
        removals: 1,
        pending,
      });
    }
  }
  return strikes;
}

function oneMore(
  strikes: readonly Strike[],
  live: number,
  rule: PlacedItem<'penalties'>,
  now: string,
): OneMore {
  const joined = strikes.at(-1)?.joinedUntil;
  if (joined && now < joined) return { means: 'same-strike', until: joined };
  const would = live + 1;
  const closesAt = rule.strikesToClose?.value ?? null;
  return closesAt !== null && would >= closesAt
    ? { means: 'closes', would, closesAt }
    : { means: 'another', would, closesAt };
}

/** A time that much later; null where no length is known, or one that only a calendar of working days tells. The longest, where there are two. */
function after(at: string, period: Period | null | undefined): string | null {
  if (!period) return null;
  const time = new Date(at);
  if (period.unit === 'hours') time.setUTCHours(time.getUTCHours() + period.most);
  else if (period.unit === 'calendar-days') time.setUTCDate(time.getUTCDate() + period.most);
  else if (period.unit === 'months') time.setUTCMonth(time.getUTCMonth() + period.most);
  else return null;
  return time.toISOString();
}
