import { hash as hashArgon2, verify as verifyArgon2 } from '@node-rs/argon2';
import { verifyPassword as verifyScrypt } from 'better-auth/crypto';

/** Bounds of a password, in characters; the longest that the sign-in library takes. */
export const PASSWORD_LENGTH = { least: 12, most: 128 };

/** What OWASP asks of argon2id, the library's own choice of the three, at least: 19 MiB of memory, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`;

/** A password as it is kept. */
export function hashPassword(password: string): Promise<string> {
  return hashArgon2(password, COST);
}

/** Whether a password is the one that is kept; also where it is kept as versions before argon2id did. */
export async function verifyPassword({
  hash,
  password,
}: {
  hash: string;
  password: string;
}): Promise<boolean> {
  if (!hash.startsWith('$argon2')) return verifyScrypt({ hash, password });
  return verifyArgon2(hash, password);
}

/** Whether a password is kept in an older way than `hashPassword` keeps it. */
export function isOutdated(hash: string): boolean {
  return !hash.startsWith(CURRENT);
}
