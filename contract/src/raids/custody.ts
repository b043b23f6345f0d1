import { z } from 'zod';
import { sha256Hex, utcTime, uuid } from '../identifiers.ts';
import { CUSTODIANS } from './codes.ts';

/** One side of a hand-over: somebody of the organisation, or somebody outside, for whom a signed paper speaks. */
const side = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), userId: uuid }),
  z.strictObject({
    kind: z.literal('outside'),
    custodian: z.enum(CUSTODIANS),
    name: z.string().trim().min(1).max(200),
  }),
]);
export type CustodySide = z.infer<typeof side>;

/**
 * `POST /v1/raids/{raidId}/handovers`: notes that goods went from one to another. It stands for ever; the same id once more is the same. A side
 * that has an account confirms it itself, an outside one by a signed paper, handed in as a file before.
 */
export const newHandover = z.strictObject({
  handoverId: uuid,
  /** When the goods changed hands. */
  at: utcTime,
  /** Numbers of the bags; null for all goods. */
  bags: z.array(z.string().trim().min(1).max(60)).min(1).max(500).nullable(),
  from: side,
  to: side,
  /** The paper that an outside side signed. */
  paper: sha256Hex.nullable(),
});
export type NewHandover = z.infer<typeof newHandover>;

/** `POST …/handovers/{handoverId}/withdrawal`: it was noted by mistake. It stays in the log, and counts no more. */
export const handoverWithdrawal = z.strictObject({ reason: z.string().trim().min(1).max(1_000) });

const shownSide = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('person'),
    userId: uuid,
    name: z.string(),
    confirmedAt: utcTime.nullable(),
  }),
  z.strictObject({ kind: z.literal('outside'), custodian: z.enum(CUSTODIANS), name: z.string() }),
]);
export type ShownSide = z.infer<typeof shownSide>;

/** A hand-over as it stands in the log. */
export const handover = z.strictObject({
  ...newHandover.shape,
  from: shownSide,
  to: shownSide,
  notedAt: utcTime,
  notedBy: z.string(),
  withdrawn: z.strictObject({ at: utcTime, by: z.string(), reason: z.string() }).nullable(),
  /** What the caller may do with it now. */
  may: z.strictObject({ confirm: z.boolean(), withdraw: z.boolean() }),
});
export type Handover = z.infer<typeof handover>;

/** What of a custody log decides whether it is complete. */
export type CustodyEntry = Pick<Handover, 'at' | 'bags' | 'paper'> & {
  from: ShownSide;
  to: ShownSide;
  withdrawn: unknown;
};

/** What is missing in the custody of goods: of which bags, and at which hand-over (when). */
export type CustodyGap =
  | { gap: 'none'; bags: string[] }
  /** Whoever handed it on is not who had received it. */
  | { gap: 'break'; bags: string[]; at: string }
  /** A side with an account has not confirmed it, or no paper speaks for one outside. */
  | { gap: 'unconfirmed'; bags: string[]; at: string };

const isSame = (one: ShownSide, other: ShownSide) =>
  one.kind === 'person'
    ? other.kind === 'person' && one.userId === other.userId
    : other.kind === 'outside' && one.custodian === other.custodian && one.name === other.name;

/** Whether both sides of a hand-over stand behind it. */
export function isConfirmed({ from, to, paper }: Pick<CustodyEntry, 'from' | 'to' | 'paper'>): boolean {
  return [from, to].every((one) => (one.kind === 'person' ? one.confirmedAt !== null : paper !== null));
}

/** Bags of an inventory, each once; goods without a bag are one, whose number is empty. */
export function bagsOf(inventory: readonly { bag: string }[]): string[] {
  return [...new Set(inventory.map(({ bag }) => bag.trim()))];
}

/**
 * What is missing in the custody of each bag, from whoever took the goods to whoever has them: no hand-over, one that is not by who had
 * received the goods, one that not both stand behind. What one hand-over lacks is said once, with all its bags. Empty where it is complete.
 */
export function custodyGaps(bags: readonly string[], log: readonly CustodyEntry[]): CustodyGap[] {
  const valid = log
    .filter(({ withdrawn }) => withdrawn === null)
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  const found = bags.flatMap((bag): CustodyGap[] => {
    const chain = valid.filter(
      (entry) => entry.bags === null || entry.bags.some((one) => one.trim() === bag),
    );
    const [first] = chain;
    if (!first) return [{ gap: 'none', bags: [bag] }];
    const gaps: CustodyGap[] = [];
    for (const [index, entry] of chain.entries()) {
      const before = chain[index - 1];
      // The first hand-over is by whoever took the goods, and that is nobody of the rights holder's.
      const follows = before ? isSame(before.to, entry.from) : entry.from.kind === 'outside';
      if (!follows) gaps.push({ gap: 'break', bags: [bag], at: entry.at });
      if (!isConfirmed(entry)) gaps.push({ gap: 'unconfirmed', bags: [bag], at: entry.at });
    }
    return gaps;
  });
  const same = Map.groupBy(found, (gap) => ('at' in gap ? `${gap.gap} ${gap.at}` : gap.gap));
  return [...same.values()].flatMap((some) => {
    const [first] = some;
    return first ? [{ ...first, bags: [...new Set(some.flatMap((gap) => gap.bags))] }] : [];
  });
}
