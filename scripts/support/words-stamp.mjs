// Whether the compiled messages of `words/` are those of the catalogues. Plain JavaScript without packages: run.mjs asks before anything else runs.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the catalogues: one folder a language, one file an area. */
export const messagesFolder = (root) => join(root, 'words', 'messages');

/** Folder of what is compiled from them. It is made anew, never edited and not under version control. */
export const compiledFolder = (root) => join(root, 'words', 'src', 'compiled');

const stampFile = (root) => join(compiledFolder(root), 'stamp.txt');

/** Hash over every catalogue, the compiler's version and the script that calls it. */
export function wordsStamp(root) {
  const hash = createHash('sha256');
  const add = (file) =>
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  const folder = messagesFolder(root);
  for (const language of readdirSync(folder).sort()) {
    for (const file of readdirSync(join(folder, language)).sort()) add(join(folder, language, file));
  }
  add(join(root, 'scripts', 'words.mjs'));
  add(join(root, 'node_modules', '@inlang', 'paraglide-js', 'package.json'));
  return hash.digest('hex');
}

/** True when `npm run words` has nothing to do. */
export function wordsAreCurrent(root) {
  const file = stampFile(root);
  return existsSync(file) && readFileSync(file, 'utf8') === wordsStamp(root);
}

/** Where the stamp of a compilation into `folder` goes. */
export const stampIn = (folder) => join(folder, 'stamp.txt');
