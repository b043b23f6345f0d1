import { CHECK_IDS, type CheckId } from '@marketsafe/evidence';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Unpacked } from './support/tamper.ts';
import { failures, makeWorld, trusted, type World } from './support/tampering.ts';
import { TAMPERING_WITH_FILES } from './support/tampering-files.ts';
import { TAMPERING_WITH_SEALS } from './support/tampering-seals.ts';

// OpenSSL starts anew for every token.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const MATRIX = [...TAMPERING_WITH_FILES, ...TAMPERING_WITH_SEALS];
let world: World;

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world?.close());

describe('a package that nobody touched', () => {
  it('is accepted, also after it was taken apart and put together', async () => {
    expect(await failures(world.whole, trusted(world))).toEqual([]);
    expect(await failures(await (await Unpacked.of(world.whole)).zip(), trusted(world))).toEqual([]);
  });
});

describe('the tamper matrix', () => {
  it.each(MATRIX)('refuses: $what', async ({ alone, fails, tamper }) => {
    const unpacked = await Unpacked.of(world.whole);
    await tamper(unpacked, world);
    expect(await failures(await unpacked.zip(), alone ? {} : trusted(world))).toEqual([...fails].sort());
  });

  it('has a row for every check, so none can be taken away unseen', () => {
    // These have tests of their own: in archive.test.ts, chain.test.ts, disclosure.test.ts, inquiry.test.ts, leaving-package.test.ts and
    // raid-package.test.ts.
    const elsewhere: CheckId[] = [
      ...(['archive', 'chain', 'challenge', 'disclosure', 'inner-package', 'inquiry'] as const),
      ...(['leaving-index', 'raid'] as const),
    ];
    const used = new Set([...MATRIX.flatMap(({ fails }) => fails), ...elsewhere]);
    expect([...used].sort()).toEqual([...CHECK_IDS].sort());
  });
});
