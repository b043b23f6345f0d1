import { execFileSync } from 'node:child_process';
import { ROOT } from './paths.ts';

function git(...args: string[]): string {
  return execFileSync('git', args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

/** The commit that the sources are, with `-changed` where they differ from it; `unknown` outside a checkout. */
export function sourceCommit(): string {
  try {
    return (
      git('rev-parse', 'HEAD') +
      (git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '-changed')
    );
  } catch {
    return 'unknown';
  }
}
