import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether what is missing can be installed here: on Debian or Ubuntu, as root. */
export function canInstall(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function run(command: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** Installs packages of Debian; false where that did not work. */
export async function install(debianPackages: readonly string[]): Promise<boolean> {
  return (
    (await run('apt-get', ['update', '-q'])) &&
    (await run('apt-get', ['install', '-y', '-q', ...debianPackages]))
  );
}
