import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../server/src/db/connect.ts';
import { type Database, openDatabase, type Scope } from '../../server/src/db/database.ts';
import { prepared } from '../../server/src/db/prepared.ts';
import { insertRows, lookUp } from '../../server/src/db/together.ts';
import { startTestServer, type TestServer } from './support.ts';

let test: TestServer;
beforeAll(async () => {
  test = await startTestServer();
});
afterAll(() => test.close());

it('a statement that is prepared is parsed once on a connection, and gives each caller their own', async () => {
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

const TYPES = { organisation_id: 'uuid', capture_id: 'uuid', state: 'text' } as const;
const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    organisation_id: 'o',
    capture_id: `c${at}`,
    state: 'pending',
  }));

describe('a statement for rows', () => {
  let scope: Scope;
  let database: Database;
  beforeAll(async () => {
    database = openDatabase(test.databaseUrl);
    await database.asNobody(async (opened) => {
      // Only texts are made with it.
      scope = opened;
    });
  });
  afterAll(() => database.close());

  it('has the same text for any number of them, and a parameter a column', () => {
    const made = [0, 1, 5].map((count) => insertRows('app.time_stamps', TYPES, rows(count)).compile());
    expect(new Set(made.map(({ sql }) => sql))).toEqual(
      new Set([
        'insert into "app"."time_stamps" ("organisation_id", "capture_id", "state") select * from unnest($1::uuid[], $2::uuid[], $3::text[])',
      ]),
    );
    expect(made[2]?.parameters).toEqual([
      ['o', 'o', 'o', 'o', 'o'],
      ['c0', 'c1', 'c2', 'c3', 'c4'],
      ['pending', 'pending', 'pending', 'pending', 'pending'],
    ]);
  });

  it('looks each of them up by itself', () => {
    const asked = (ids: string[]) =>
      lookUp(
        scope,
        { capture_id: 'uuid' },
        ids.map((capture_id) => ({ capture_id })),
        (wanted) =>
          scope
            .selectFrom('app.captures')
            .select('manifest_sha256')
            .where('organisation_id', '=', 'o')
            .where('capture_id', '=', wanted('capture_id')),
      ).compile();
    const { sql, parameters } = asked(['c0', 'c1']);
    expect(asked([]).sql).toBe(sql);
    expect(parameters).toEqual([['c0', 'c1'], 'o']);
    expect(sql).toMatch(
      /cross join lateral \(\(?select .* = "wanted"\."capture_id"\)? offset 0\) as found$/s,
    );
  });
});
