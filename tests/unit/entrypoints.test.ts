import { describe, expect, it } from 'vitest';
import { filesBehind } from '../../scripts/support/imports.ts';

describe('the script that a click runs in a listing', () => {
  it('reads listings of every site, and holds nothing of search cards', () => {
    const files = filesBehind('entrypoints/capture-sample.ts');
    expect(files).toContain('utils/marketplaces/sites/trendyol/adapter.ts');
    expect(files.filter((file) => /(?:cards|lists?|list-registry)\.ts$/.test(file))).toEqual([]);
  });

  it('holds no adapter where the reading of a marketplace is switched off', () => {
    const files = filesBehind('entrypoints/capture-reading-off.ts');
    expect(files).toContain('utils/marketplaces/detect.ts');
    expect(files.filter((file) => /(?:adapter|lists?|registry)\.ts$/.test(file))).toEqual([
      'utils/page/button-registry.ts',
    ]);
  });
});
