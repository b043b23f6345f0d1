import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DrawAnswer, DrawRequest } from './messages.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

/** What the operating system lets a process have beyond what it may use, in bytes: for what it reserves and never touches. */
const SLACK = 1024 * 1024 * 1024;
/** JavaScript's own part of the memory, in megabytes. */
const HEAP = 512;

/** How long opening one file may take, in milliseconds. */
const A_FILE = 60_000;

/** The process ended in the middle of its work. */
export class DrawingEnded extends Error {
  override name = 'DrawingEnded';
  /** Hash of the picture that it was decoding; null where it was decoding none. */
  readonly decoding: string | null;

  constructor(decoding: string | null) {
    super('the process that draws ended in the middle of its work');
    this.decoding = decoding;
  }
}

/** A process that draws one document after another. */
export interface DrawingProcess {
  /** Whether it can be given work. */
  readonly alive: boolean;
  /**
   * Draws a document; one at a time.
   * @throws DrawingEnded; an error with the operating system's code where one was in the way; what `signal` was aborted with
   */
  draw(request: DrawRequest, signal: AbortSignal): Promise<void>;
  /** Resolves when it is gone. */
  end(): Promise<void>;
}

/**
 * Starts a process that may use so many bytes of memory. Where there is a shell, the operating system refuses it more than that and some
 * slack; everywhere it watches itself.
 */
export function startDrawingProcess(memory: number): DrawingProcess {
  const command = [
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    `--max-old-space-size=${HEAP}`,
    WORKER,
    String(memory),
  ];
  const limit = Math.floor((memory + SLACK) / 1024);
  const child =
    process.platform === 'win32'
      ? start(command)
      : start(['/bin/sh', '-c', `ulimit -d ${limit} 2>/dev/null; exec "$0" "$@"`, ...command]);
  // What cannot be started, or is not there any more, shows in `exit`.
  child.on('error', () => undefined);
  const gone = once(child, 'close').catch(() => undefined);

  return {
    get alive() {
      return child.connected && child.exitCode === null && child.signalCode === null;
    },
    draw: (request, signal) =>
      new Promise((resolve, reject) => {
        let decoding: string | null = null;
        let watch: NodeJS.Timeout | undefined;
        const settle = (finish: () => void) => {
          clearTimeout(watch);
          child.off('message', hear);
          child.off('close', ended);
          signal.removeEventListener('abort', stop);
          finish();
        };
        const hear = (message: DrawAnswer) => {
          if (message.says === 'decoding') {
            decoding = message.sha256;
            clearTimeout(watch);
            // What opens a file may never come back; ended, it is known by which.
            if (decoding !== null) watch = setTimeout(() => child.kill('SIGKILL'), A_FILE);
          } else if (message.says === 'drawn') settle(resolve);
          else {
            const { message: text, code } = message;
            settle(() => reject(Object.assign(new Error(text), code === undefined ? {} : { code })));
          }
        };
        const ended = () => settle(() => reject(new DrawingEnded(decoding)));
        const stop = () => {
          child.kill('SIGKILL');
          settle(() => reject(signal.reason));
        };
        child.on('message', hear);
        child.once('close', ended);
        signal.addEventListener('abort', stop, { once: true });
        child.send(request, (error) => {
          if (error) ended();
        });
      }),
    async end() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function start([command = '', ...args]: readonly string[]): ChildProcess {
  return spawn(command, args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
    // Nothing of the program's settings, which hold its secrets.
    env: { PATH: process.env.PATH ?? '' },
  });
}
