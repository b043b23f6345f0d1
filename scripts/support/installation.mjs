import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InstallLock } from './install-lock.mjs';
import { runChild } from './run-child.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const windows = process.platform === 'win32';
const lock = new InstallLock(join(ROOT, '.output', 'installation'));

/** Node 22 as the packages bring it. */
export const NODE = join(ROOT, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** The packages are not there, and what to do is in the message. */
export class NotInstalled extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

function readJson(...path) {
  return JSON.parse(readFileSync(join(ROOT, ...path), 'utf8'));
}

/**
 * Whether every package is there as it is locked. npm writes its own list into `node_modules` as its last act, so a list that
 * agrees says that npm came to its end; packages and Node that were removed since are looked for.
 */
function isWhole() {
  try {
    const wanted = readJson('package-lock.json').packages;
    const installed = readJson('node_modules', '.package-lock.json').packages;
    return (
      existsSync(NODE) &&
      Object.entries(wanted).every(
        ([path, { version, link, optional }]) =>
          path === '' ||
          optional ||
          (installed[path]?.version === version &&
            installed[path]?.link === link &&
            existsSync(join(ROOT, path, 'package.json'))),
      )
    );
  } catch {
    return false;
  }
}

/** Whether the Node that came with the packages starts. */
function nodeStarts() {
  return spawnSync(NODE, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Makes sure that the packages and Node 22 are there, whatever became of earlier installations. Throws `NotInstalled`. */
export async function ensureInstalled() {
  for (let waiting = false; lock.isDoubtful() || !isWhole(); ) {
    const owner = lock.owner();
    if (owner !== null) {
      if (!waiting)
        console.error(`Another command installs the packages (process ${owner}); waiting for it …`);
      waiting = true;
      await new Promise((resolve) => setTimeout(resolve, 200));
    } else {
      const taken = lock.take();
      if (taken !== null) await install(taken);
    }
  }
}

async function install({ doubtful }) {
  let whole = false;
  try {
    // Another command may have come to the end of it between the look and the lock.
    if (doubtful || !isWhole()) await installPackages();
    whole = true;
  } finally {
    lock.release(whole);
  }
}

async function installPackages() {
  if (existsSync(join(ROOT, 'node_modules'))) {
    console.error('The installed packages are not whole or not up to date: installing them anew.');
  }
  console.error('Installing packages (npm ci) …');
  if (!(await npm('ci'))) {
    // `npm ci` refuses when a registry lacks packages for other platforms; `npm install` takes the locked versions without them.
    console.error('npm ci failed; trying npm install with the locked versions …');
    if (!(await npm('install', '--no-save'))) {
      throw new NotInstalled(
        'The packages could not be installed. Nothing was started. Check the network or the registry npm is set to, then run the command again.',
      );
    }
  }
  if (!existsSync(NODE)) {
    throw new NotInstalled(
      'Node 22 did not come with the packages. Nothing was started. npm is probably set to skip install scripts: look with\n' +
        '  npm config get ignore-scripts\nand, when it says true, allow them with\n  npm config set ignore-scripts false\nThen run the command again.',
    );
  }
  if (!nodeStarts()) {
    throw new NotInstalled(`Node 22 was installed but does not start on this system: ${NODE} --version`);
  }
  if (!isWhole()) {
    throw new NotInstalled(
      'Packages are missing although npm says that it installed them: did another npm run in this folder? Nothing was started. Run the command again.',
    );
  }
}

/**
 * Runs npm on an empty `node_modules`: npm takes a package that is half there for a whole one. On Ctrl-C npm would go on for half a
 * minute to put things back; it is killed, because the next command begins anew anyway.
 */
async function npm(...args) {
  removePackages();
  const { code, signal, asked } = await runChild(
    'npm',
    [...args, '--include=dev', '--include=optional', '--no-fund', '--no-audit', '--loglevel=error'],
    {
      ...{ cwd: ROOT, stdio: ['ignore', 2, 2], shell: windows },
      ...{ killed: true, started: (pid) => lock.noteInstaller(pid) },
    },
  );
  if (asked !== null || signal !== null) {
    throw new NotInstalled('Installing was broken off. The next command installs the packages anew.', 130);
  }
  return code === 0;
}

function removePackages() {
  for (const folder of ['.', ...readJson('package.json').workspaces]) {
    const packages = join(ROOT, folder, 'node_modules');
    try {
      rmSync(packages, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    } catch (error) {
      throw new NotInstalled(
        `${packages} could not be removed (${error.code}). Nothing was started. End the other commands of this project, then run the command again.`,
      );
    }
  }
}
