import type { ReporterDatabase } from './database.ts';
import { isDiskFull } from './reserve.ts';

/** Why the database cannot be used. `full`: no room to bring it into its new form. `unopened`: anything else. */
export type OpenTrouble = 'full' | 'unopened';

/**
 * Opens the database; null where it is open. Otherwise it is as the version before left it: an upgrade is one transaction, and the next
 * page or worker tries it again.
 */
export async function openTrouble(db: Pick<ReporterDatabase, 'open'>): Promise<OpenTrouble | null> {
  try {
    await db.open();
    return null;
  } catch (error) {
    console.error(error);
    return isDiskFull(error) ? 'full' : 'unopened';
  }
}
