import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Numeric identity of a user of the operating system. */
export interface OperatingUser {
  uid: number;
  gid: number;
}

/**
 * The user PostgreSQL has to run as: `postgres` when we are root, because PostgreSQL refuses root; otherwise null, ourselves.
 * Makes the user when there is none.
 * @throws when it can neither be found nor made
 */
export async function postgresUser(): Promise<OperatingUser | null> {
  if (process.getuid?.() !== 0) return null;
  const existing = await lookUp();
  if (existing) return existing;
  try {
    await run('groupadd', ['--system', '--force', 'postgres']);
    await run('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres']);
  } catch (error) {
    throw new Error(
      'PostgreSQL does not run as root, and the user "postgres" could not be made for it. Nothing was started. ' +
        'Make that user, or start this program as an ordinary user, or set DATABASE_URL to a PostgreSQL of yours.',
      { cause: error },
    );
  }
  const made = await lookUp();
  if (!made) throw new Error('The user "postgres" was made but cannot be found.');
  return made;
}

async function lookUp(): Promise<OperatingUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

/**
 * True when the user may reach into this folder: every folder on the way lets it pass. Looks at plain permission bits, so an
 * access list that grants more is not seen, which only makes the answer more careful.
 */
export async function canReach(folder: string, user: OperatingUser): Promise<boolean> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const { mode, uid, gid } = await stat(path);
    const pass = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & pass) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
