const ASCII = /^[\0-\x7f]*$/;
/** White space, controls, joiners, soft hyphens and fillers: what is drawn as nothing. And accents, once they stand alone. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Z}\p{M}\u115f\u1160\u2800]+/gu;

/**
 * A text as it is compared: without case, accents, white space and letters that are drawn as nothing, and with one spelling of what
 * Unicode spells in several ways.
 */
export function squeezed(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(UNSEEN, '');
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(UNSEEN, '')
    .replace(/ς/g, 'σ')
    .replace(/ı/g, 'i');
}

/** Where in a text the `count`-th unit of its squeezed form stands: the character that it comes from, from its begin to its end. */
export function characterAt(text: string, count: number): { begin: number; end: number } {
  let kept = 0;
  let at = 0;
  for (const character of text) {
    kept += squeezed(character).length;
    if (kept > count) return { begin: at, end: at + character.length };
    at += character.length;
  }
  return { begin: text.length, end: text.length };
}
