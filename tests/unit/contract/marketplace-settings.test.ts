import {
  ADAPTER_VERSIONS,
  isReadingOff,
  MARKETPLACE_IDS,
  type MarketplaceSetting,
  switchOff,
} from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { ADAPTERS } from '../../../utils/marketplaces/registry.ts';

const SETTING: MarketplaceSetting = {
  marketplace: 'daraz',
  upToVersion: 3,
  reason: 'Prices are wrong.',
  since: '2026-11-20T10:00:00.000Z',
};

describe('the versions that a switch-off is held against', () => {
  it.each(MARKETPLACE_IDS)('are the adapter’s own: %s', (id) => {
    expect(ADAPTER_VERSIONS[id]).toBe(ADAPTERS[id].version);
  });
});

describe('a switch-off', () => {
  it('holds up to its version, for its marketplace only', () => {
    const held = [2, 3, 4].map((version) => isReadingOff([SETTING], 'daraz', version));
    expect(held).toEqual([true, true, false]);
    expect(isReadingOff([SETTING], 'lazada', 1)).toBe(false);
    expect(isReadingOff([], 'daraz')).toBe(false);
  });

  it('is held against this release’s own adapter unless another version is given', () => {
    const own = { ...SETTING, upToVersion: ADAPTER_VERSIONS.daraz };
    expect(isReadingOff([own], 'daraz')).toBe(true);
    expect(isReadingOff([{ ...own, upToVersion: own.upToVersion - 1 }], 'daraz')).toBe(false);
  });

  it('needs a reason in one line of words and keeps it without the spaces around it', () => {
    expect(switchOff.parse({ upToVersion: 1, reason: ' 价格读错了 ' }).reason).toBe('价格读错了');
    for (const reason of ['', '  ', 'a', 'two\nlines', 'x\u0000y', 'x'.repeat(501)]) {
      expect([reason, switchOff.safeParse({ upToVersion: 1, reason }).success]).toEqual([reason, false]);
    }
  });
});
