import { pageDatabase } from '../../../utils/hooks/page-database.ts';

/** Empties the database that the hooks of a page use. */
export async function emptyPageDatabase(): Promise<void> {
  await Promise.all(pageDatabase.tables.map((table) => table.clear()));
}
