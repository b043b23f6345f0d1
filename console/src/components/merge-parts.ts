import { canonicalJson } from '@marketsafe/evidence';

/** What becomes of two people's changes to one version. */
interface Merged<Content> {
  content: Content;
  /** Parts that both changed: the person's own stand, until they say otherwise. */
  both: (keyof Content)[];
}

/**
 * Puts what a person changed and what was saved meanwhile together, part by part: each member of the content is changed as one.
 * @param base the version that the person began with
 */
export function mergeParts<Content extends object>(
  base: Content,
  mine: Content,
  theirs: Content,
): Merged<Content> {
  const same = (one: Content, other: Content, part: keyof Content) =>
    canonicalJson(one[part]) === canonicalJson(other[part]);
  const parts = Object.keys(theirs) as (keyof Content)[];
  const own = parts.filter((part) => !same(base, mine, part));
  return {
    content: { ...theirs, ...Object.fromEntries(own.map((part) => [part, mine[part]])) },
    both: own.filter((part) => !same(base, theirs, part) && !same(mine, theirs, part)),
  };
}
