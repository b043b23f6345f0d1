// Compares what is read from saved pages with their true facts: npm run --silent accuracy -- FOLDER
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureAccuracy } from './accuracy/measure.ts';
import { accuracyReport } from './accuracy/report.ts';
import { reportFailure, UserError } from './support/user-error.ts';

const USAGE = `usage: npm run --silent accuracy -- FOLDER [--json]
  FOLDER   saved pages and INDEX.tsv, the table of their true facts
  --json   the figures as JSON
exit code 0: no fact is wrong, 1: one is, 2: the command or the folder is not in order`;

function readArguments(): { folder: string; json: boolean } {
  const { values, positionals } = parsedArguments();
  const [folder, ...more] = positionals;
  if (!folder) throw new UserError(USAGE, 2);
  if (more.length > 0) throw new UserError(`Only one folder at a time.\n${USAGE}`, 2);
  // npm runs this in the repository; a relative path is meant from where the command was typed.
  return { folder: resolve(process.env.INIT_CWD ?? '.', folder), json: values.json };
}

function parsedArguments() {
  try {
    return parseArgs({ options: { json: { type: 'boolean', default: false } }, allowPositionals: true });
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${USAGE}`, 2);
  }
}

function showProgress(done: number, of: number, file: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${done + 1}/${of} ${file}`);
}

try {
  const { folder, json } = readArguments();
  const accuracy = measureAccuracy(folder, showProgress);
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  process.stdout.write(json ? `${JSON.stringify(accuracy, null, 2)}\n` : accuracyReport(accuracy));
  if (accuracy.misses.some(({ outcome }) => outcome === 'wrong')) process.exitCode = 1;
  else if (accuracy.problems.length > 0) process.exitCode = 2;
} catch (error) {
  process.exitCode = reportFailure(error);
}
