import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a data folder when it is new. */
export async function makeDataFolder(folder: string): Promise<void> {
  // Others may pass through but not list: the embedded database may have to run as another user than root.
  await makeFolders(folder);
}

/** Node's own way down never ends where a folder that is there takes none in it, as under `/proc`. */
async function makeFolders(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o711 });
  } catch (error) {
    if (isErrno(error, 'EEXIST') && (await stat(folder)).isDirectory()) return;
    const above = dirname(folder);
    if (!isErrno(error, 'ENOENT') || above === folder || (await isThere(above))) throw error;
    await makeFolders(above);
    await mkdir(folder, { mode: 0o711 });
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Writes a file that only its owner reads, whole or not at all, and on the disk before this returns. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  await rename(await writeBeside(path, text), path);
  await syncFolder(dirname(path));
}

/**
 * As `writePrivateFile`, and never over a file that is there already.
 * @returns false where there is one
 */
export async function writeNewPrivateFile(path: string, text: string): Promise<boolean> {
  const temporary = await writeBeside(path, text);
  try {
    // A link is made whole or not at all, and not over another file.
    await link(temporary, path);
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(dirname(path));
  return true;
}

async function writeBeside(path: string, text: string): Promise<string> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return temporary;
}

/** Puts a folder's entries on the disk, so that a rename survives a power failure. Windows has no such call. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** True when an error is the operating system's, with this code. */
export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
