import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Programs } from './cluster-folder.ts';
import type { OperatingUser } from './operating-user.ts';

const run = promisify(execFile);
const OWNER = 'marketsafe';
const DATABASE = 'marketsafe';

/** Longest wait for PostgreSQL to accept connections, in milliseconds: after a crash it first replays its journal. */
const START_PATIENCE = 60_000;
/** Longest wait for it to stop before it is told to stop at once, in milliseconds. */
const STOP_PATIENCE = 20_000;
/** Longest pause between two attempts to start it again, in milliseconds. */
const LONGEST_PAUSE = 10_000;

/** What is needed to run one database folder. */
export interface ClusterOptions {
  folder: string;
  password: string;
  programs: Programs;
  user: OperatingUser | null;
}

/** A PostgreSQL that runs as our child. */
export interface RunningCluster {
  /** Connection address of the owner. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Makes a new database folder. It appears under its name only when it is complete, so a kill half way leaves nothing that
 * could be taken for a database.
 */
export async function createCluster({ folder, password, programs, user }: ClusterOptions): Promise<void> {
  const unfinished = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true, mode: 0o711 });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    if (user) {
      await chown(unfinished, user.uid, user.gid);
      await chown(passwordFile, user.uid, user.gid);
    }
    await run(
      programs.initdb,
      [
        `--pgdata=${unfinished}`,
        `--username=${OWNER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        // The built-in locale is the same on every machine, whatever the operating system offers.
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { ...user, cwd: unfinished, env: environment() },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, folder);
}

/**
 * Starts PostgreSQL on a folder and makes our database when it is not there yet. Listens on 127.0.0.1 only, on a free port. Should
 * it end without having been told to, it is started again on the same port until it holds.
 * @throws with the end of PostgreSQL's own log when it does not start
 */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  const { folder, password, programs } = options;
  await checkVersion(folder, programs.major);
  const port = await freePort();
  const address = (database: string) =>
    `postgres://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  const halt = new AbortController();
  let child: Launched | null = null;
  let watching: Promise<void> = Promise.resolve();

  async function launchAndWatch(): Promise<void> {
    const launched = await launch(options, port);
    child = launched;
    if (halt.signal.aborted) return stopGently(launched);
    try {
      await untilReady(address('postgres'), launched.process, logOf(folder));
    } catch (error) {
      launched.process.kill('SIGQUIT');
      throw error;
    }
    watching = launched.exited.then(startAgain);
  }

  async function startAgain(): Promise<void> {
    for (let pause = 100; !halt.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        return await launchAndWatch();
      } catch {
        // Its log says why; until it holds, every request is answered with 503.
        await wait(pause, undefined, { signal: halt.signal }).catch(() => undefined);
      }
    }
  }

  const stopWithUs = () => child?.process.kill('SIGINT');
  process.once('exit', stopWithUs);
  try {
    await launchAndWatch();
  } catch (error) {
    process.removeListener('exit', stopWithUs);
    throw error;
  }
  return {
    url: address(DATABASE),
    async stop() {
      halt.abort();
      if (child) await stopGently(child);
      await watching;
      process.removeListener('exit', stopWithUs);
    },
  };
}

/** One run of PostgreSQL. */
interface Launched {
  process: ChildProcess;
  exited: Promise<void>;
}

async function launch({ folder, programs, user }: ClusterOptions, port: number): Promise<Launched> {
  const log = await open(logOf(folder), 'w', 0o600);
  const child = spawn(
    programs.postgres,
    [
      ...['-D', folder, '-p', String(port)],
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      ...['-c', 'timezone=UTC', '-c', 'log_timezone=UTC'],
    ],
    {
      ...user,
      cwd: dirname(folder),
      env: environment(),
      // A process group of its own: Ctrl-C must reach us first, so that requests are finished before the database goes.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    },
  );
  const exited = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  await log.close();
  return { process: child, exited };
}

async function stopGently({ process: child, exited }: Launched): Promise<void> {
  child.kill('SIGINT');
  const stopped = await Promise.race([exited.then(() => true), wait(STOP_PATIENCE, false, { ref: false })]);
  if (!stopped) child.kill('SIGQUIT');
  await exited;
}

const logOf = (folder: string): string => `${folder}.log`;

async function untilReady(url: string, child: ChildProcess, logPath: string): Promise<void> {
  const deadline = Date.now() + START_PATIENCE;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      const tail = (await readFile(logPath, 'utf8').catch(() => '')).trim().split('\n').slice(-8).join('\n');
      throw new Error(`PostgreSQL did not start. Its log (${logPath}) ends with:\n${tail}`);
    }
    try {
      await createDatabase(url);
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw new Error(`PostgreSQL did not answer within ${START_PATIENCE / 1000} s; see ${logPath}.`, {
          cause: error,
        });
      }
      await wait(20);
    }
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function checkVersion(folder: string, major: string): Promise<void> {
  const made = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (made === major) return;
  throw new Error(
    `The database in ${folder} was made by PostgreSQL ${made}, and this version brings PostgreSQL ${major}. Nothing was changed. Go back to the earlier version, dump the data with it, and load it into a new folder.`,
  );
}

/** A port nobody listens on right now. */
async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}

/** PostgreSQL's messages in English whatever the user's language is; nothing else of our environment, which may hold secrets. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TMPDIR } = process.env;
  return {
    LC_ALL: 'C',
    ...(PATH === undefined ? {} : { PATH }),
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
  };
}
