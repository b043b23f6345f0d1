import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInstance } from '../../server/src/data-folder/instance.ts';
import { lockDataFolder } from '../../server/src/data-folder/lock.ts';
import { startServer } from '../../server/src/index.ts';
import { chooseClusterFolder } from '../../server/src/postgres/cluster-folder.ts';
import { canReach } from '../../server/src/postgres/operating-user.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marketsafe-embedded-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A user of the operating system who owns nothing here. */
const STRANGER = { uid: 54_321, gid: 54_321 };

describe('the embedded database', () => {
  it('is made in the data folder and keeps what it holds over restarts, also when the folder was moved', async () => {
    const dataFolder = join(folder, 'data with space ü');
    const first = await startServer({ dataFolder, port: 0, seedDemo: true });
    expect(new URL(first.databaseUrl).hostname).toBe('127.0.0.1');
    await first.close();
    const moved = join(folder, 'moved');
    await rename(dataFolder, moved);
    const second = await startServer({ dataFolder: moved, port: 0, seedDemo: true });
    expect(second.demo).toEqual(first.demo);
    const answer = await fetch(`${second.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: second.url },
      body: JSON.stringify(second.demo),
    });
    expect(answer.status).toBe(200);
    await expect(startServer({ dataFolder: moved, port: 0 })).rejects.toThrow('is using');
    expect((await fetch(`${second.url}/health`)).status).toBe(200);
    await second.close();
  });

  it('is reached by its socket, which only its own user opens, and over TCP where the socket’s path would be too long', async () => {
    const short = await startServer({ dataFolder: join(folder, 'short'), port: 0 });
    const socket = new URL(short.databaseUrl).searchParams.get('host');
    expect(socket).toBe(join(folder, 'short', 'postgres'));
    const { mode } = await stat(join(socket ?? '', `.s.PGSQL.${new URL(short.databaseUrl).port}`));
    expect(mode & 0o777).toBe(0o700);
    await short.close();
    const long = await startServer({ dataFolder: join(folder, 'long'.repeat(25)), port: 0 });
    expect(new URL(long.databaseUrl).searchParams.get('host')).toBeNull();
    expect((await fetch(`${long.url}/health`)).status).toBe(200);
    await long.close();
  });

  it('that is gone is missed, not replaced by an empty one', async () => {
    const dataFolder = join(folder, 'lost');
    await (await startServer({ dataFolder, port: 0 })).close();
    await rm(join(dataFolder, 'postgres'), { recursive: true });
    await expect(startServer({ dataFolder, port: 0 })).rejects.toThrow('is gone');
    // The failed start gave the folder back.
    await (await lockDataFolder(dataFolder))();
  });

  it('of another PostgreSQL is refused in plain words', async () => {
    const dataFolder = join(folder, 'older');
    await (await startServer({ dataFolder, port: 0 })).close();
    await writeFile(join(dataFolder, 'postgres', 'PG_VERSION'), '14\n');
    await expect(startServer({ dataFolder, port: 0 })).rejects.toThrow('was made by PostgreSQL 14');
  });

  it('is made whole after a first start that was killed half way', async () => {
    const dataFolder = join(folder, 'half');
    await mkdir(join(dataFolder, 'postgres.new', 'base'), { recursive: true });
    await chmod(dataFolder, 0o711);
    await writeFile(join(dataFolder, 'postgres.new', 'PG_VERSION'), '18\n');
    await writeFile(join(dataFolder, 'server.lock'), '');
    const server = await startServer({ dataFolder, port: 0 });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    await server.close();
  });
});

describe('a data folder that cannot be made', () => {
  it('is refused by the name of its setting, also where making it would never end', async () => {
    // Linux has folders that are there and take none in them.
    const impossible = process.platform === 'linux' ? ['/proc/marketsafe', '/proc/marketsafe/deep'] : [];
    for (const dataFolder of [...impossible, join(fileURLToPath(import.meta.url), 'below')]) {
      await expect(startServer({ dataFolder, port: 0 })).rejects.toThrow(`DATA_FOLDER is ${dataFolder}`);
    }
    const dataFolder = join(folder, 'several', 'levels', 'down');
    await (await startServer({ dataFolder, port: 0 })).close();
  });
});

describe('a data folder that the database’s user cannot reach', () => {
  it('is seen by the permissions of every folder above it', async () => {
    const open = join(folder, 'a', 'b');
    await mkdir(open, { recursive: true });
    expect(await canReach(open, STRANGER)).toBe(true);
    await chmod(join(folder, 'a'), 0o700);
    expect(await canReach(open, STRANGER)).toBe(false);
    const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    expect(await canReach(open, owner)).toBe(true);
    await chmod(join(folder, 'a'), 0o710);
    expect(await canReach(open, { ...STRANGER, gid: owner.gid })).toBe(true);
  });

  it('gets its database elsewhere, under a name of its own; once made, the place stays', async () => {
    const dataFolder = join(folder, 'closed', 'data');
    const instance = await openInstance(dataFolder);
    await chmod(join(folder, 'closed'), 0o700);
    const cluster = await chooseClusterFolder(dataFolder, instance, STRANGER);
    expect(cluster.folder).toBe(`/var/lib/marketsafe-reporter/${instance.instanceId}/postgres`);
    expect(cluster.made).toBe(false);
    const own = await chooseClusterFolder(dataFolder, instance, null);
    expect(own.folder).toBe(join(dataFolder, 'postgres'));

    await mkdir(own.folder);
    await writeFile(join(own.folder, 'PG_VERSION'), '18\n');
    const remembered = { ...instance, clusterFolder: own.remember };
    expect((await chooseClusterFolder(dataFolder, remembered, null)).made).toBe(true);
    await expect(chooseClusterFolder(dataFolder, remembered, STRANGER)).rejects.toThrow(
      'can no longer reach',
    );
  });

  // Only root runs the database as another user.
  if (process.getuid?.() === 0) {
    it('works all the same as root', async () => {
      const home = join(folder, 'home');
      await mkdir(home, { mode: 0o700 });
      const dataFolder = join(home, 'data');
      const server = await startServer({ dataFolder, port: 0 });
      expect((await fetch(`${server.url}/health`)).status).toBe(200);
      await server.close();
      const { instanceId, clusterFolder } = JSON.parse(
        await readFile(join(dataFolder, 'instance.json'), 'utf8'),
      );
      expect(clusterFolder).toBe(`/var/lib/marketsafe-reporter/${instanceId}/postgres`);
      const again = await startServer({ dataFolder, port: 0 });
      await again.close();
      await rm(join('/var/lib/marketsafe-reporter', instanceId), { recursive: true });
    });
  }
});

describe('the lock of a data folder', () => {
  it('left by a process that ended, or by another life of its process id, is taken over', async () => {
    const dataFolder = join(folder, 'locked');
    await mkdir(dataFolder);
    for (const left of [
      '{"pid":4194303,"started":"1"}',
      `{"pid":${process.pid},"started":"1"}`,
      '{"pid":1,"started":"-1"}',
      '',
    ]) {
      await writeFile(join(dataFolder, 'server.lock'), left);
      const release = await lockDataFolder(dataFolder);
      await expect(lockDataFolder(dataFolder)).rejects.toThrow('is using');
      await release();
    }
  });
});
