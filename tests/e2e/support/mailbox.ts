import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../../../scripts/support/until.ts';

/** The mail that a server writes into its data folder. */
export class Mailbox {
  readonly #folder: string;
  readonly #read = new Set<string>();

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'mail');
  }

  /** The first link in the next mail to somebody that was not read yet. */
  linkTo(email: string): Promise<string> {
    return until(`a mail to ${email}`, async () => {
      for (const name of await readdir(this.#folder).catch(() => [])) {
        // Under another name it is not whole yet.
        if (!name.endsWith('.eml') || this.#read.has(name)) continue;
        const text = (await readFile(join(this.#folder, name), 'utf8'))
          .replace(/=\r?\n/g, '')
          .replaceAll('=3D', '=');
        if (!text.includes(`To: ${email}`)) continue;
        this.#read.add(name);
        return /https?:\/\/\S+/.exec(text)?.[0];
      }
      return undefined;
    });
  }
}
