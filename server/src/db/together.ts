import {
  type Compilable,
  CompiledQuery,
  type InferResult,
  type OperationNode,
  type RawBuilder,
  sql,
} from 'kysely';
import type { Scope } from './database.ts';
import { prepared } from './prepared.ts';
import type { Tables } from './tables.ts';

/** Names of a query's parameters, as the driver writes them. Our own queries hold no other text with a dollar sign. */
const PARAMETER = /\$(\d+)/g;

function shifted({ sql: text }: CompiledQuery, by: number): string {
  return by === 0 ? text : text.replace(PARAMETER, (_, number: string) => `$${Number(number) + by}`);
}

/** What a row holds once it has gone through JSON: times are texts. */
type Plain<Row> = { [Name in keyof Row]: Row[Name] extends Date ? string : Row[Name] };

/**
 * Reads what several queries ask for, as of one moment and in one round trip. Rows come as JSON: columns must be such that it can hold,
 * and times come as texts. The statement is prepared: lists have to be parameters, so that the text does not depend on their length.
 */
export async function readTogether<Queries extends Readonly<Record<string, Compilable<object>>>>(
  scope: Scope,
  queries: Queries,
): Promise<{ [Name in keyof Queries]: Plain<InferResult<Queries[Name]>[number]>[] }> {
  const parameters: unknown[] = [];
  const columns = Object.entries(queries).map(([name, query]) => {
    const compiled = query.compile();
    const text = shifted(compiled, parameters.length);
    parameters.push(...compiled.parameters);
    return `(select coalesce(json_agg(row_to_json(found)), '[]') from (${text}) found) as "${name}"`;
  });
  const { rows } = await scope.executeQuery<{
    [Name in keyof Queries]: Plain<InferResult<Queries[Name]>[number]>[];
  }>(CompiledQuery.raw(prepared(`select ${columns.join(', ')}`), parameters));
  const [row] = rows;
  if (!row) throw new Error('the database gave no row');
  return row;
}

/** Has a statement that is written out run together with others. */
export function asQuery<Row>(scope: Scope, builder: RawBuilder<Row>): Compilable<Row> {
  return { compile: () => builder.compile(scope) };
}

/**
 * Has what follows in this transaction planned once on each connection, the looking up of foreign keys too, and not every time.
 * Only for writes: a plan that is kept was made while a table was small, and it must be one that
 * is right for any size. Read together with others as the last thing before the writes.
 */
export function planOnce(scope: Scope): Compilable<{ mode: string }> {
  return asQuery(scope, sql`select set_config('plan_cache_mode', 'force_generic_plan', true) as mode`);
}

/**
 * The same at once, for work on many claims of one organisation. An organisation that the statistics do not know yet is taken for empty: then
 * an index by the organisation alone looks as good as the one by the claim, and each of three hundred claims is looked for among all of the
 * organisation's (0.6 s for one look-up beside 60,000 claims).
 */
export async function planAlike(scope: Scope): Promise<void> {
  await scope.executeQuery(planOnce(scope).compile());
}

/**
 * Does several writes that do not read what the others write, in one round trip. The statement is prepared: rows go by `insertRows`, whose
 * text does not depend on their number.
 */
export async function writeTogether(scope: Scope, writes: readonly Compilable[]): Promise<void> {
  const parameters: unknown[] = [];
  const texts = writes.map((write) => {
    const compiled = write.compile();
    const text = shifted(compiled, parameters.length);
    parameters.push(...compiled.parameters);
    return text;
  });
  const last = texts.pop();
  if (last === undefined) return;
  const before = texts.map((text, index) => `write${index} as (${text})`);
  const text = before.length > 0 ? `with ${before.join(', ')} ${last}` : last;
  await scope.executeQuery(CompiledQuery.raw(prepared(text), parameters));
}

/** A column's type in PostgreSQL. */
type ColumnType = 'bigint' | 'bytea' | 'int' | 'json' | 'text' | 'timestamptz' | 'uuid';

/** Type of each column that rows fill. */
export type ColumnTypes<Row> = { readonly [Name in keyof Row]-?: ColumnType };

/** Columns as lists of the same length, whose values stand together as rows. */
function listsOf<Row extends object>(types: ColumnTypes<Row>, rows: readonly Row[]): RawBuilder<unknown> {
  const names = Object.keys(types) as (keyof Row & string)[];
  return sql.join(names.map((name) => sql`${rows.map((row) => row[name])}::${sql.raw(types[name])}[]`));
}

/**
 * Looks each of these rows up by itself, and so by an index, whatever the database believes about how many there are.
 * @param types columns of the rows
 * @param find what is looked for, by the row's columns; found rows stand in its order for each row
 */
export function lookUp<Row extends object, Found extends object>(
  scope: Scope,
  types: ColumnTypes<Row>,
  rows: readonly Row[],
  find: (
    wanted: <Name extends keyof Row & string>(name: Name) => RawBuilder<Row[Name]>,
  ) => Compilable<Found> & { toOperationNode(): OperationNode },
): Compilable<Found> {
  const names = sql.join(Object.keys(types).map((name) => sql.ref(name)));
  const found = find((name) => sql.ref(`wanted.${name}`));
  const query = sql<Found>`select found.* from unnest(${listsOf(types, rows)}) as wanted (${names})
    cross join lateral (${found} offset 0) as found`;
  return { compile: () => query.compile(scope) };
}

/** Texts of inserts by their tables and columns: written once, they cost a third of what it takes to build them anew. */
const inserts = new Map<string, string>();

function insertText(table: string, types: Readonly<Record<string, ColumnType>>): string {
  const columns = Object.entries(types);
  const key = `${table} ${columns.map(([name]) => name).join()}`;
  const known = inserts.get(key);
  if (known !== undefined) return known;
  const quoted = (name: string) => `"${name}"`;
  const names = columns.map(([name]) => quoted(name)).join(', ');
  const lists = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
  const into = table.split('.').map(quoted).join('.');
  const text = `insert into ${into} (${names}) select * from unnest(${lists})`;
  inserts.set(key, text);
  return text;
}

/** Inserts any number of rows, none included, by a statement whose text is the same for all. */
export function insertRows<Row extends object>(
  table: keyof Tables & string,
  types: ColumnTypes<Row>,
  rows: readonly Row[],
): Compilable {
  const names = Object.keys(types) as (keyof Row & string)[];
  return {
    compile: () =>
      CompiledQuery.raw(
        insertText(table, types),
        names.map((name) => rows.map((row) => row[name])),
      ),
  };
}
