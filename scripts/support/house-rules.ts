import { ROOT } from './paths.ts';
import { sourceFiles } from './source-files.ts';

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

/** Reads every text file of ours and lists what breaks a house rule, each as `path:line: reason`. */
export function houseRuleBreaches(root: string = ROOT): string[] {
  const breaches: string[] = [];
  for (const { path, text } of sourceFiles(['.'], root)) {
    const rules = RULES.filter(({ within }) => !within || within.test(path));
    text.split('\n').forEach((line, index) => {
      for (const { pattern, reason } of rules) {
        if (pattern.test(line)) breaches.push(`${path}:${index + 1}: ${reason}`);
      }
    });
  }
  return breaches;
}
