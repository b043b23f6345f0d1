import { DatabaseGivenUp } from './postgres/news.ts';
import { SettingError } from './setting-error.ts';
import { DatabaseUnreachable } from './settings/usable.ts';
import { isDatabaseAway, isStoreAway } from './unavailable.ts';

/**
 * How the process ends when it was not asked to. A supervisor starts it again after each of them but `setting`, which stays wrong until a
 * person has changed it. Asked to end, it ends with 0. The numbers are those of sysexits.h.
 */
export const EXIT = {
  /** It could not start or stop: the data folder or the port is taken, something is damaged. */
  failed: 1,
  /** A fault of the program's own. */
  fault: 70,
  /** The database or the object store is away: not there at the start, or given up. */
  away: 75,
  setting: 78,
} as const;

/** The exit code that tells a supervisor what an error means. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof SettingError) return EXIT.setting;
  if (error instanceof DatabaseGivenUp || error instanceof DatabaseUnreachable) return EXIT.away;
  // It went while the server was starting.
  if (isDatabaseAway(error) || isStoreAway(error)) return EXIT.away;
  return EXIT.failed;
}
