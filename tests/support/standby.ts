import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { appendFile, chown, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../../scripts/support/until.ts';
import { connect } from '../../server/src/db/connect.ts';
import { findPrograms } from '../../server/src/postgres/cluster-folder.ts';
import { postgresUser } from '../../server/src/postgres/operating-user.ts';
import { SOON } from './soon.ts';

const run = promisify(execFile);

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

/**
 * Makes a streaming standby of an embedded PostgreSQL and starts it: a copy of its folder, taken while it runs.
 * @param primary where its folder is, and its owner's address
 */
export async function startStandby(primary: { folder: string; url: string }) {
  const user = await postgresUser();
  const folder = `${primary.folder}-standby`;
  const from = new URL(primary.url);
  const owner = connect(primary.url, '', 1);
  const client = await owner.connect();
  await client.query("select pg_backup_start('standby', true)");
  await run('cp', ['-a', primary.folder, folder]);
  const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop()');
  client.release();
  await owner.end();
  for (const name of ['postmaster.pid', 'postmaster.opts']) await rm(join(folder, name), { force: true });
  for (const [name, text] of [
    ['backup_label', rows[0]?.labelfile ?? ''],
    ['standby.signal', ''],
  ] as const) {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    if (user) await chown(join(folder, name), user.uid, user.gid);
  }
  const password = decodeURIComponent(from.password);
  await appendFile(
    join(folder, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=127.0.0.1 port=${from.port} user=${from.username} password=${password}'\n`,
  );
  const { postgres } = await findPrograms(user);
  const port = await freePort();
  const address = new URL(primary.url);
  address.port = String(port);
  address.searchParams.delete('host');
  const url = address.href;
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(
      postgres,
      [
        ...['-D', folder, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
        ...['-c', 'unix_socket_directories=', '-c', 'timezone=UTC'],
      ],
      { ...user, cwd: dirname(folder), env: { LC_ALL: 'C' }, stdio: 'ignore' },
    );
    await until(
      'the standby',
      async () => {
        const probe = connect(url, '', 1);
        const { rows } = await probe
          .query('select pg_is_in_recovery() as standby')
          .finally(() => probe.end());
        return rows[0]?.standby as boolean;
      },
      SOON.timeout,
    );
    return child;
  };
  let child = await start();
  const gone = () =>
    new Promise<void>((done) => {
      if (child.exitCode !== null || child.signalCode !== null) done();
      else child.once('exit', () => done());
    });
  return {
    url,
    async sql(text: string) {
      const pool = connect(url, '', 1);
      await pool.query(text).finally(() => pool.end());
    },
    async kill() {
      child.kill('SIGKILL');
      await gone();
    },
    async start() {
      await rm(join(folder, 'postmaster.pid'), { force: true });
      child = await start();
    },
    async close() {
      child.kill('SIGINT');
      await gone();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
