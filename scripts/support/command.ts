import { spawn } from 'node:child_process';
import { UserError } from './user-error.ts';

/** How a command ended, and what it printed on both channels. */
export interface CommandResult {
  exitCode: number | null;
  output: string;
}

/**
 * Runs a command of the system in a folder, without a shell.
 * @throws UserError when the system has no such command
 */
export function runCommand(command: string, args: readonly string[], folder: string): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'ENOENT'
          ? new UserError(
              `${command} is not installed. It is needed to check evidence with a tool that is not ours.`,
            )
          : error,
      );
    });
    child.once('close', (exitCode) => resolve({ exitCode, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

/**
 * Runs OpenSSL and gives what it printed.
 * @throws when OpenSSL says no, with its words
 */
export async function openssl(args: readonly string[], folder: string): Promise<string> {
  const { exitCode, output } = await runCommand('openssl', args, folder);
  if (exitCode !== 0) throw new Error(`openssl ${args.join(' ')}: ${output}`);
  return output;
}
