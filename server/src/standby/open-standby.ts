import type pg from 'pg';
import { connect } from '../db/connect.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { watchFreshness } from './freshness.ts';
import { createStandby, type Standby } from './standby.ts';
import { openWriters } from './writers.ts';

/** Longest wait for word of how far the standby is, in milliseconds. */
const PATIENCE = 2_000;

/** What a standby stands beside. */
interface Primary {
  primary: Database;
  owner: pg.Pool;
  authPool: pg.Pool;
  onLost: (error: Error) => void;
  onProblem: (error: unknown, message: string) => void;
}

/** Opens the standby of an address. One that is away keeps nobody from starting. */
export function openStandby(
  url: string,
  { primary, owner, authPool, onLost, onProblem }: Primary,
): { standby: Standby; close(): Promise<void> } {
  const replica = openDatabase(url, onLost);
  const watching = connect(url, '-c timezone=UTC', 1, { patience: PATIENCE, onLost });
  const freshness = watchFreshness(owner, watching, onProblem);
  freshness.start();
  return {
    standby: createStandby({ primary, replica, freshness, writers: openWriters(authPool), onProblem }),
    async close() {
      await freshness.close();
      await Promise.all([watching.end(), replica.close()]);
    },
  };
}
