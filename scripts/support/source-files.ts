import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ROOT } from './paths.ts';

/** What is installed, built or compiled: none of it is written by anybody. */
const NOT_OURS = new Set([
  'node_modules',
  '.git',
  '.output',
  '.wxt',
  '.data',
  'dist',
  'coverage',
  'compiled',
]);
const TEXT = /\.(?:tsx?|mjs|js|json|jsonc|css|html|md|sql|sh|yml|yaml|svg)$|^\.ci\/|^[A-Z]+$/;

/** One text file of ours; `path` from the repository's folder, with slashes on every system. */
interface SourceFile {
  path: string;
  text: string;
}

function* filesBelow(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (NOT_OURS.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** The text files of ours below some folders of the repository, without the lock file. */
export function sourceFiles(folders: readonly string[], root: string = ROOT): SourceFile[] {
  return folders
    .flatMap((folder) => [...filesBelow(join(root, folder))])
    .map((file) => ({ path: relative(root, file).split(sep).join('/'), file }))
    .filter(({ path }) => TEXT.test(path) && path !== 'package-lock.json')
    .map(({ path, file }) => ({ path, text: readFileSync(file, 'utf8') }));
}
