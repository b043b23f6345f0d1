import { type Compilable, CompiledQuery, type DatabaseConnection, type QueryResult } from 'kysely';
import { noteCommitted } from './begin-late.ts';
import type { Scope } from './database.ts';

/** How long a connection of a pipeline keeps plans, in milliseconds. */
const PLANS_KEPT = 5_000;

/** When the plans of a connection were thrown away last, by `performance.now()`. */
const renewedAt = new WeakMap<DatabaseConnection, number>();

/**
 * Has a connection's plans made anew where they are old: a plan that was made while a table was small reads all of it later. Nothing where
 * they are not.
 */
function renewal(connection: DatabaseConnection): CompiledQuery[] {
  const now = performance.now();
  if (now - (renewedAt.get(connection) ?? 0) < PLANS_KEPT) return [];
  renewedAt.set(connection, now);
  return [CompiledQuery.raw('discard plans')];
}

type Results<Rows extends readonly unknown[]> = { [At in keyof Rows]: QueryResult<Rows[At]> };

/** Sends statements without waiting for one another's answers; they are run in this order, each as of its own moment. */
async function send(
  connection: DatabaseConnection,
  statements: readonly CompiledQuery[],
): Promise<QueryResult<unknown>[]> {
  const settled = await Promise.allSettled(statements.map((one) => connection.executeQuery(one)));
  return settled.map((outcome) => {
    // The first that failed says why the others did.
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

/**
 * Runs statements one after another in one round trip, each as of its own moment: what the second reads is of after the first. On
 * connections without a pipeline they take a round trip each.
 * @param begin what begins the transaction, where these are its first statements
 * @throws the first error of the database; the transaction can then only be undone
 */
export function sendTogether<Rows extends readonly unknown[]>(
  scope: Scope,
  statements: readonly [...{ [At in keyof Rows]: Compilable<Rows[At]> }],
  begin?: string,
): Promise<Results<Rows>> {
  const compiled = statements.map((statement) => statement.compile());
  return scope.getExecutor().provideConnection(async (connection) => {
    const before = begin === undefined ? [] : [...renewal(connection), CompiledQuery.raw(begin)];
    const results = await send(connection, [...before, ...compiled]);
    return results.slice(before.length) as Results<Rows>;
  });
}

/**
 * Runs the last statement of a transaction and commits it, in one round trip: nothing may follow.
 * @throws the database's error; nothing of the transaction is kept then
 */
export function commitWith(scope: Scope, statement: Compilable): Promise<void> {
  const compiled = statement.compile();
  return scope.getExecutor().provideConnection(async (connection) => {
    await send(connection, [compiled, CompiledQuery.raw('commit')]);
    noteCommitted(connection);
  });
}
