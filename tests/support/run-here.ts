import { type Command, carryOut } from '../../scripts/support/command-line.ts';

/** How a command ended, and what it printed. */
export interface Ended {
  status: number;
  stdout: string;
  stderr: string;
}

/** Carries a command out in this process, as one typed in a folder: modules are loaded once, not with every run. */
export async function runHere(command: Command, from: string, ...args: string[]): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  const status = await carryOut(command, {
    ...{ args, from },
    print: (text) => {
      stdout += `${text}\n`;
    },
    complain: (text) => {
      stderr += `${text}\n`;
    },
  });
  return { status, stdout, stderr };
}
