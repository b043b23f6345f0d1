import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

// Files of a project share nothing: each has databases, folders, ports and browsers of its own.
const SIDE_BY_SIDE = availableParallelism();
/** Files with browsers wait for their own pace half of the time, so there is one more of them than cores; and they take memory. */
const BROWSERS = Math.min(4, SIDE_BY_SIDE + 1);

/** When something that never comes is given up, in milliseconds; work that takes seconds may take minutes beside other work. */
const BOUND = 150_000;

/**
 * Rooms of pure functions, whose tests change nothing that outlives them: their files share processes and what is loaded there, which
 * takes a third of the time. Every other file has a process of its own. A test that stubs a global or keeps a database belongs there.
 */
const PURE = [
  'tests/unit/*.test.ts',
  'tests/unit/{contract,evidence,words}/**/*.test.ts',
  'tests/unit/console/format/**/*.test.ts',
  'tests/unit/scripts/{accuracy,start,support,verify}/**/*.test.ts',
  'tests/unit/utils/{api,marketplaces,masking,network,sealing}/**/*.test.ts',
];

/** What both kinds of unit tests have. */
const UNIT = {
  environment: 'node',
  maxWorkers: SIDE_BY_SIDE,
  // Dexie looks for IndexedDB when it is loaded, so it must be there first.
  setupFiles: ['fake-indexeddb/auto'],
  restoreMocks: true,
  testTimeout: BOUND,
  hookTimeout: BOUND,
};

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...UNIT,
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          exclude: PURE,
        },
      },
      { test: { ...UNIT, name: 'unit-pure', include: PURE, isolate: false } },
      {
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/postgres.ts'],
          maxWorkers: SIDE_BY_SIDE,
          testTimeout: BOUND,
          hookTimeout: BOUND,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts', 'tests/fault/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/postgres.ts'],
          maxWorkers: BROWSERS,
          testTimeout: 2 * BOUND,
          hookTimeout: 2 * BOUND,
        },
      },
    ],
  },
});
