import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Programs } from './cluster-folder.ts';
import type { OperatingUser } from './operating-user.ts';
import {
  type Condition,
  type News,
  type RestartLimits,
  type Run,
  type Supervision,
  supervise,
} from './supervise.ts';

const run = promisify(execFile);
const OWNER = 'marketsafe';
const DATABASE = 'marketsafe';

/** Longest wait for PostgreSQL to accept connections, in milliseconds: after a crash it first replays its journal. */
const START_PATIENCE = 60_000;
/** Longest wait for it to stop before it is told to stop at once, in milliseconds. */
const STOP_PATIENCE = 20_000;
/** How it is started again when it ended by itself. */
const LIMITS: RestartLimits = {
  firstPause: 100,
  longestPause: 5_000,
  holds: 10_000,
  patience: 15 * 60_000,
};

/** Bytes of a Unix socket's path that every system of ours takes; macOS takes the fewest. */
const LONGEST_SOCKET_PATH = 103;

/**
 * Where a database has its Unix socket: in its own folder, which nobody else enters. Null where there is none: on Windows, and where
 * the path would be too long. A statement and its answer cost half the processor time of those over TCP on the same machine.
 */
function socketFolder(folder: string): string | null {
  const place = resolve(folder);
  const longest = join(place, '.s.PGSQL.65535');
  return process.platform === 'win32' || Buffer.byteLength(longest) > LONGEST_SOCKET_PATH ? null : place;
}

/** Connection address of the owner of the embedded database in a folder, by its Unix socket where it has one. */
export function ownerUrl(
  { folder, password }: Pick<ClusterOptions, 'folder' | 'password'>,
  port: number,
  database: string = DATABASE,
): string {
  const socket = socketFolder(folder);
  const way = socket === null ? '' : `?host=${encodeURIComponent(socket)}`;
  return `postgres://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}${way}`;
}

/** What is needed to run one database folder. */
export interface ClusterOptions {
  folder: string;
  password: string;
  programs: Programs;
  user: OperatingUser | null;
  /** Hears when it ends by itself, and what comes of it. */
  onNews: (news: News) => void;
}

/** A PostgreSQL that runs as our child. */
export interface RunningCluster {
  /** Connection address of the owner. */
  url: string;
  folder: string;
  condition(): Condition;
  stop(): Promise<void>;
}

/**
 * Makes a new database folder. It appears under its name only when it is complete, so a kill half way leaves nothing that
 * could be taken for a database.
 */
export async function createCluster({
  folder,
  password,
  programs,
  user,
}: Omit<ClusterOptions, 'onNews'>): Promise<void> {
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
 * Starts PostgreSQL on a folder and makes our database when it is not there yet. Listens on its Unix socket and on 127.0.0.1 only, on a
 * free port. Should it end without having been told to, it is started again on the same port, within `LIMITS`.
 * @throws with the end of PostgreSQL's own log when it does not start
 */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  const { folder, programs, onNews } = options;
  await checkVersion(folder, programs.major);
  const port = await freePort();
  const address = (database?: string) => ownerUrl(options, port, database);
  let child: Launched | null = null;
  let stopping = false;

  async function start(): Promise<Run> {
    const launched = await launch(options, port);
    child = launched;
    if (stopping) {
      await stopGently(launched);
      throw new Error('stopped while it started');
    }
    try {
      await untilReady(address('postgres'), launched.process, logOf(folder));
    } catch (error) {
      // Its journal is written by one process only: the next one waits until it is gone.
      launched.process.kill('SIGQUIT');
      await launched.exited;
      throw error;
    }
    return { ended: launched.exited.then((how) => sayEnd(how, folder)) };
  }

  const stopWithUs = () => child?.process.kill('SIGINT');
  process.once('exit', stopWithUs);
  let supervision: Supervision;
  try {
    supervision = await supervise(start, LIMITS, onNews);
  } catch (error) {
    process.removeListener('exit', stopWithUs);
    throw error;
  }
  return {
    url: address(),
    folder,
    condition: supervision.condition,
    async stop() {
      stopping = true;
      const stopped = supervision.stop();
      if (child) await stopGently(child);
      await stopped;
      process.removeListener('exit', stopWithUs);
    },
  };
}

/** One run of PostgreSQL. */
interface Launched {
  process: ChildProcess;
  /** Says how it ended. */
  exited: Promise<string>;
}

async function launch({ folder, programs, user }: ClusterOptions, port: number): Promise<Launched> {
  const log = await open(logOf(folder), 'w', 0o600);
  const child = spawn(
    programs.postgres,
    [
      ...['-D', folder, '-p', String(port)],
      ...[
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        `unix_socket_directories=${quoted(socketFolder(folder))}`,
      ],
      ...['-c', 'unix_socket_permissions=0700'],
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
  const exited = new Promise<string>((done) => {
    child.once('exit', (code, signal) => done(signal === null ? `exit code ${code}` : `signal ${signal}`));
    child.once('error', (error) => done(error.message));
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

/** A folder as an entry of PostgreSQL's list of folders. */
const quoted = (folder: string | null): string =>
  folder === null ? '' : `"${folder.replaceAll('"', '""')}"`;

const logOf = (folder: string): string => `${folder}.log`;

/** The end of PostgreSQL's own log. */
async function endOfLog(path: string): Promise<string> {
  return (await readFile(path, 'utf8').catch(() => '')).trim().split('\n').slice(-8).join('\n');
}

async function sayEnd(how: string, folder: string): Promise<string> {
  return `${how}; its log ends with:\n${await endOfLog(logOf(folder))}`;
}

async function untilReady(url: string, child: ChildProcess, logPath: string): Promise<void> {
  const deadline = Date.now() + START_PATIENCE;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      throw new Error(
        `PostgreSQL did not start. Its log (${logPath}) ends with:\n${await endOfLog(logPath)}`,
      );
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
