import { describe, expect, it } from 'vitest';
import { addressRange } from '../../../server/src/auth/address-range.ts';
import { Counters } from '../../../server/src/auth/counters.ts';
import { createSignInLimits } from '../../../server/src/auth/sign-in-limits.ts';

const SECRET = 'a secret of more than thirty-two letters';
const QUARTER = 15 * 60_000;

/** Limits with a clock of their own. `guess` is true where the password was looked at. */
function limits() {
  const clock = { now: 1_000 };
  const made = createSignInLimits(SECRET, () => clock.now);
  const guess = (email: string, address: string, mark?: string) =>
    !('wait' in made.begin({ email, address, mark }));
  return { ...made, clock, guess };
}

describe('guesses of passwords', () => {
  it('at one account end after a few from one address, and go on after a quarter of an hour', () => {
    const { guess, clock } = limits();
    const guesses = Array.from({ length: 8 }, () => guess('a@x.example', '10.0.0.1'));
    expect(guesses).toEqual([true, true, true, true, true, false, false, false]);
    expect(guess('A@X.example', '10.0.0.1')).toBe(false);
    expect(guess('b@x.example', '10.0.0.1')).toBe(true);
    clock.now += QUARTER;
    expect(guess('a@x.example', '10.0.0.1')).toBe(true);
  });

  it('at one account end whatever the addresses', () => {
    const { guess } = limits();
    const looked = Array.from({ length: 300 }, (_, index) => guess('a@x.example', `10.0.${index % 60}.1`));
    expect(looked.filter(Boolean)).toHaveLength(20);
  });

  it('from one address never close an account to its person elsewhere', () => {
    const { guess } = limits();
    for (let index = 0; index < 1_000; index += 1) guess('a@x.example', '10.0.0.1');
    expect(guess('a@x.example', '10.0.0.2')).toBe(true);
  });

  it('of anybody never close it to a browser in which its person signed in before, at the same address either', () => {
    const { guess, markFor } = limits();
    const mark = markFor('a@x.example');
    for (let index = 0; index < 1_000; index += 1) guess('a@x.example', `10.0.0.${index % 30}`);
    for (let index = 0; index < 1_000; index += 1) guess(`${index}@x.example`, '10.0.0.1');
    expect(guess('a@x.example', '10.0.0.1')).toBe(false);
    expect(guess('a@x.example', '10.0.0.1', mark)).toBe(true);
    // It is good for its account only, cannot be made up, and has an end of its own.
    expect(guess('a@x.example', '10.0.0.1', `${mark.split('.')[0]}.${'A'.repeat(43)}`)).toBe(false);
    expect(guess('a@x.example', '10.0.0.1', markFor('b@x.example'))).toBe(false);
    const looked = Array.from({ length: 30 }, () => guess('a@x.example', '10.0.0.1', mark));
    expect(looked.filter(Boolean)).toHaveLength(9);
  });

  it('at many accounts end for the address', () => {
    const { guess } = limits();
    const looked = Array.from({ length: 300 }, (_, index) => guess(`${index}@x.example`, '2001:db8::1'));
    expect(looked.filter(Boolean)).toHaveLength(60);
    expect(guess('z@x.example', '2001:db8::ffff:2')).toBe(false);
    expect(guess('z@x.example', '2001:db8:0:1::1')).toBe(true);
  });

  it('that were right count for nothing', () => {
    const { begin } = limits();
    for (let index = 0; index < 100; index += 1) {
      const attempt = begin({ email: 'a@x.example', address: '10.0.0.1', mark: undefined });
      expect(attempt).not.toHaveProperty('wait');
      if ('right' in attempt) attempt.right();
    }
  });
});

describe('what is counted', () => {
  it('does not fill the memory, and what ended is forgotten first', () => {
    const counters = new Counters({ most: 1, window: 1_000 });
    for (let name = 0; name < 10; name += 1) counters.add(`early ${name}`, 0);
    for (let name = 0; name < 120_000; name += 1) counters.add(`late ${name}`, 2_000);
    expect(counters.wait('late 119999', 2_000)).toBe(1_000);
    expect(counters.wait('late 1', 2_000)).toBe(0);
    expect(counters.wait('early 1', 2_000)).toBe(0);
  });
});

describe('the addresses of one subscriber', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0db8:0:0:abcd::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['what is none', 'what is none'],
  ])('%s is of %s', (address, range) => expect(addressRange(address)).toBe(range));
});
