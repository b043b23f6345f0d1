import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type pg from 'pg';
import { makeDataFolder } from '../data-folder/files.ts';
import { SettingError } from '../setting-error.ts';

/** Oldest PostgreSQL that has what the program uses, as `server_version_num`. */
const OLDEST = 150_000;

/** The database does not answer: it may later. */
export class DatabaseUnreachable extends Error {
  override name = 'DatabaseUnreachable';
}

/**
 * Makes the data folder when it is new.
 * @throws SettingError naming DATA_FOLDER where it cannot be made or written
 */
export async function usableDataFolder(folder: string): Promise<void> {
  try {
    await makeDataFolder(folder);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new SettingError(
      `DATA_FOLDER is ${folder}, which cannot be made or written. Nothing was changed. Name a folder that the user of this process may write.`,
      { cause },
    );
  }
}

/** PostgreSQL's codes for a wrong name or password, a role that may not sign in, and a database that is not there. */
const REFUSED = /^(28\w{3}|3D000)$/;

/**
 * Makes sure that the database that `DATABASE_URL` names answers and is not too old.
 * @throws SettingError naming DATABASE_URL where it refuses; DatabaseUnreachable where it does not answer
 */
export async function usableDatabase(owner: pg.Pool, databaseUrl: string): Promise<void> {
  const url = URL.parse(databaseUrl);
  // Never the address itself: it holds a password.
  const named = `${url?.host ?? 'its host'}${url?.pathname ?? ''}`;
  const answer = await owner
    .query<{ version: number }>("select current_setting('server_version_num')::int as version")
    .catch((cause: unknown) => {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
      if (REFUSED.test(code)) {
        throw new SettingError(`DATABASE_URL: PostgreSQL at ${named} refuses it. Nothing was changed.`, {
          cause,
        });
      }
      throw new DatabaseUnreachable(
        `DATABASE_URL: PostgreSQL at ${named} does not answer. Nothing was changed. Start it, or correct the setting.`,
        { cause },
      );
    });
  const version = answer.rows[0]?.version ?? 0;
  if (version >= OLDEST) return;
  throw new SettingError(
    `DATABASE_URL: ${named} is PostgreSQL ${Math.floor(version / 10_000)}; it must be ${OLDEST / 10_000} or newer. Nothing was changed.`,
  );
}
