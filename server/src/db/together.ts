import {
  type Compilable,
  CompiledQuery,
  type InferResult,
  type OperationNode,
  type QueryResult,
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

/** Queries by the names of what they find. */
type Queries = Readonly<Record<string, Compilable<object>>>;

/** What several queries found, by their names. */
export type FoundTogether<Asked extends Queries> = {
  [Name in keyof Asked]: Plain<InferResult<Asked[Name]>[number]>[];
};

/**
 * What several queries ask for, as of one moment and in one statement; `onlyRow` reads its result. Rows come as JSON: columns must be such
 * that it can hold, and times come as texts. The statement is prepared: lists have to be parameters, so that the text does not depend on
 * their length.
 */
export function together<Asked extends Queries>(queries: Asked): Compilable<FoundTogether<Asked>> {
  const compile = () => {
    const parameters: unknown[] = [];
    const columns = Object.entries(queries).map(([name, query]) => {
      const compiled = query.compile();
      const text = shifted(compiled, parameters.length);
      parameters.push(...compiled.parameters);
      return `(select coalesce(json_agg(row_to_json(found)), '[]') from (${text}) found) as "${name}"`;
    });
    return CompiledQuery.raw(prepared(`select ${columns.join(', ')}`), parameters);
  };
  return { compile };
}

/** The row of a statement that gives one. */
export function onlyRow<Row>({ rows: [row] }: QueryResult<Row>): Row {
  if (!row) throw new Error('the database gave no row');
  return row;
}

/** Reads what several queries ask for, by a statement of `together`. */
export async function readTogether<Asked extends Queries>(
  scope: Scope,
  queries: Asked,
): Promise<FoundTogether<Asked>> {
  return onlyRow(await scope.executeQuery(together(queries).compile()));
}

/** A statement as its text and the values of its parameters, to go out with others. */
export function statement<Row>(text: string, values: readonly unknown[]): Compilable<Row> {
  return { compile: () => CompiledQuery.raw(text, [...values]) };
}

/** Has a statement that is written out run together with others. */
export function asQuery<Row>(scope: Scope, builder: RawBuilder<Row>): Compilable<Row> {
  return { compile: () => builder.compile(scope) };
}

/**
 * Has what follows in this transaction planned once on each connection, the looking up of foreign keys too, and not every time: for work on
 * many claims of one organisation. An organisation that the statistics do not know yet is taken for empty: then an index by the organisation
 * alone looks as good as the one by the claim, and each of three hundred claims is looked for among all of the organisation's (0.6 s for
 * one look-up beside 60,000 claims). A plan that is kept was made while a table was small: it must be one that is right for any size.
 */
export async function planAlike(scope: Scope): Promise<void> {
  await planBy(scope, 'force_generic_plan');
}

/** Ends `planAlike`: what follows is planned each time again. */
export async function planEach(scope: Scope): Promise<void> {
  await planBy(scope, 'force_custom_plan');
}

async function planBy(scope: Scope, mode: string): Promise<void> {
  await scope.executeQuery(CompiledQuery.raw(`select set_config('plan_cache_mode', '${mode}', true)`));
}

/**
 * Several writes that do not read what the others write, as one statement. It is prepared: rows go by `insertRows`, whose text does not
 * depend on their number.
 */
export function writes(first: Compilable, ...others: readonly Compilable[]): Compilable {
  const compile = () => {
    const parameters: unknown[] = [];
    const texts = [...others, first].map((write) => {
      const compiled = write.compile();
      const text = shifted(compiled, parameters.length);
      parameters.push(...compiled.parameters);
      return text;
    });
    const last = texts.pop() ?? '';
    const before = texts.map((text, index) => `write${index} as (${text})`);
    return CompiledQuery.raw(
      prepared(before.length > 0 ? `with ${before.join(', ')} ${last}` : last),
      parameters,
    );
  };
  return { compile };
}

/** Does several writes that do not read what the others write, in one round trip. */
export async function writeTogether(scope: Scope, [first, ...others]: readonly Compilable[]): Promise<void> {
  if (first) await scope.executeQuery(writes(first, ...others).compile());
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
