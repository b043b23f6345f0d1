import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { canInstall, install } from './apt.ts';
import { UserError } from './user-error.ts';

/** A browser on this machine. */
export interface FoundBrowser {
  path: string;
  /** As the browser says it itself, e.g. `Chromium 140.0.1`; empty on Windows, where browsers do not say it. */
  version: string;
}

interface Wanted {
  variable: string;
  name: string;
  commands: readonly string[];
  mac: readonly string[];
  windows: readonly string[];
  debianPackage: string;
  advice: string;
}

const CHROMIUM: Wanted = {
  variable: 'CHROME_PATH',
  name: 'Chrome, Chromium or Edge',
  commands: [
    'chromium',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
    'chromium-browser',
  ],
  mac: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  windows: [
    'Google\\Chrome\\Application\\chrome.exe',
    'Chromium\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
  debianPackage: 'chromium',
  advice:
    'Install Google Chrome from https://www.google.com/chrome/ (or, on Debian or Ubuntu: sudo apt-get install chromium), or set CHROME_PATH to the program.',
};

const FIREFOX: Wanted = {
  variable: 'FIREFOX_PATH',
  name: 'Firefox 140 or newer',
  commands: ['firefox-esr', 'firefox'],
  mac: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  windows: ['Mozilla Firefox\\firefox.exe'],
  debianPackage: 'firefox-esr',
  advice:
    'Install Firefox from https://www.mozilla.org/firefox/ (or, on Debian: sudo apt-get install firefox-esr), or set FIREFOX_PATH to the program.',
};

function candidates(wanted: Wanted): string[] {
  if (process.platform === 'darwin') return [...wanted.mac];
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
      (name) => process.env[name] ?? [],
    );
    return folders.flatMap((folder) => wanted.windows.map((path) => join(folder, path)));
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return wanted.commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

/** Asks a program for its version; null when it is there but does not run, as Ubuntu's stand-in for the snap. */
async function versionOf(path: string): Promise<string | null> {
  if (process.platform === 'win32') return '';
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 20_000 });
    return stdout.trim();
  } catch {
    return null;
  }
}

async function look(wanted: Wanted): Promise<FoundBrowser | null> {
  for (const path of candidates(wanted)) {
    if (!existsSync(path)) continue;
    const version = await versionOf(path);
    if (version !== null) return { path, version };
  }
  return null;
}

async function find(wanted: Wanted): Promise<FoundBrowser> {
  const named = process.env[wanted.variable];
  if (named) {
    const version = existsSync(named) ? await versionOf(named) : null;
    if (version !== null) return { path: named, version };
    throw new UserError(`${wanted.variable} names ${named}, which is no browser that runs. ${wanted.advice}`);
  }
  const found = await look(wanted);
  if (found) return found;
  if (canInstall()) {
    console.error(
      `${wanted.name} is missing: running apt-get update and apt-get install ${wanted.debianPackage} …`,
    );
    const now = (await install([wanted.debianPackage])) ? await look(wanted) : null;
    if (now) return now;
    throw new UserError(
      `apt-get could not install ${wanted.debianPackage} as a browser that runs. ${wanted.advice}`,
    );
  }
  throw new UserError(`${wanted.name} was not found on this machine. ${wanted.advice}`);
}

const known = new Map<string, Promise<FoundBrowser>>();

/** Looks once in the life of this process: asking a browser for its version starts it. */
function findOnce(wanted: Wanted): Promise<FoundBrowser> {
  const key = `${wanted.variable}=${process.env[wanted.variable] ?? ''}`;
  const before = known.get(key);
  if (before) return before;
  const now = find(wanted);
  known.set(key, now);
  now.catch(() => known.delete(key));
  return now;
}

/**
 * Finds Chrome, Chromium or Edge: the program `CHROME_PATH` names, else the usual places. On Debian or Ubuntu as root it
 * installs `chromium` when there is none. Throws a `UserError` that says what to install otherwise.
 */
export function findChromium(): Promise<FoundBrowser> {
  return findOnce(CHROMIUM);
}

/** The same for Firefox: `FIREFOX_PATH`, the usual places, else `firefox-esr`. */
export function findFirefox(): Promise<FoundBrowser> {
  return findOnce(FIREFOX);
}
