import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest. Begun first, they leave no worker to finish one alone at the end; a checkout that has run nothing yet
 * would go by the size of the files, which says little of their time.
 */
const LONGEST = [
  'full-page.test.ts',
  'durability.test.ts',
  'accessibility.test.ts',
  'start.test.ts',
  'reports.test.ts',
  'packages.test.ts',
  'masking.test.ts',
  'outbox-over-server.test.ts',
  'real-proxies.test.ts',
  'full-disk.test.ts',
  'full-page-firefox.test.ts',
  'odd-places.test.ts',
  'marketplaces.test.ts',
  'delivery.test.ts',
  'crash.test.ts',
  'time-stamps.test.ts',
  'simulator.test.ts',
  'installation.test.ts',
  'tamper.test.ts',
];

function rank({ moduleId }: TestSpecification): number {
  const at = LONGEST.indexOf(basename(moduleId));
  return at < 0 ? LONGEST.length : at;
}

/** Runs the files that are known to take long first, and the others as usual. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((left, right) => rank(left) - rank(right));
  }
}
