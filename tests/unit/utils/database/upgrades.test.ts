import { Dexie } from 'dexie';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ReporterDatabase } from '../../../../utils/database/database.ts';
import type { Example, Rows } from './examples/types.ts';
import { version1 } from './examples/version-1.ts';
import { version2 } from './examples/version-2.ts';
import { version3 } from './examples/version-3.ts';

/** The first is of version 1. */
const EXAMPLES: readonly Example[] = [version1, version2, version3];
const PRESENT = new ReporterDatabase('present').verno;

/** A database as that version of the program left it behind; gives its name. */
async function leftBehind(version: number, { stores, rows }: Example): Promise<string> {
  const name = `version-${version}-${crypto.randomUUID()}`;
  const old = new Dexie(name);
  old.version(version).stores(stores);
  for (const [table, content] of Object.entries(rows)) await old.table(table).bulkAdd(content);
  old.close();
  onTestFinished(() => Dexie.delete(name));
  return name;
}

/** Rows of an example in the present program: what each version since then made of them. */
function today(version: number): Rows {
  const { rows, later } = EXAMPLES[version - 1] ?? { rows: {}, later: [] };
  return Object.assign({}, rows, ...later);
}

/** Bytes as what is in them: two Blobs are equal to any comparison. */
async function readable(rows: readonly object[]): Promise<object[]> {
  return Promise.all(
    rows.map(async (row) =>
      'bytes' in row && row.bytes instanceof Blob ? { ...row, bytes: await row.bytes.text() } : row,
    ),
  );
}

describe('a database of an older version', () => {
  it('has an example for every version there is, with a row in every table', () => {
    expect(EXAMPLES).toHaveLength(PRESENT);
    EXAMPLES.forEach(({ later }, index) => {
      expect(later).toHaveLength(EXAMPLES.length - index - 1);
    });
    for (const { stores, rows } of EXAMPLES) {
      expect(Object.keys(rows).sort()).toEqual(Object.keys(stores).sort());
      for (const [table, content] of Object.entries(rows)) expect(content, table).not.toHaveLength(0);
    }
  });

  it.each(EXAMPLES.map((example, index) => [index + 1, example] as const))(
    'of version %i opens in the present program, and every row is what it should be',
    async (version, example) => {
      const db = new ReporterDatabase(await leftBehind(version, example));
      await db.open();
      onTestFinished(() => db.close());
      const expected = today(version);
      expect(db.tables.map(({ name }) => name).sort()).toEqual(Object.keys(expected).sort());
      for (const { name } of db.tables) {
        expect(await readable(await db.table(name).toArray()), name).toEqual(
          await readable(expected[name] ?? []),
        );
      }
    },
  );

  it('has the indexes that the present one declares', async () => {
    const upgraded = new ReporterDatabase(await leftBehind(1, version1));
    await upgraded.open();
    onTestFinished(() => upgraded.close());
    const indexesOf = (db: Dexie) =>
      db.tables.map(({ schema }) => [schema.primKey.src, ...schema.indexes.map(({ src }) => src)]);
    const opened = new Dexie(upgraded.name);
    await opened.open();
    onTestFinished(() => opened.close());
    const sorted = (db: Dexie) =>
      indexesOf(db)
        .map((indexes) => indexes.toSorted())
        .toSorted();
    expect(sorted(opened)).toEqual(sorted(upgraded));
  });
});
