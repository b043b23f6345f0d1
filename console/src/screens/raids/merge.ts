import type { RaidContent } from '@marketsafe/contract';
import { canonicalJson } from '@marketsafe/evidence';

/** A part of a raid that is changed as one. */
export type RaidPart = keyof RaidContent;

/** What becomes of two people's changes to one version. */
export interface Merged {
  content: RaidContent;
  /** Parts that both changed: the person's own stand, until they say otherwise. */
  both: RaidPart[];
}

/**
 * Puts what a person changed and what was saved meanwhile together, part by part.
 * @param base the version that the person began with
 */
export function mergeRaid(base: RaidContent, mine: RaidContent, theirs: RaidContent): Merged {
  const same = (one: RaidContent, other: RaidContent, part: RaidPart) =>
    canonicalJson(one[part]) === canonicalJson(other[part]);
  const parts = Object.keys(theirs) as RaidPart[];
  const own = parts.filter((part) => !same(base, mine, part));
  return {
    content: { ...theirs, ...Object.fromEntries(own.map((part) => [part, mine[part]])) },
    both: own.filter((part) => !same(base, theirs, part) && !same(mine, theirs, part)),
  };
}
