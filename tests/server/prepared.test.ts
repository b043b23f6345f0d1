import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../../server/src/db/connect.ts';
import { prepared } from '../../server/src/db/prepared.ts';
import { startTestServer, type TestServer } from './support.ts';

let test: TestServer;
beforeAll(async () => {
  test = await startTestServer();
});
afterAll(() => test.close());

it('a statement that is prepared is planned once on a connection, and gives each caller their own', async () => {
  const pool = connect(test.databaseUrl, '-c timezone=UTC', 1);
  try {
    const text = prepared('select $1::int * 2 as doubled');
    for (const value of [1, 21]) {
      expect((await pool.query(text, [value])).rows).toEqual([{ doubled: value * 2 }]);
    }
    await pool.query('select $1::int as plain', [1]);
    const { rows } = await pool.query(
      'select statement, generic_plans + custom_plans as times from pg_prepared_statements',
    );
    expect(rows).toEqual([{ statement: text, times: 2 }]);
  } finally {
    await pool.end();
  }
});
