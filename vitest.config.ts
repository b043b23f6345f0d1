import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Files of a project share nothing: each has databases, folders, ports and browsers of its own.
const SIDE_BY_SIDE = availableParallelism();
/** Browsers wait for their own pace half of the time, so a core each is enough; and they take memory. */
const BROWSERS = Math.min(4, SIDE_BY_SIDE);

/** When something that never comes is given up, in milliseconds; work that takes seconds may take minutes beside other work. */
const BOUND = 150_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          environment: 'node',
          maxWorkers: SIDE_BY_SIDE,
          // Dexie looks for IndexedDB when it is loaded, so it must be there first.
          setupFiles: ['fake-indexeddb/auto'],
          restoreMocks: true,
          testTimeout: BOUND,
          hookTimeout: BOUND,
        },
      },
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
