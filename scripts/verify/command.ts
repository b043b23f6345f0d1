import type { Command } from '../support/command-line.ts';
import { readOptions } from './options.ts';
import { verdictLines } from './print.ts';
import { verifyFile } from './run.ts';

/** Checks an evidence package and prints the verdict; 0 when it stands, 1 when it is refused. */
export const verify: Command = async ({ args, from, print }) => {
  const options = readOptions(args, process.env);
  const verdict = await verifyFile(options, from);
  print(options.json ? JSON.stringify(verdict, null, 2) : verdictLines(verdict, options.language).join('\n'));
  return verdict.ok ? 0 : 1;
};
