import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Transaction,
} from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Tables } from '../../../server/src/db/tables.ts';
import { insertRows, lookUp } from '../../../server/src/db/together.ts';

/** Makes the texts of queries; nothing is asked. */
const scope = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
}) as Transaction<Tables>;

const TYPES = { organisation_id: 'uuid', capture_id: 'uuid', state: 'text' } as const;
const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    organisation_id: 'o',
    capture_id: `c${at}`,
    state: 'pending',
  }));

describe('a statement for rows', () => {
  it('has the same text for any number of them, and a parameter a column', () => {
    const made = [0, 1, 5].map((count) => insertRows(scope, 'app.time_stamps', TYPES, rows(count)).compile());
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
