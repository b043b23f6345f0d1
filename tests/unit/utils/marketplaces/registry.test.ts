import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MARKETPLACE_IDS, MARKETPLACES } from '../../../../contract/src/marketplaces/index.ts';
import { ADAPTERS } from '../../../../utils/marketplaces/registry.ts';
import { ADDRESSES } from '../../../fixtures/marketplaces/addresses.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures/marketplaces');

describe.each(MARKETPLACE_IDS)('marketplace %s', (id) => {
  it('has an address table and an adapter under its own name', () => {
    expect(MARKETPLACES[id].id).toBe(id);
    expect(ADAPTERS[id].id).toBe(id);
  });

  it('has sample addresses and look-alikes', () => {
    const { listings, searches, stores, lookAlikes, foreign } = ADDRESSES[id];
    for (const samples of [listings, searches, stores, lookAlikes, foreign])
      expect(samples.length).toBeGreaterThan(2);
  });

  it('has fixtures, each with what is expected of it', () => {
    const names = readdirSync(join(fixtures, id)).filter((name) => name.endsWith('.html'));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names)
      expect(existsSync(join(fixtures, id, name.replace(/html$/, 'expected.json'))), name).toBe(true);
  });
});
