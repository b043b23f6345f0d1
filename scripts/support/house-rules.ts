import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ROOT } from './paths.ts';

interface HouseRule {
  /** Matched line by line. */
  pattern: RegExp;
  reason: string;
  /** Paths the rule holds for; everywhere without it. */
  within?: RegExp;
}

const CODE = /\.(?:ts|tsx|mjs|html)$/;
const TESTS = /^tests\/.*\.test\.tsx?$/;

// Character classes keep these patterns from finding themselves.
const RULES: readonly HouseRule[] = [
  {
    pattern: /(?:^|[\s'"`(=:])\/(?:[h]ome|[r]oot|[U]sers|[w]ork|[w]orkspace)\/\w/,
    reason: 'names a folder of somebody’s machine',
  },
  {
    pattern: /\b(?:[T]ODO|[F]IXME|[X]XX)\b/,
    reason: 'leaves work for later: do it or drop it',
    within: /\.(?:tsx?|mjs|css|sql|sh|yml)$/,
  },
  { pattern: /@[t]s-(?:ignore|expect-error|nocheck)/, reason: 'silences the type checker', within: CODE },
  { pattern: /\b[b]iome-ignore\b/, reason: 'silences the linter', within: CODE },
  {
    pattern: /\b(?:[i]nnerHTML|[o]uterHTML|insertAdjacent[H]TML|dangerouslySet[I]nnerHTML)\b\s*(?:=[^=]|\()/,
    reason: 'parses text as HTML',
    within: /^(?:entrypoints|components|utils|looks\/src|console\/src)\/.*\.tsx?$/,
  },
  {
    pattern: /\b(?:describe|it|test)\.(?:[o]nly|[s]kip|[t]odo)\b/,
    reason: 'keeps a test from running',
    within: TESTS,
  },
];

const NOT_OURS = new Set(['node_modules', '.git', '.output', '.wxt', '.data', 'dist', 'coverage']);
const TEXT = /\.(?:tsx?|mjs|js|json|jsonc|css|html|md|sql|sh|yml|yaml|svg)$|^\.ci\/|^[A-Z]+$/;

function* files(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (NOT_OURS.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (entry.isFile()) yield path;
  }
}

/** Reads every text file of ours and lists what breaks a house rule, each as `path:line: reason`. */
export function houseRuleBreaches(root: string = ROOT): string[] {
  const breaches: string[] = [];
  for (const file of files(root)) {
    const path = relative(root, file).split(sep).join('/');
    if (!TEXT.test(path) || path === 'package-lock.json') continue;
    const rules = RULES.filter(({ within }) => !within || within.test(path));
    readFileSync(file, 'utf8')
      .split('\n')
      .forEach((line, index) => {
        for (const { pattern, reason } of rules) {
          if (pattern.test(line)) breaches.push(`${path}:${index + 1}: ${reason}`);
        }
      });
  }
  return breaches;
}
