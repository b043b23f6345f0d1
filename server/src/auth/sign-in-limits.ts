import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Counts, Turn } from '../processes/counts.ts';
import { addressRange } from './address-range.ts';

const MINUTE = 60_000;
/** Guesses that one address may make at one account. */
const ADDRESS_AT_ACCOUNT = { most: 5, window: 15 * MINUTE };
/** Guesses that all addresses together may make at one account. More than one address has, so that none can close it to the others. */
const ACCOUNT = { most: 20, window: 15 * MINUTE };
/** Guesses that one address may make at all accounts. */
const ADDRESS = { most: 60, window: 15 * MINUTE };
/** Guesses at one account from a browser in which its person has signed in before. */
const KNOWN_BROWSER = { most: 10, window: 15 * MINUTE };

/** One attempt to sign in by password. */
interface Attempt {
  email: string;
  /** Address it comes from. */
  address: string;
  /** What the browser was given when its person signed in in it, if it has any. */
  mark: string | undefined;
}

/** Limits guesses of passwords. */
export interface SignInLimits {
  /**
   * Counts an attempt as wrong until it turns out right.
   * @returns milliseconds after which to try again, or what to call when the password was right
   */
  begin(attempt: Attempt): Promise<{ wait: number } | { right: () => Promise<void> }>;
  /** A new mark for a browser in which the account's person has signed in. */
  markFor(email: string): string;
}

/**
 * Limits guesses at an account whatever the address, and of an address whatever the account. A browser in which the person has signed in
 * before has a count of its own (its mark says so): nobody else's guesses close the account to it, not even those of their own address.
 * @param secret signs the marks
 */
export function createSignInLimits(secret: string, counts: Pick<Counts, 'take' | 'giveBack'>): SignInLimits {
  const sign = (account: string, nonce: string) =>
    createHmac('sha256', secret).update(`browser of ${account} ${nonce}`).digest('base64url');

  function isOurs(account: string, mark: string): boolean {
    const [nonce = '', signature = ''] = mark.split('.');
    const given = Buffer.from(signature);
    const right = Buffer.from(sign(account, nonce));
    return given.length === right.length && timingSafeEqual(given, right);
  }

  return {
    async begin({ email, address, mark }) {
      const account = accountOf(email);
      const range = addressRange(address);
      const turns: Turn[] =
        mark !== undefined && isOurs(account, mark)
          ? [{ name: `sign-in browser ${mark}`, ...KNOWN_BROWSER }]
          : [
              { name: `sign-in ${range} ${account}`, ...ADDRESS_AT_ACCOUNT },
              { name: `sign-in account ${account}`, ...ACCOUNT },
              { name: `sign-in address ${range}`, ...ADDRESS },
            ];
      // What is refused is no guess: it was not looked at, and is not counted.
      const wait = await counts.take(turns);
      if (wait > 0) return { wait };
      return { right: () => counts.giveBack(turns.map(({ name }) => name)) };
    },
    markFor(email) {
      const nonce = randomBytes(12).toString('base64url');
      return `${nonce}.${sign(accountOf(email), nonce)}`;
    },
  };
}

/** The sign-in library knows accounts by their address in small letters. */
const accountOf = (email: string): string => email.toLowerCase().slice(0, 320);
