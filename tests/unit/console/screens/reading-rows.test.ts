import { ADAPTER_VERSIONS, MARKETPLACE_IDS, type MarketplaceSettingDetail } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { readingRows } from '../../../../console/src/screens/marketplaces/reading-rows.ts';

const off = (upToVersion: number): MarketplaceSettingDetail => ({
  marketplace: 'lazada',
  upToVersion,
  reason: 'Prices are wrong.',
  since: '2026-11-20T10:00:00.000Z',
  by: 'Ana Lytton',
});

describe('the table of marketplaces', () => {
  it('has a row for each, read unless something is set', () => {
    const rows = readingRows([]);
    expect(rows.map(({ id }) => id)).toEqual([...MARKETPLACE_IDS]);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['read']));
  });

  it('tells what this release still reads from what it does not', () => {
    const stateAt = (version: number) => readingRows([off(version)]).find(({ id }) => id === 'lazada')?.state;
    expect(stateAt(ADAPTER_VERSIONS.lazada)).toBe('off');
    expect(stateAt(ADAPTER_VERSIONS.lazada + 5)).toBe('off');
    expect(stateAt(ADAPTER_VERSIONS.lazada - 1)).toBe('newer-read');
    expect(readingRows([off(1)]).filter(({ state }) => state !== 'read')).toHaveLength(1);
  });
});
