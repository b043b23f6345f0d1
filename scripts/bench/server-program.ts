import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isProgramStaff, type Me } from '@marketsafe/contract';
import { connect } from '../../server/src/db/connect.ts';
import type { CleanUp } from '../support/clean-up.ts';
import { ROOT } from '../support/paths.ts';
import { makeTemporaryFolder, removeFolder } from '../support/temporary-folder.ts';

/** A server as it is started for people, on a data folder and an embedded database of its own, and beside it the bare route. */
export interface BenchProgram {
  url: string;
  bareUrl: string;
  /** Connects as the database's owner. */
  owner: ReturnType<typeof connect>;
  dataFolder: string;
  databaseVersion: string;
}

/** One whose process was started here. */
interface StartedProgram extends BenchProgram {
  child: ChildProcess;
}

/** Somebody who is signed in by a bearer token. */
export interface BenchPerson {
  organisationId: string;
  token: string;
}

const READY = /listening at (http:\S+)\n/;

/** Starts a program of ours as a process of its own; resolves once it says where it listens. */
async function startProcess(
  script: string,
  env: Record<string, string>,
  nodeOptions: readonly string[] = [],
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...nodeOptions, join(ROOT, script)],
    { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  const url = await new Promise<string>((found, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const address = READY.exec(output)?.[1];
      if (address) found(address);
    });
    child.once('exit', () => reject(new Error(`${script} ended before it listened:\n${output}`)));
  });
  return { child, url };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await gone;
}

/**
 * Starts server and bare route; both end with the clean-up.
 * @param profile folder for a CPU profile of the server, which is written when it ends; null for none
 * @param kept folder whose data is used, and stays; null for one that is removed afterwards
 */
export async function startBenchProgram(
  cleanUp: CleanUp,
  profile: string | null,
  kept: string | null,
): Promise<StartedProgram> {
  const dataFolder = kept ?? (await cleanUp.ends(makeTemporaryFolder('bench-server'), removeFolder));
  const server = await cleanUp.ends(
    startProcess(
      'server/src/main.ts',
      { DATA_FOLDER: dataFolder, PORT: '0', LOG_LEVEL: 'silent' },
      profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
    ),
    ({ child }) => stop(child),
  );
  const databaseUrl = await embeddedDatabase(dataFolder);
  const owner = connect(databaseUrl.href, '-c timezone=UTC', 4);
  await cleanUp.ends(Promise.resolve(owner), (pool) => pool.end());
  const there = await owner.query("select from pg_database where datname = 'bare'");
  if (there.rowCount === 0) await owner.query('create database bare');
  databaseUrl.pathname = '/bare';
  const bare = await cleanUp.ends(
    startProcess('scripts/bench/bare-server.ts', { DATABASE_URL: databaseUrl.href }),
    ({ child }) => stop(child),
  );
  const { rows } = await owner.query<{ server_version: string }>('show server_version');
  return {
    ...{ url: server.url, child: server.child, bareUrl: bare.url, owner, dataFolder },
    databaseVersion: rows[0]?.server_version ?? '',
  };
}

/** Starts the server of a folder once more, after it has ended; the bare route is left as it is. */
export async function restartBenchProgram(
  cleanUp: CleanUp,
  program: StartedProgram,
): Promise<StartedProgram> {
  await stop(program.child);
  const { dataFolder } = program;
  const server = await cleanUp.ends(
    startProcess('server/src/main.ts', { DATA_FOLDER: dataFolder, PORT: '0', LOG_LEVEL: 'silent' }),
    ({ child }) => stop(child),
  );
  const owner = connect((await embeddedDatabase(dataFolder)).href, '-c timezone=UTC', 4);
  await cleanUp.ends(Promise.resolve(owner), (pool) => pool.end());
  return { ...program, url: server.url, child: server.child, owner };
}

/** Starts a second process on the folder and the database of a server; gives its address. */
export async function startSecondProcess(cleanUp: CleanUp, { dataFolder }: BenchProgram): Promise<string> {
  const databaseUrl = await embeddedDatabase(dataFolder);
  const { url } = await cleanUp.ends(
    startProcess('server/src/main.ts', {
      ...{ DATA_FOLDER: dataFolder, DATABASE_URL: databaseUrl.href, PORT: '0', LOG_LEVEL: 'silent' },
    }),
    ({ child }) => stop(child),
  );
  return url;
}

/** The address of the embedded database, as the server that runs on the folder made it. */
async function embeddedDatabase(dataFolder: string): Promise<URL> {
  const { databasePassword, clusterFolder = 'postgres' } = JSON.parse(
    await readFile(join(dataFolder, 'instance.json'), 'utf8'),
  ) as { databasePassword: string; clusterFolder?: string };
  const lines = (await readFile(resolve(dataFolder, clusterFolder, 'postmaster.pid'), 'utf8')).split('\n');
  return new URL(`postgres://marketsafe:${databasePassword}@127.0.0.1:${lines[3]}/marketsafe`);
}

/** Makes an organisation with people of these roles, a verified trademark, and sessions of theirs. */
export async function makeOrganisation(
  { owner }: BenchProgram,
  roles: readonly Me['roles'][],
): Promise<{ organisationId: string; rightId: string; people: BenchPerson[] }> {
  const organisationId = randomUUID();
  const rightId = randomUUID();
  await owner.query('insert into app.organisations values ($1, $2, now())', [organisationId, 'Bench']);
  await owner.query('insert into app.ledger_heads (organisation_id) values ($1)', [organisationId]);
  await owner.query(
    `insert into app.rights values ($1, $2, 'trademark', 'Aurora', 'AURORA', 'CN', '30112233', 'Aurora Ltd.', '{25}',
      'verified', '2099-01-01', now())`,
    [organisationId, rightId],
  );
  if (roles.some((held) => isProgramStaff(held))) {
    await owner.query("update app.organisations set kind = 'program' where organisation_id = $1", [
      organisationId,
    ]);
  }
  const people: BenchPerson[] = [];
  for (const held of roles) people.push(await makePerson(owner, organisationId, held));
  return { organisationId, rightId, people };
}

async function makePerson(
  owner: BenchProgram['owner'],
  organisationId: string,
  roles: Me['roles'],
): Promise<BenchPerson> {
  const userId = randomUUID();
  const token = randomBytes(24).toString('hex');
  await owner.query(
    'insert into auth."user" ("id", "name", "email", "emailVerified") values ($1, $2, $3, true)',
    [userId, 'Bench', `${userId}@bench.example`],
  );
  await owner.query(
    `insert into auth."session" ("id", "userId", "token", "expiresAt", "updatedAt")
     values ($1, $2, $3, now() + interval '30 days', now())`,
    [randomUUID(), userId, token],
  );
  await owner.query(
    'insert into app.memberships (organisation_id, user_id, name, roles, created_at) values ($1, $2, $3, $4, now())',
    [organisationId, userId, 'Bench', roles],
  );
  return { organisationId, token };
}
