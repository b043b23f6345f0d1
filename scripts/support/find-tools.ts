import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { canInstall, install } from './apt.ts';
import { UserError } from './user-error.ts';

/** Tools that are not ours, with which the tests check evidence as a stranger would; each is the name of its Debian package, too. */
const TOOLS = ['openssl', 'unzip', 'python3'] as const;

function isHere(tool: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => existsSync(join(folder, tool)));
}

/**
 * Makes sure that the tools are there. On Debian or Ubuntu as root it installs what is missing.
 * @throws UserError that says what to install otherwise
 */
export async function ensureTools(): Promise<void> {
  const missing = TOOLS.filter((tool) => !isHere(tool));
  if (missing.length === 0) return;
  if (canInstall()) {
    console.error(`${missing.join(', ')} missing: running apt-get update and apt-get install …`);
    if (await install(missing)) return;
  }
  throw new UserError(
    `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not installed. The tests check evidence with tools that are not ours: install OpenSSL 3, unzip and Python 3.`,
  );
}
