import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { addressRange } from './address-range.ts';
import { Counters } from './counters.ts';

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
  begin(attempt: Attempt): { wait: number } | { right: () => void };
  /** A new mark for a browser in which the account's person has signed in. */
  markFor(email: string): string;
}

/**
 * Limits guesses at an account whatever the address, and of an address whatever the account. A browser in which the person has signed in
 * before has a count of its own (its mark says so): nobody else's guesses close the account to it, not even those of their own address.
 * @param secret signs the marks
 */
export function createSignInLimits(secret: string, now: () => number = Date.now): SignInLimits {
  const perAddressAndAccount = new Counters(ADDRESS_AT_ACCOUNT);
  const perAccount = new Counters(ACCOUNT);
  const perAddress = new Counters(ADDRESS);
  const perMark = new Counters(KNOWN_BROWSER);

  const sign = (account: string, nonce: string) =>
    createHmac('sha256', secret).update(`browser of ${account} ${nonce}`).digest('base64url');

  function isOurs(account: string, mark: string): boolean {
    const [nonce = '', signature = ''] = mark.split('.');
    const given = Buffer.from(signature);
    const right = Buffer.from(sign(account, nonce));
    return given.length === right.length && timingSafeEqual(given, right);
  }

  return {
    begin({ email, address, mark }) {
      const at = now();
      const account = accountOf(email);
      const range = addressRange(address);
      const counted: [Counters, string][] =
        mark !== undefined && isOurs(account, mark)
          ? [[perMark, mark]]
          : [
              [perAddressAndAccount, `${range} ${account}`],
              [perAccount, account],
              [perAddress, range],
            ];
      const wait = Math.max(...counted.map(([counters, name]) => counters.wait(name, at)));
      // What is refused is no guess: it was not looked at.
      if (wait > 0) return { wait };
      for (const [counters, name] of counted) counters.add(name, at);
      return {
        right: () => {
          for (const [counters, name] of counted) counters.remove(name);
        },
      };
    },
    markFor(email) {
      const nonce = randomBytes(12).toString('base64url');
      return `${nonce}.${sign(accountOf(email), nonce)}`;
    },
  };
}

/** The sign-in library knows accounts by their address in small letters. */
const accountOf = (email: string): string => email.toLowerCase().slice(0, 320);
