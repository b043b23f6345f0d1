import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../../../../scripts/support/paths.ts';
import { makeTemporaryFolder, removeFolder } from '../../../../scripts/support/temporary-folder.ts';

const FAKE_NPM = fileURLToPath(new URL('./fake-npm.mjs', import.meta.url));

/** What an npm that runs can be told to do, as `fake-npm.mjs` has it. */
type Word = 'half' | 'packages' | 'node' | 'list' | 'done' | 'fail';

/** One run of npm, which waits for the test's word at every step. */
export interface Npm {
  pid: number;
  command: string;
  /** What was in `node_modules` when it started. */
  found: string[];
  /** Resolves when the process is gone. */
  gone: Promise<unknown>;
  /** Does one thing after another; resolves when the last is done, or has ended it. */
  do(...words: Word[]): Promise<void>;
}

/** One run of a command of the project. */
export interface Command {
  child: ChildProcess;
  output(): string;
  /** Resolves when the output contains the text. */
  says(text: string): Promise<void>;
  /** When the process is gone; an npm that it left behind may still hold its output. */
  gone: Promise<unknown>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

const PACKAGES = {
  '': { name: 'project', workspaces: ['part'] },
  'node_modules/first': { version: '1.0.0' },
  'node_modules/second': { version: '2.0.0' },
  'node_modules/elsewhere': { version: '1.0.0', optional: true },
};

/** A folder with our `run.mjs`, a lock file of three packages, and a stand-in for npm that the test directs. */
export class Project {
  readonly root: string;
  readonly #commands: ChildProcess[] = [];
  readonly #started: Npm[] = [];
  readonly #waiting: ((npm: Npm) => void)[] = [];
  readonly #server = createServer((socket) => this.#greet(socket));

  private constructor(root: string) {
    this.root = root;
  }

  static async make(): Promise<Project> {
    const project = new Project(await makeTemporaryFolder('project'));
    await cp(join(ROOT, 'scripts'), project.path('scripts'), {
      recursive: true,
      filter: (source) => !source.endsWith('.ts'),
    });
    // It has no words to compile.
    await writeFile(project.path('scripts', 'words.mjs'), '');
    await project.write('package.json', { name: 'project', workspaces: ['part'] });
    await project.lock();
    await writeFile(project.path('hello.ts'), 'console.log("hello from", process.execPath);\n');
    await mkdir(project.path('bin'));
    await writeFile(project.path('bin', 'npm'), `#!/bin/sh\nexec '${process.execPath}' '${FAKE_NPM}' "$@"\n`);
    await chmod(project.path('bin', 'npm'), 0o755);
    await new Promise<void>((listening) => project.#server.listen(0, '127.0.0.1', listening));
    return project;
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  async write(file: string, value: unknown): Promise<void> {
    await mkdir(dirname(this.path(file)), { recursive: true });
    await writeFile(this.path(file), JSON.stringify(value));
  }

  /** Locks the project's packages, or others. */
  async lock(more: Record<string, { version: string }> = {}): Promise<void> {
    await this.write('package-lock.json', { packages: { ...PACKAGES, ...more } });
  }

  async remove(...parts: string[]): Promise<void> {
    await rm(this.path(...parts), { recursive: true });
  }

  /** Runs `node scripts/run.mjs hello.ts`. */
  start(): Command {
    const { port } = this.#server.address() as AddressInfo;
    const child = spawn(process.execPath, [this.path('scripts', 'run.mjs'), 'hello.ts'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...{ FAKE_NPM_PORT: String(port) },
        PATH: `${this.path('bin')}${delimiter}${process.env.PATH}`,
      },
    });
    this.#commands.push(child);
    let output = '';
    const heard = new Set<() => void>();
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        for (const look of heard) look();
      });
    }
    return {
      ...{ child, output: () => output },
      says: (text) =>
        new Promise((resolve) => {
          const look = () => output.includes(text) && resolve();
          heard.add(look);
          look();
        }),
      gone: once(child, 'exit'),
      ended: once(child, 'close').then(([code, signal]) => ({ code, signal })),
    };
  }

  /** The next run of npm that a command started; waits for it. */
  npm(): Promise<Npm> {
    const npm = this.#started.shift();
    return npm ? Promise.resolve(npm) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** How many runs of npm nobody has asked for. */
  get unexpected(): number {
    return this.#started.length;
  }

  /** Ends whatever still runs and removes the folder. */
  async close(): Promise<void> {
    for (const child of this.#commands) if (child.exitCode === null) child.kill('SIGTERM');
    this.#server.close();
    await removeFolder(this.root);
  }

  #greet(socket: Socket): void {
    const lines = createInterface(socket)[Symbol.asyncIterator]();
    socket.on('error', () => undefined);
    const gone = once(socket, 'close');
    void lines.next().then(({ value }) => {
      const npm: Npm = {
        ...(JSON.parse(value) as Pick<Npm, 'pid' | 'command' | 'found'>),
        gone,
        do: async (...words) => {
          for (const word of words) {
            socket.write(`${word}\n`);
            await lines.next();
          }
        },
      };
      const waiting = this.#waiting.shift();
      if (waiting) waiting(npm);
      else this.#started.push(npm);
    });
  }
}
