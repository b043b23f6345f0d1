import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { connect } from '../../server/src/db/connect.ts';

/** A new database with every migration, or as another template has it, on the run's PostgreSQL. */
export async function freshDatabase(template = 'template_marketsafe'): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  const name = `test_${randomBytes(8).toString('hex')}`;
  const owner = connect(url.href, '', 1);
  await owner.query(`create database ${name} template ${template}`);
  await owner.end();
  url.pathname = `/${name}`;
  return url.href;
}
