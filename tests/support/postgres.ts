import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openInstance } from '../../server/src/data-folder/instance.ts';
import { lockDataFolder } from '../../server/src/data-folder/lock.ts';
import { connect } from '../../server/src/db/connect.ts';
import { migrate } from '../../server/src/db/migrate.ts';
import { runEmbeddedPostgres } from '../../server/src/postgres/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's PostgreSQL, whose database `template_marketsafe` has had every migration. */
    postgresUrl: string;
  }
}

/** Starts one PostgreSQL for the run, with a migrated database that every server of a test copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'marketsafe-test-postgres-'));
  const unlock = await lockDataFolder(folder);
  const cluster = await runEmbeddedPostgres(folder, await openInstance(folder));
  const owner = connect(cluster.url, '', 1);
  await owner.query('create database template_marketsafe');
  await owner.end();
  const url = new URL(cluster.url);
  url.pathname = '/template_marketsafe';
  const template = connect(url.href, '', 1);
  await migrate(template);
  await template.end();
  project.provide('postgresUrl', cluster.url);
  return async () => {
    await cluster.stop();
    await unlock();
    await rm(folder, { recursive: true, force: true });
  };
}
