// Entry of every npm command: makes sure the packages and Node 22 are there, then runs a TypeScript script with them.
// Plain JavaScript that needs no packages, because it runs before anything is installed, on any Node from 20 on.
import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, NODE, NotInstalled } from './support/installation.mjs';
import { runChild } from './support/run-child.mjs';
import { wordsAreCurrent } from './support/words-stamp.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const [script, ...args] = process.argv.slice(2);
if (!script) {
  console.error('usage: node scripts/run.mjs SCRIPT.ts [arguments]');
  process.exit(2);
}

try {
  await ensureInstalled();
} catch (error) {
  if (!(error instanceof NotInstalled)) throw error;
  console.error(error.message);
  process.exit(error.exitCode);
}

// Whatever reads the messages (types, tests, builds, the server) finds them compiled from the catalogues as they are.
if (!wordsAreCurrent(root)) {
  const { status } = spawnSync(NODE, [join(root, 'scripts', 'words.mjs')], { stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    console.error('The messages in words/messages could not be compiled: see above. Nothing was started.');
    process.exit(status ?? 1);
  }
}

// The script ends servers and browsers in order: it hears of every way in which this command is asked to end.
try {
  const { code, signal } = await runChild(
    NODE,
    ['--disable-warning=ExperimentalWarning', join(root, script), ...args],
    { stdio: 'inherit', env: { ...process.env, PATH: `${dirname(NODE)}${delimiter}${process.env.PATH}` } },
  );
  if (signal) process.kill(process.pid, signal);
  else process.exit(code ?? 1);
} catch (error) {
  console.error(`Node 22 could not be started: ${error.message}`);
  process.exit(1);
}
