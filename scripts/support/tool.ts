import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.ts';

/** How a command line tool ended, and what it printed. */
export interface ToolResult {
  /** Null when a signal ended it. */
  exitCode: number | null;
  output: string;
}

interface ToolOptions {
  /** Folder to run in; the repository's otherwise. */
  cwd?: string;
  /** Shows the output while it runs instead of collecting it. */
  live?: boolean;
  environment?: Record<string, string>;
}

function entryOf(npmPackage: string, command: string): string {
  const folder = join(ROOT, 'node_modules', npmPackage);
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { bin } = manifest as { bin?: string | Record<string, string> };
  const entry = typeof bin === 'string' ? bin : bin?.[command];
  if (entry === undefined) throw new Error(`${npmPackage} has no command ${command}`);
  return join(folder, entry);
}

/** Runs a command of an installed package with the Node that runs this; works the same on every system. */
export function runTool(
  npmPackage: string,
  args: readonly string[],
  { cwd = ROOT, live = false, environment = {} }: ToolOptions = {},
): Promise<ToolResult> {
  const command = npmPackage === 'typescript' ? 'tsc' : (npmPackage.split('/').at(-1) ?? npmPackage);
  const entry = entryOf(npmPackage, command);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      cwd,
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
      env: { ...process.env, ...environment },
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output: Buffer.concat(chunks).toString('utf8') }));
  });
}
