import type pg from 'pg';

/** A table as the database's own catalogue has it. */
export interface Table {
  schema: string;
  name: string;
  /** Without those whose values the database makes from others. */
  columns: string[];
}

/**
 * Work that waits in the queues (pg-boss) is not backed up: its tables belong to that library's version, and what is to be done is read
 * from the rows it is about. Neither are unlogged tables, whose rows do not outlive a crash either: they are about processes that run.
 */
const LEFT_OUT = 'jobs';

/** Every table there is, in a fixed order; partitions count as their table. */
export async function tablesOf(client: pg.ClientBase): Promise<{ tables: Table[]; leftOut: string[] }> {
  const { rows } = await client.query<Table & { passing: boolean }>(`
    select n.nspname as schema, c.relname as name, c.relpersistence <> 'p' as passing,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname not in ('pg_catalog', 'information_schema', 'restoring')
      and n.nspname not like 'pg\\_toast%' and n.nspname not like 'pg\\_temp%'
    order by n.nspname collate "C", c.relname collate "C"`);
  const isLeftOut = ({ schema, passing }: Table & { passing: boolean }) => schema === LEFT_OUT || passing;
  return {
    tables: rows
      .filter((row) => !isLeftOut(row))
      .map(({ schema, name, columns }) => ({ schema, name, columns })),
    leftOut: rows.filter(isLeftOut).map(({ schema, name }) => `${schema}.${name}`),
  };
}

/** Where the sequences stand; null for one that gave no number yet. */
export async function sequencesOf(client: pg.ClientBase) {
  const { rows } = await client.query<{ schema: string; name: string; last: string | null }>(
    `select schemaname as schema, sequencename as name, last_value::text as last from pg_sequences
     where schemaname <> $1 order by 1, 2`,
    [LEFT_OUT],
  );
  return rows;
}

/** A table's name in a statement. */
export function quoted({ schema, name }: { schema: string; name: string }): string {
  return `${quote(schema)}.${quote(name)}`;
}

/** A name in a statement. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
