import { join } from 'node:path';
import { CHROME_BUILD, CONSOLE_BUILD, FIREFOX_BUILD, ROOT } from './paths.ts';
import { isBuilt, markBuilt } from './stamp.ts';
import { runTool } from './tool.ts';
import { UserError } from './user-error.ts';

interface Build {
  title: string;
  tool: string;
  args: readonly string[];
  cwd: string;
  sources: readonly string[];
  output: string;
}

const SHARED = ['contract', 'evidence', 'looks', 'words', 'package-lock.json', 'tsconfig.base.json'];
const EXTENSION = [
  'entrypoints',
  'components',
  'utils',
  'public',
  'wxt.config.ts',
  'scripts/support/manifest-locales.ts',
  'scripts/support/site-scripts.ts',
  'tsconfig.json',
  ...SHARED,
];

const BUILDS = {
  console: {
    title: 'web console',
    tool: 'vite',
    args: ['build'],
    cwd: join(ROOT, 'console'),
    sources: ['console', ...SHARED],
    output: CONSOLE_BUILD,
  },
  chrome: {
    title: 'extension for Chrome',
    tool: 'wxt',
    args: ['build', '-b', 'chrome'],
    cwd: ROOT,
    sources: EXTENSION,
    output: CHROME_BUILD,
  },
  firefox: {
    title: 'extension for Firefox',
    tool: 'wxt',
    args: ['build', '-b', 'firefox', '--mv3'],
    cwd: ROOT,
    sources: EXTENSION,
    output: FIREFOX_BUILD,
  },
} as const satisfies Record<string, Build>;

/** Something that is built: the console, or the extension for one browser. */
export type BuildName = keyof typeof BUILDS;

async function ensure(name: BuildName): Promise<void> {
  const build: Build = BUILDS[name];
  const sources = build.sources.map((path) => join(ROOT, path));
  if (isBuilt(name, sources, build.output)) {
    console.log(`${build.title}: up to date`);
    return;
  }
  const started = performance.now();
  const { exitCode, output } = await runTool(build.tool, build.args, { cwd: build.cwd });
  if (exitCode !== 0) throw new UserError(`${output}\nBuilding the ${build.title} failed.`);
  markBuilt(name, sources, build.output);
  console.log(`${build.title}: built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/**
 * Builds what is not up to date: the console beside the extensions, which share a folder of their tool and so follow one another.
 * Throws a `UserError` with the tool's output when one fails, once none is at work any more.
 */
export async function ensureBuilt(names: readonly BuildName[]): Promise<void> {
  const tools = new Set(names.map((name) => BUILDS[name].tool));
  const builds = await Promise.allSettled(
    Array.from(tools, async (tool) => {
      for (const name of names) if (BUILDS[name].tool === tool) await ensure(name);
    }),
  );
  for (const build of builds) if (build.status === 'rejected') throw build.reason;
}
