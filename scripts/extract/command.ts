import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readPage } from '../../utils/marketplaces/read-page.ts';
import type { Command } from '../support/command-line.ts';
import { openDocument } from '../support/open-document.ts';
import { UserError } from '../support/user-error.ts';

const USAGE = 'usage: npm run --silent extract -- --url URL FILE.html';

/** Prints what the extension would read from a saved page, as one JSON object. */
export const extract: Command = ({ args, from, print }) => {
  const { url, file } = readArguments(args);
  print(JSON.stringify(readPage(url, openDocument(url, readBytes(resolve(from, file)))), null, 2));
  return 0;
};

function readArguments(args: readonly string[]): { url: string; file: string } {
  const { url, file } = parsedArguments(args);
  if (!url || !file) throw new UserError(USAGE, 2);
  if (!URL.canParse(url)) throw new UserError(`Not an address: ${url}\n${USAGE}`, 2);
  return { url, file };
}

function parsedArguments(args: readonly string[]): { url: string | undefined; file: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { url: { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.length > 1) throw new UserError(`Only one file at a time.\n${USAGE}`, 2);
    return { url: values.url, file: positionals[0] };
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(`${(error as Error).message}\n${USAGE}`, 2);
  }
}

function readBytes(file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UserError(`Cannot read ${file}: ${(error as Error).message}`, 2);
  }
  if (bytes.length === 0) throw new UserError(`${file} is empty: nothing to read.`, 2);
  return bytes;
}
