import { z } from 'zod';

/** On what a representative's claims under a right of another's rest, as its devices keep it for when there is no connection. */
export const mandateHold = z.object({
  mandateId: z.uuid(),
  /** Name of the holder. */
  holder: z.string(),
  /** Of `POWERS`, or of a newer version's. */
  powers: z.array(z.string()),
  /** Null for every marketplace. */
  marketplaces: z.array(z.string()).nullable(),
  /** Days in UTC, both included. */
  validFrom: z.iso.date(),
  validTo: z.iso.date(),
  /** The day on which it was ended before its last; only a device has it, of a right that it was told of before. */
  revokedOn: z.iso.date().optional(),
});
export type MandateHold = z.infer<typeof mandateHold>;

/** Why no claim may be filed under a right, as its mandates say. */
export interface MandateTrouble {
  trouble: 'mandate-ended' | 'mandate-revoked' | 'mandate-coming' | 'mandate-power' | 'mandate-marketplace';
  /** Name of the holder. */
  holder: string;
  /** `YYYY-MM-DD`, of the first three. */
  day?: string;
  /** Of the last. */
  marketplace?: string;
}

/** What of a mandate decides. */
interface Standing {
  holder: string;
  powers: readonly string[];
  marketplaces: readonly string[] | null;
  validFrom: string;
  validTo: string;
  revokedOn?: string | undefined;
}

/** What a mandate is asked for. */
interface Asked {
  /** `YYYY-MM-DD` in UTC. */
  today: string;
  /** Absent where it is not known yet: then none keeps the claim. */
  marketplace?: string | undefined;
}

/**
 * The mandate by which a claim may be filed under a right, or why none lets it: the one that lasts longest of those that hold today, include
 * filing and cover the marketplace. `holds` must not be empty.
 */
export function holdFor<Hold extends Standing>(
  holds: readonly Hold[],
  { today, marketplace }: Asked,
): { hold: Hold } | { trouble: MandateTrouble } {
  const longest = [...holds].sort((one, other) => (one.validTo < other.validTo ? 1 : -1));
  const holder = longest[0]?.holder ?? '';
  const standing = longest.filter(
    ({ validFrom, validTo, revokedOn }) => revokedOn === undefined && validFrom <= today && today <= validTo,
  );
  if (standing.length === 0) return { trouble: endOf(longest, today) };
  const filing = standing.filter(({ powers }) => powers.includes('file-claims'));
  if (filing.length === 0) return { trouble: { trouble: 'mandate-power', holder } };
  const hold = filing.find(
    ({ marketplaces }) =>
      marketplace === undefined || marketplaces === null || marketplaces.includes(marketplace),
  );
  if (hold) return { hold };
  return { trouble: { trouble: 'mandate-marketplace', holder, marketplace: marketplace ?? '' } };
}

function endOf(longest: readonly Standing[], today: string): MandateTrouble {
  const coming = longest.find(({ validFrom, revokedOn }) => revokedOn === undefined && today < validFrom);
  if (coming) return { trouble: 'mandate-coming', holder: coming.holder, day: coming.validFrom };
  const [last] = longest;
  const { holder = '', validTo = '', revokedOn } = last ?? {};
  return revokedOn === undefined
    ? { trouble: 'mandate-ended', holder, day: validTo }
    : { trouble: 'mandate-revoked', holder, day: revokedOn };
}

/** A mandate that the caller's organisation had and that has ended: what its devices say where a right is gone with it. */
export const endedMandate = z.object({
  mandateId: z.uuid(),
  revokedOn: z.iso.date().nullable(),
  validTo: z.iso.date(),
});
export type EndedMandate = z.infer<typeof endedMandate>;
