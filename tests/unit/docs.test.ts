import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MARKETPLACES } from '../../contract/src/marketplaces/index.ts';

const doc = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'permissions.md'), 'utf8');

describe('docs/permissions.md', () => {
  it.each(Object.values(MARKETPLACES).map((marketplace) => [marketplace.name, marketplace] as const))(
    'names every host of %s in its row, and no other',
    (name, { domains }) => {
      const row = doc.split('\n').find((line) => line.startsWith(`| ${name} |`));
      const named = [...(row ?? '').matchAll(/`\*\.([^`]+)`/g)].map(([, domain]) => domain);
      expect(named.sort()).toEqual([...domains].sort());
    },
  );
});
