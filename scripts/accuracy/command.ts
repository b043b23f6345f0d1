import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Command } from '../support/command-line.ts';
import { UserError } from '../support/user-error.ts';
import { measureAccuracy } from './measure.ts';
import { accuracyReport } from './report.ts';

const USAGE = `usage: npm run --silent accuracy -- FOLDER [--json]
  FOLDER   saved pages and INDEX.tsv, the table of their true facts
  --json   the figures as JSON
exit code 0: no fact is wrong, 1: one is, 2: the command or the folder is not in order`;

/** Compares what is read from the saved pages of a folder with their true facts, and prints the figures. */
export const accuracy: Command = ({ args, from, print }) => {
  const { folder, json } = readArguments(args);
  const figures = measureAccuracy(resolve(from, folder), showProgress);
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  print(json ? JSON.stringify(figures, null, 2) : accuracyReport(figures).trimEnd());
  if (figures.misses.some(({ outcome }) => outcome === 'wrong')) return 1;
  return figures.problems.length > 0 ? 2 : 0;
};

function readArguments(args: readonly string[]): { folder: string; json: boolean } {
  const { values, positionals } = parsedArguments(args);
  const [folder, ...more] = positionals;
  if (!folder) throw new UserError(USAGE, 2);
  if (more.length > 0) throw new UserError(`Only one folder at a time.\n${USAGE}`, 2);
  return { folder, json: values.json };
}

function parsedArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${USAGE}`, 2);
  }
}

function showProgress(done: number, of: number, file: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${done + 1}/${of} ${file}`);
}
