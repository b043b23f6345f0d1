import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The next mail of a server's data folder to somebody that was not read yet; undefined while there is none. */
export function openMailbox(dataFolder: string): (email: string) => Promise<string | undefined> {
  const folder = join(dataFolder, 'mail');
  const read = new Set<string>();
  return async (email) => {
    for (const name of await readdir(folder).catch(() => [])) {
      // Under another name it is not whole yet.
      if (!name.endsWith('.eml') || read.has(name)) continue;
      const text = (await readFile(join(folder, name), 'utf8')).replace(/=\r?\n/g, '').replaceAll('=3D', '=');
      if (!text.includes(`To: ${email}`)) continue;
      read.add(name);
      return text;
    }
    return undefined;
  };
}
