// Compiles the catalogues of `words/messages` into functions, one for each message. run.mjs calls it when they have changed.
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '@inlang/paraglide-js';
import {
  compiledFolder,
  messagesFolder,
  stampIn,
  wordsAreCurrent,
  wordsStamp,
} from './support/words-stamp.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * What the compiled messages ask for the language: our own store. The library's runtime reads addresses, cookies and
 * the browser's storage, which a script inside a stranger's page must not do.
 */
const RUNTIME = `/** @typedef {string} LocalizedString */
/**
 * @template Inputs, Options, Markup
 * @typedef {object} MessageMetadata
 */
export const experimentalStaticLocale = undefined;
export { currentLanguage as getLocale } from '../../language.ts';
`;

/** Areas of the catalogues, each a file in every language. */
async function areasOf() {
  const names = await readdir(join(messagesFolder(root), 'en'));
  return names.map((name) => name.replace(/\.json$/, '')).sort();
}

/** A project in the library's form of one area, in a folder that goes away again: it writes files of its own beside the settings. */
async function writeProject(folder, area) {
  const project = join(folder, `${area}.inlang`);
  await mkdir(project);
  const settings = {
    baseLocale: 'en',
    locales: (await readdir(messagesFolder(root))).sort(),
    modules: [fileURLToPath(import.meta.resolve('@inlang/plugin-message-format'))],
    'plugin.inlang.messageFormat': {
      pathPattern: [join(messagesFolder(root), '{locale}', `${area}.json`)],
    },
  };
  await writeFile(join(project, 'settings.json'), JSON.stringify(settings));
  return project;
}

/** Compiles one area, with the language asked of our own store. */
async function compileArea(folder, output, area) {
  await compile({
    project: await writeProject(folder, area),
    outdir: output,
    strategy: ['baseLocale'],
    outputStructure: 'locale-modules',
    emitGitIgnore: false,
    emitPrettierIgnore: false,
    emitReadme: false,
  });
  await writeFile(join(output, 'runtime.js'), RUNTIME);
  for (const unused of ['server.js', 'messages.js']) await rm(join(output, unused), { force: true });
}

if (!wordsAreCurrent(root)) {
  const stamp = wordsStamp(root);
  const target = compiledFolder(root);
  // Beside the target: renaming works within one file system only, and two commands may compile at once.
  const folder = await mkdtemp(join(dirname(dirname(target)), '.compiling-'));
  try {
    const output = join(folder, 'compiled');
    const areas = await areasOf();
    // Each area for itself: a page loads the areas that it speaks of, and none of the others.
    for (const area of areas) await compileArea(folder, join(output, area), area);
    const all = areas.map((area) => `export * from './${area}/messages/_index.js';\n`);
    await writeFile(join(output, 'messages.js'), all.join(''));
    await writeFile(stampIn(output), stamp);
    // Another command may have come first, and its script may be reading already.
    if (!wordsAreCurrent(root)) {
      await rm(target, { recursive: true, force: true });
      await rename(output, target).catch((error) => {
        if (!wordsAreCurrent(root)) throw error;
      });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
