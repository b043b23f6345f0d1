import { type Compilable, CompiledQuery, type InferResult } from 'kysely';
import type { Scope } from './database.ts';

/** Most parameters of one statement; the protocol itself ends at 65,535. */
const MOST_PARAMETERS = 30_000;

/** Names of a query's parameters, as the driver writes them. Our own queries hold no other text with a dollar sign. */
const PARAMETER = /\$(\d+)/g;

function shifted({ sql }: CompiledQuery, by: number): string {
  return by === 0 ? sql : sql.replace(PARAMETER, (_, number: string) => `$${Number(number) + by}`);
}

/** What a row holds once it has gone through JSON: times are texts. */
type Plain<Row> = { [Name in keyof Row]: Row[Name] extends Date ? string : Row[Name] };

/**
 * Reads what several queries ask for, as of one moment and in one round trip. Rows come as JSON: columns must be such that it can hold,
 * and times come as texts.
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
  }>(CompiledQuery.raw(`select ${columns.join(', ')}`, parameters));
  const [row] = rows;
  if (!row) throw new Error('the database gave no row');
  return row;
}

/** Does several writes that do not read what the others write, in as few round trips as their parameters allow. */
export async function writeTogether(scope: Scope, writes: readonly Compilable[]): Promise<void> {
  let texts: string[] = [];
  let parameters: unknown[] = [];
  const flush = async () => {
    const last = texts.pop();
    if (last === undefined) return;
    const before = texts.map((text, index) => `write${index} as (${text})`);
    const text = before.length > 0 ? `with ${before.join(', ')} ${last}` : last;
    await scope.executeQuery(CompiledQuery.raw(text, parameters));
    texts = [];
    parameters = [];
  };
  for (const write of writes) {
    const compiled = write.compile();
    if (parameters.length + compiled.parameters.length > MOST_PARAMETERS) await flush();
    texts.push(shifted(compiled, parameters.length));
    parameters.push(...compiled.parameters);
  }
  await flush();
}

/** Rows in parts, each of which fits into one statement. */
export function inParts<Row extends object>(rows: readonly Row[]): Row[][] {
  const width = Object.keys(rows[0] ?? {}).length;
  const most = Math.floor(MOST_PARAMETERS / Math.max(width, 1));
  return Array.from({ length: Math.ceil(rows.length / most) }, (_, part) =>
    rows.slice(part * most, (part + 1) * most),
  );
}
