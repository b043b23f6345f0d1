import { onTestFinished } from 'vitest';
import { ReporterDatabase } from '../../../utils/database/database.ts';

/** An empty database of its own for one test, deleted when the test ends. */
export function newDatabase(): ReporterDatabase {
  const db = new ReporterDatabase(`test-${crypto.randomUUID()}`);
  onTestFinished(() => db.delete());
  return db;
}
