import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './paths.ts';

const NOT_SOURCE = new Set(['node_modules', 'dist', '.output', '.wxt', '.data']);

function filesOf(path: string, skipBuilt: boolean): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !(skipBuilt && NOT_SOURCE.has(name)))
    .sort()
    .flatMap((name) => filesOf(join(path, name), skipBuilt));
}

function hashOf(paths: readonly string[], skipBuilt: boolean): string {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesOf(path, skipBuilt))) {
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function stampOf(sources: readonly string[], output: string): string {
  return `${hashOf(sources, true)}\n${hashOf([output], false)}\n`;
}

const STAMPS = join(ROOT, '.output', 'stamps');

/** True when the output is what the last `markBuilt` saw, made from these very sources. Compared by content, never by time. */
export function isBuilt(name: string, sources: readonly string[], output: string, stamps = STAMPS): boolean {
  try {
    return readFileSync(join(stamps, name), 'utf8') === stampOf(sources, output);
  } catch {
    return false;
  }
}

/** Remembers that the output was just made from these sources. */
export function markBuilt(name: string, sources: readonly string[], output: string, stamps = STAMPS): void {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), stampOf(sources, output));
}
