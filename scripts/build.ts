// npm run build: the console and the extension for both browsers, with their size budget and Mozilla's linter.
import { relative } from 'node:path';
import { ensureBuilt } from './support/builds.ts';
import { alwaysOnSize, sizeOf } from './support/bundle-size.ts';
import { CHROME_BUILD, CONSOLE_BUILD, FIREFOX_BUILD, ROOT } from './support/paths.ts';
import { runTool } from './support/tool.ts';
import { reportFailure, UserError } from './support/user-error.ts';

/** What looks at the address of every page of a marketplace: this many bytes, no more. */
const ALWAYS_ON_BUDGET = 8 * 1024;

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

async function lintForMozilla(): Promise<void> {
  const { exitCode, output } = await runTool('web-ext', [
    'lint',
    '--source-dir',
    FIREFOX_BUILD,
    '--self-hosted',
    '--output=json',
    '--no-config-discovery',
  ]);
  if (exitCode !== 0) throw new UserError(`${output}\nMozilla's linter refuses the Firefox build.`);
  console.log('web-ext lint: no errors');
}

try {
  await ensureBuilt(['console', 'chrome', 'firefox']);
  for (const folder of [CONSOLE_BUILD, CHROME_BUILD, FIREFOX_BUILD]) {
    const { bytes, gzip } = sizeOf(folder);
    console.log(`${relative(ROOT, folder)}: ${kilobytes(bytes)}, ${kilobytes(gzip)} gzip`);
  }
  for (const folder of [CHROME_BUILD, FIREFOX_BUILD]) {
    const size = alwaysOnSize(folder);
    console.log(
      `${relative(ROOT, folder)}, on every marketplace page: at most ${kilobytes(size)} of ${kilobytes(ALWAYS_ON_BUDGET)}`,
    );
    if (size > ALWAYS_ON_BUDGET) {
      throw new UserError(
        `The content script of ${relative(ROOT, folder)} is ${size - ALWAYS_ON_BUDGET} bytes over its budget.`,
      );
    }
  }
  await lintForMozilla();
} catch (error) {
  process.exitCode = reportFailure(error);
}
