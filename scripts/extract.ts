// Prints what the extension would read from a saved page: npm run --silent extract -- --url URL FILE.html
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readPage } from '../utils/marketplaces/read-page.ts';
import { openDocument } from './support/open-document.ts';

const USAGE = 'usage: npm run --silent extract -- --url URL FILE.html';

/** What the caller did wrong or the file does not allow; printed as one line. */
class InputError extends Error {}

function readArguments(): { url: string; file: string } {
  const { url, file } = parsedArguments();
  if (!url || !file) throw new InputError(USAGE);
  if (!URL.canParse(url)) throw new InputError(`Not an address: ${url}\n${USAGE}`);
  // npm runs this in the repository; a relative path is meant from where the command was typed.
  return { url, file: resolve(process.env.INIT_CWD ?? '.', file) };
}

function parsedArguments(): { url: string | undefined; file: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      options: { url: { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.length > 1) throw new InputError(`Only one file at a time.\n${USAGE}`);
    return { url: values.url, file: positionals[0] };
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`${(error as Error).message}\n${USAGE}`);
  }
}

function readBytes(file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new InputError(`Cannot read ${file}: ${(error as Error).message}`);
  }
  if (bytes.length === 0) throw new InputError(`${file} is empty: nothing to read.`);
  return bytes;
}

try {
  const { url, file } = readArguments();
  const bytes = readBytes(file);
  process.stdout.write(`${JSON.stringify(readPage(url, openDocument(url, bytes)), null, 2)}\n`);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
