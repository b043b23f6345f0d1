import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ROOT } from './paths.ts';

/** One import that runs: of a type alone it is not one. */
export interface Import {
  from: string;
  to: string;
}

// A statement stands at the beginning of its line: the formatter sees to that.
const STATEMENT = /^(?:import|export)\b(?!\s+type\b)[^'";]*?(?:\bfrom\s*)?'(\.[^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'(\.[^']+)'\s*\)/g;

/** The imports of one of our TypeScript files from others of ours. */
export function importsOf(path: string, text: string): Import[] {
  return [STATEMENT, DYNAMIC].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, named = '']) => ({
      from: path,
      to: posix.normalize(`${posix.dirname(path)}/${named}`),
    })),
  );
}

/** Every file of ours that comes along with one, itself included; paths from the repository's folder. */
export function filesBehind(entry: string): string[] {
  const seen = new Set([entry]);
  for (const path of seen) {
    if (!/\.tsx?$/.test(path)) continue;
    for (const { to } of importsOf(path, readFileSync(join(ROOT, path), 'utf8'))) seen.add(to);
  }
  return [...seen];
}
