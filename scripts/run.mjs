// Entry of every npm command: makes sure the packages and Node 22 are there, then runs a TypeScript script with them.
// Plain JavaScript that needs no packages, because it runs before anything is installed, on any Node from 20 on.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wordsAreCurrent } from './support/words-stamp.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';
const installedMark = join(root, 'node_modules', '.package-lock.json');

function packagesAreCurrent() {
  if (!existsSync(installedMark)) return false;
  return statSync(installedMark).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

function findNode22() {
  const binary = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
  return existsSync(binary) ? binary : null;
}

function npm(...args) {
  return spawnSync('npm', [...args, '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  }).status;
}

function installPackages() {
  console.error('Installing packages (npm ci) …');
  if (npm('ci') === 0) return;
  // `npm ci` refuses when a registry lacks packages for other platforms; `npm install` takes the locked versions without them.
  console.error('npm ci failed; trying npm install with the locked versions …');
  const status = npm('install', '--no-save');
  if (status !== 0) {
    console.error(
      'The packages could not be installed. Nothing was started. Check the network or the registry npm is set to, then run the command again.',
    );
    process.exit(status ?? 1);
  }
}

const [script, ...args] = process.argv.slice(2);
if (!script) {
  console.error('usage: node scripts/run.mjs SCRIPT.ts [arguments]');
  process.exit(2);
}

if (!packagesAreCurrent()) installPackages();
const node = findNode22();
if (!node) {
  console.error(
    'Node 22 is missing from node_modules although packages are installed: npm was told to skip install scripts.\n' +
      'Run: npm rebuild node   and then the command again.',
  );
  process.exit(1);
}

// Whatever reads the messages (types, tests, builds, the server) finds them compiled from the catalogues as they are.
if (!wordsAreCurrent(root)) {
  const { status } = spawnSync(node, [join(root, 'scripts', 'words.mjs')], { stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    console.error('The messages in words/messages could not be compiled: see above. Nothing was started.');
    process.exit(status ?? 1);
  }
}

const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, script), ...args], {
  stdio: 'inherit',
  env: { ...process.env, PATH: `${dirname(node)}${windows ? ';' : ':'}${process.env.PATH}` },
});
// The script ends servers and browsers in order; it must hear of every way in which this command is asked to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
const parent = process.ppid;
setInterval(() => {
  // A killed npm tells its children nothing.
  if (process.ppid !== parent) child.kill('SIGTERM');
}, 500).unref();
child.once('error', (error) => {
  console.error(`Node 22 could not be started: ${error.message}`);
  process.exit(1);
});
child.once('exit', (code, signal) => {
  if (signal) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  } else {
    process.exit(code ?? 1);
  }
});
