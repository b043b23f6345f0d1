import { randomInt } from 'node:crypto';

/** Crockford's base 32: no letter that is read as a digit or as another letter. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A claim number that people quote: `MS-XXXX-XXXX`, 40 random bits, saying nothing about how many claims there are. */
export function randomClaimNumber(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `MS-${group()}-${group()}`;
}
