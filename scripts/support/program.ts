import { createServer } from 'node:net';
import { type RunningServer, type ServerOptions, startServer } from '@marketsafe/server';
import { CONSOLE_BUILD } from './paths.ts';
import type { Credentials } from './sign-in.ts';
import { UserError } from './user-error.ts';

/** A program backend with its console and the demo program. */
export interface Program {
  /** Origin of the backend and the console. */
  url: string;
  credentials: Credentials;
  close(): Promise<void>;
}

/** Port of the embedded default, which a fresh extension asks first. */
const USUAL_PORT = 4310;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

async function portFor(wanted: number | undefined): Promise<number> {
  if (wanted === undefined) return (await isFree(USUAL_PORT)) ? USUAL_PORT : 0;
  if (wanted !== 0 && !(await isFree(wanted))) {
    throw new UserError(`Port ${wanted} is taken by another program. Choose another one with --port.`);
  }
  return wanted;
}

/** From so many claims on the demo program has a history of more than a year, too. */
const WITH_HISTORY = 300;

/**
 * Starts the backend on its embedded defaults with the demo program.
 * @param port as asked for; otherwise 4310, or a free one when that is taken.
 * @param timeStampAuthorities who is asked for time-stamps
 * @param demoClaims how many claims the demo program is filled with
 */
export async function startProgram(
  dataFolder: string,
  port: number | undefined,
  timeStampAuthorities: ServerOptions['timeStampAuthorities'] = [],
  demoClaims = 0,
): Promise<Program> {
  let server: RunningServer;
  try {
    server = await startServer({
      dataFolder,
      port: await portFor(port),
      consoleFolder: CONSOLE_BUILD,
      seedDemo: true,
      ...{ demoClaims, demoHistory: demoClaims >= WITH_HISTORY },
      timeStampAuthorities,
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'DataFolderInUse') {
      const process = /\(process \d+\)/.exec(error.message)?.[0] ?? '';
      throw new UserError(
        `MarketSafe Reporter is already running on ${dataFolder} ${process}. Nothing was changed.\n` +
          'Stop that one first, or give this one a folder of its own with --data DIR.',
      );
    }
    throw error;
  }
  if (!server.demo) throw new Error('the server has no demo program');
  return { url: server.url, credentials: server.demo, close: () => server.close() };
}
