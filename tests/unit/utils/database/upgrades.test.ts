import { Dexie } from 'dexie';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ReporterDatabase } from '../../../../utils/database/database.ts';
import { openTrouble } from '../../../../utils/database/open-trouble.ts';
import type { Example, Rows } from './examples/types.ts';
import { version1 } from './examples/version-1.ts';
import { version2 } from './examples/version-2.ts';
import { version3 } from './examples/version-3.ts';
import { version4 } from './examples/version-4.ts';

/** The first is of version 1. */
const EXAMPLES: readonly Example[] = [version1, version2, version3, version4];
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

/** Every row of a database as it is on disk, whatever version that is of. */
async function onDisk(name: string): Promise<{ version: number; rows: Record<string, object[]> }> {
  const db = await new Dexie(name).open();
  const rows: Record<string, object[]> = {};
  for (const table of db.tables) rows[table.name] = await readable(await table.toArray());
  db.close();
  return { version: db.verno, rows };
}

/** The store takes so many rows more; then it fails as a browser does. */
function failAfter(puts: number, failure: Error | DOMException): () => void {
  const { put } = IDBObjectStore.prototype;
  let left = puts;
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...row
  ) {
    left -= 1;
    if (left < 0) throw failure;
    return put.apply(this, row);
  });
  const restore = () => spy.mockRestore();
  onTestFinished(restore);
  return restore;
}

describe('an upgrade that fails in its middle', () => {
  const failures = [
    ['full', new DOMException('no room', 'QuotaExceededError')],
    ['unopened', new TypeError('a row that cannot be read')],
  ] as const;
  const cases = failures.flatMap(([trouble, failure]) =>
    [version1, version2].flatMap((example, index) =>
      [0, 1].map((puts) => ({ trouble, failure, example, version: index + 1, puts })),
    ),
  );

  it.each(cases)(
    'of version $version after $puts rows ($trouble) leaves everything as it was, says so, and is made at the next start',
    async ({ trouble, failure, example, version, puts }) => {
      vi.spyOn(console, 'error').mockImplementation(() => undefined);
      const name = await leftBehind(version, example);
      const before = await onDisk(name);
      const restore = failAfter(puts, failure);
      const failing = new ReporterDatabase(name);
      expect(await openTrouble(failing)).toBe(trouble);
      await expect(failing.drafts.count()).rejects.toThrow();
      failing.close();
      restore();
      expect(await onDisk(name)).toEqual(before);

      const next = new ReporterDatabase(name);
      onTestFinished(() => next.close());
      expect(await openTrouble(next)).toBeNull();
      expect(await next.drafts.count()).toBe(example.rows.drafts?.length);
      expect((await onDisk(name)).version).toBe(PRESENT);
    },
  );

  it('is not one that meets a note of a problem which cannot be read: the note becomes an earlier problem', async () => {
    const [entry] = version2.rows.outbox ?? [];
    const rows = { ...version2.rows, outbox: [{ ...entry, lastProblem: { status: 400, at: 5 } }] };
    const db = new ReporterDatabase(await leftBehind(2, { ...version2, rows }));
    onTestFinished(() => db.close());
    expect(await openTrouble(db)).toBeNull();
    expect((await db.outbox.toArray())[0]?.lastProblem).toEqual({ code: 'earlier', status: 400, at: 5 });
  });
});
