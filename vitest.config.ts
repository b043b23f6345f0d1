import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Files of a project share nothing: each has databases, folders, ports and browsers of its own.
const SIDE_BY_SIDE = availableParallelism();

export default defineConfig({
  test: {
    maxWorkers: SIDE_BY_SIDE,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          environment: 'node',
          // Dexie looks for IndexedDB when it is loaded, so it must be there first.
          setupFiles: ['fake-indexeddb/auto'],
          restoreMocks: true,
          // Property tests and large pages take seconds where the machine does other work too.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/postgres.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts', 'tests/fault/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/postgres.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
