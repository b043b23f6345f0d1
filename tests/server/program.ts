import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const READY = /^MarketSafe server listening at (http:\S+)\n/m;

const children: ChildProcess[] = [];

/** How a process ended; waits for it. */
export const gone = (child: ChildProcess) =>
  new Promise<number | null>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done(child.exitCode);
    else child.once('exit', done);
  });

/** Starts `main.ts` as a process of its own on a data folder; resolves when it says that it listens, or when it ends. */
export async function startProgram(dataFolder: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    env: { PATH: process.env.PATH, DATA_FOLDER: dataFolder, PORT: '0', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  const url = await new Promise<string | null>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = READY.exec(output)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('close', () => resolve(null));
  });
  return { child, url: url ?? '', output: () => output };
}

/** One command of the backend under way, as a process of its own. */
export interface RunningCommand {
  child: ChildProcess;
  /** What it printed up to now, on either stream. */
  output: () => string;
  /** Its exit code, once it has ended; null where it was killed. */
  ended: Promise<number | null>;
}

/** Runs a command of the backend on a data folder. */
export function startCommand(
  dataFolder: string,
  words: readonly string[],
  env: Record<string, string> = {},
): RunningCommand {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...words], {
    env: { PATH: process.env.PATH, DATA_FOLDER: dataFolder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return { child, output: () => output, ended };
}

/** Stops every process that was started here. */
export async function stopPrograms(): Promise<void> {
  for (const child of children) if (child.exitCode === null) child.kill('SIGTERM');
  await Promise.all(children.splice(0).map(gone));
}

/** Lines of what the embedded database says of itself. */
export async function postmasterOf(dataFolder: string): Promise<string[]> {
  return (await readFile(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
}

/** The address of the embedded database, as the server that runs on the folder made it. */
export async function embeddedDatabaseUrl(dataFolder: string): Promise<string> {
  const { databasePassword } = JSON.parse(await readFile(join(dataFolder, 'instance.json'), 'utf8'));
  const port = (await postmasterOf(dataFolder))[3];
  return `postgres://marketsafe:${databasePassword}@127.0.0.1:${port}/marketsafe`;
}
