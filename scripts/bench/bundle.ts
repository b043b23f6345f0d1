import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../support/paths.ts';
import { makeTemporaryFolder, removeFolder } from '../support/temporary-folder.ts';
import { runTool } from '../support/tool.ts';
import { UserError } from '../support/user-error.ts';

/** A TypeScript file with all it imports as one minified script, by the bundler that builds the extension. */
export async function bundle(entry: string): Promise<string> {
  const folder = await makeTemporaryFolder('bench-bundle');
  try {
    const file = join(folder, 'bundle.js');
    const args = [join(ROOT, entry), '--format', 'iife', '--platform', 'browser', '--minify', '--file', file];
    const { exitCode, output } = await runTool('rolldown', args);
    if (exitCode !== 0) throw new UserError(`${output}\nBundling ${entry} failed.`);
    return await readFile(file, 'utf8');
  } finally {
    await removeFolder(folder);
  }
}
