import { randomInt } from 'node:crypto';

/** Crockford's base 32: no letter that is read as a digit or as another letter. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A number that people quote: `MS-XXXX-XXXX`, 40 random bits, saying nothing about how many there are. */
function randomNumber(prefix: string): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${prefix}-${group()}-${group()}`;
}

/** Number of a claim. */
export const randomClaimNumber = (): string => randomNumber('MS');

/** Number of a packet. */
export const randomPacketNumber = (): string => randomNumber('MP');

/** Number of a test buy. */
export const randomTestBuyNumber = (): string => randomNumber('MT');

/** Number of a raid. */
export const randomRaidNumber = (): string => randomNumber('MR');
