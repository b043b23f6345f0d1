import type { Transaction } from 'dexie';

/** Larger than any page, in CSS pixels. */
const ANY_PAGE = { x: 0, y: 0, width: 1_000_000, height: 1_000_000 } as const;

/**
 * Version 1 noted neither where a page showed the viewer nor how much of it a capture was to take. All of such a page may show the
 * viewer, and a capture was of the window. Records, files and the bodies of reports stay as they are: their hashes are known elsewhere.
 */
export async function upgradeToVersion2(transaction: Transaction): Promise<void> {
  await transaction
    .table('captures')
    .toCollection()
    .modify({
      viewer: { areas: [ANY_PAGE], texts: [] },
    });
  await transaction.table('captureJobs').toCollection().modify({ profile: 'quick' });
}
