import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MARKETPLACE_IDS } from '@marketsafe/contract/marketplaces';
import { INDEX_NAME, readIndex } from '../accuracy/index-file.ts';
import { parsePageType } from '../accuracy/page-type.ts';
import { htmlOf } from '../accuracy/read-file.ts';
import { ROOT } from '../support/paths.ts';
import { UserError } from '../support/user-error.ts';
import { growList, growListing } from './grow-page.ts';
import type { PageTimings } from './timing.ts';

/** A page to be measured, as text. */
export interface BenchPage {
  name: string;
  origin: PageTimings['origin'];
  marketplace: string;
  kind: string;
  url: string;
  html: string;
}

/** Size of the pages that the extraction's target speaks of. */
const LARGE = 2_000_000;

const SAVED_PAGES = join(ROOT, '..', 'shared', 'corpus');
const FIXTURES = join(ROOT, 'tests', 'fixtures', 'marketplaces');

/**
 * The pages of a folder with an index (see `npm run accuracy`), without one those beside this repository, else our own fixtures; and
 * of each marketplace one listing and one search page of two megabytes, grown where none is that large.
 */
export function benchPages(folder: string | undefined): { from: string; pages: BenchPage[] } {
  const own = fixturePages();
  const saved = folder ?? (existsSync(join(SAVED_PAGES, INDEX_NAME)) ? SAVED_PAGES : undefined);
  const pages = saved === undefined ? own : savedPages(saved);
  if (pages.length === 0) throw new UserError(`${saved} holds no page that can be measured.`, 2);
  return { from: saved ?? `our fixtures, ${FIXTURES}`, pages: [...pages, ...largePages(pages, own)] };
}

function savedPages(folder: string): BenchPage[] {
  return readIndex(folder).rows.flatMap((row) => {
    const type = parsePageType(row.page_type);
    const page = type && htmlOf(folder, row, type);
    if (!type || !page || 'problem' in page) return [];
    const { file, marketplace, url } = row;
    return [{ name: file, origin: 'as saved', marketplace, kind: type.kind, url, html: page.html }];
  });
}

function fixturePages(): BenchPage[] {
  const ending = '.expected.json';
  return MARKETPLACE_IDS.flatMap((id) =>
    readdirSync(join(FIXTURES, id))
      .filter((name) => name.endsWith(ending))
      .map((name): BenchPage => {
        const path = join(FIXTURES, id, name);
        const { url, reading } = JSON.parse(readFileSync(path, 'utf8'));
        const html = readFileSync(path.replace(ending, '.html'), 'utf8');
        const page = `${id}/${name.replace(ending, '.html')}`;
        return { name: page, origin: 'as saved', marketplace: id, kind: reading.kind, url, html };
      }),
  );
}

/** Grown from the largest page of that kind, of the measured ones or else of our own. */
function largePages(pages: readonly BenchPage[], own: readonly BenchPage[]): BenchPage[] {
  return MARKETPLACE_IDS.flatMap((id) =>
    (['listing', 'search'] as const).flatMap((kind) => {
      const base = largest(pages, id, kind) ?? largest(own, id, kind);
      if (!base || base.html.length >= LARGE) return [];
      const grow = kind === 'listing' ? growListing : growList;
      return [
        {
          ...base,
          name: `2 MB ${kind} of ${base.name}`,
          origin: 'grown' as const,
          html: grow(base.html, LARGE),
        },
      ];
    }),
  );
}

function largest(pages: readonly BenchPage[], marketplace: string, kind: string): BenchPage | undefined {
  return pages
    .filter((page) => page.marketplace === marketplace && page.kind === kind)
    .sort((one, other) => other.html.length - one.html.length)[0];
}
