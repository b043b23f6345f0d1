import { reportFailure } from './user-error.ts';

/** What a command is given, and where it writes. */
export interface CommandLine {
  args: readonly string[];
  /** Folder in which it was typed: relative paths start from there. */
  from: string;
  print: (text: string) => void;
  complain: (text: string) => void;
}

/** Does what a command line asks for and returns the exit code. It may throw a `UserError`. */
export type Command = (line: CommandLine) => number | Promise<number>;

/** Carries a command out. What it throws is told the way it helps most, and becomes the exit code. */
export async function carryOut(command: Command, line: CommandLine): Promise<number> {
  try {
    return await command(line);
  } catch (error) {
    return reportFailure(error, line.complain);
  }
}

/** Carries out the command for which this process was started. */
export async function runAsProcess(command: Command): Promise<void> {
  process.exitCode = await carryOut(command, {
    args: process.argv.slice(2),
    // npm runs commands in the repository and tells where they were typed.
    from: process.env.INIT_CWD ?? '.',
    print: (text) => process.stdout.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
  });
}
