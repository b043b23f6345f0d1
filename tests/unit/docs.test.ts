import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marketplaceName } from '@marketsafe/words';
import { describe, expect, it } from 'vitest';
import { MARKETPLACES } from '../../contract/src/marketplaces/index.ts';
import { ROOT } from '../../scripts/support/paths.ts';

const doc = readFileSync(join(ROOT, 'docs', 'permissions.md'), 'utf8');

/** Folders a path in a document may begin with; what is built or kept is not there in a fresh copy. */
const ROOMS =
  /^(?:components|console|contract|docs|entrypoints|evidence|looks|public|scripts|server|tests|utils|words)\//;

/** Paths of the repository that a document names in `code`, with `<id>`, `…` and `*` for whatever stands there. */
function namedPaths(text: string): string[] {
  return [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => ROOMS.test(path) && !path.includes('/dist/'));
}

function isThere(path: string): boolean {
  const pattern = path.replace(/<[^<>]+>|…|\{[^{}]+\}/g, '*').replace(/\/$/, '');
  return globSync(pattern, { cwd: ROOT }).length > 0;
}

describe('the documents', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', ...globSync('{docs,looks,words}/*.md', { cwd: ROOT })];

  it.each(documents)('%s names no file that is gone', (document) => {
    const text = readFileSync(join(ROOT, document), 'utf8');
    expect(namedPaths(text).filter((path) => !isThere(path))).toEqual([]);
  });

  it('would notice one', () => {
    expect(namedPaths('See `utils/capture/gone.ts` and `words/messages/<language>/claim.json`.')).toEqual([
      'utils/capture/gone.ts',
      'words/messages/<language>/claim.json',
    ]);
    expect(isThere('utils/capture/gone.ts')).toBe(false);
    expect(isThere('words/messages/<language>/start.json')).toBe(true);
  });
});

describe('docs/permissions.md', () => {
  it.each(
    Object.values(MARKETPLACES).map(
      (marketplace) => [marketplaceName(marketplace.id, 'en'), marketplace] as const,
    ),
  )('names every host of %s in its row, and no other', (name, { domains }) => {
    const row = doc.split('\n').find((line) => line.startsWith(`| ${name} |`));
    const named = [...(row ?? '').matchAll(/`\*\.([^`]+)`/g)].map(([, domain]) => domain);
    expect(named.sort()).toEqual([...domains].sort());
  });
});
