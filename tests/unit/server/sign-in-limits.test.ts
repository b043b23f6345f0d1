import { describe, expect, it } from 'vitest';
import { addressRange } from '../../../server/src/auth/address-range.ts';
import { createSignInLimits } from '../../../server/src/auth/sign-in-limits.ts';
import { memoryCounts } from '../../support/memory-counts.ts';

const SECRET = 'a secret of more than thirty-two letters';
const QUARTER = 15 * 60_000;

/** Limits with a clock of their own. `guess` is true where the password was looked at. */
function limits() {
  const clock = { now: 1_000 };
  const made = createSignInLimits(SECRET, memoryCounts(clock));
  const guess = async (email: string, address: string, mark?: string) =>
    !('wait' in (await made.begin({ email, address, mark })));
  const guesses = async (
    count: number,
    of: (index: number) => [email: string, address: string, mark?: string],
  ) => {
    const looked: boolean[] = [];
    for (let index = 0; index < count; index += 1) looked.push(await guess(...of(index)));
    return looked;
  };
  return { ...made, clock, guess, guesses };
}

describe('guesses of passwords', () => {
  it('at one account end after a few from one address, and go on after a quarter of an hour', async () => {
    const { guess, guesses, clock } = limits();
    expect(await guesses(8, () => ['a@x.example', '10.0.0.1'])).toEqual([
      ...[true, true, true, true, true],
      ...[false, false, false],
    ]);
    expect(await guess('A@X.example', '10.0.0.1')).toBe(false);
    expect(await guess('b@x.example', '10.0.0.1')).toBe(true);
    clock.now += QUARTER;
    expect(await guess('a@x.example', '10.0.0.1')).toBe(true);
  });

  it('at one account end whatever the addresses', async () => {
    const looked = await limits().guesses(300, (index) => ['a@x.example', `10.0.${index % 60}.1`]);
    expect(looked.filter(Boolean)).toHaveLength(20);
  });

  it('from one address never close an account to its person elsewhere', async () => {
    const { guess, guesses } = limits();
    await guesses(1_000, () => ['a@x.example', '10.0.0.1']);
    expect(await guess('a@x.example', '10.0.0.2')).toBe(true);
  });

  it('of anybody never close it to a browser in which its person signed in before, at the same address either', async () => {
    const { guess, guesses, markFor } = limits();
    const mark = markFor('a@x.example');
    await guesses(1_000, (index) => ['a@x.example', `10.0.0.${index % 30}`]);
    await guesses(1_000, (index) => [`${index}@x.example`, '10.0.0.1']);
    expect(await guess('a@x.example', '10.0.0.1')).toBe(false);
    expect(await guess('a@x.example', '10.0.0.1', mark)).toBe(true);
    // It is good for its account only, cannot be made up, and has an end of its own.
    expect(await guess('a@x.example', '10.0.0.1', `${mark.split('.')[0]}.${'A'.repeat(43)}`)).toBe(false);
    expect(await guess('a@x.example', '10.0.0.1', markFor('b@x.example'))).toBe(false);
    const looked = await guesses(30, () => ['a@x.example', '10.0.0.1', mark]);
    expect(looked.filter(Boolean)).toHaveLength(9);
  });

  it('at many accounts end for the address', async () => {
    const { guess, guesses } = limits();
    const looked = await guesses(300, (index) => [`${index}@x.example`, '2001:db8::1']);
    expect(looked.filter(Boolean)).toHaveLength(60);
    expect(await guess('z@x.example', '2001:db8::ffff:2')).toBe(false);
    expect(await guess('z@x.example', '2001:db8:0:1::1')).toBe(true);
  });

  it('that were right count for nothing', async () => {
    const { begin } = limits();
    for (let index = 0; index < 100; index += 1) {
      const attempt = await begin({ email: 'a@x.example', address: '10.0.0.1', mark: undefined });
      expect(attempt).not.toHaveProperty('wait');
      if ('right' in attempt) await attempt.right();
    }
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
