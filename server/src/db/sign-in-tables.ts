import { CompiledQuery } from 'kysely';
import type { Scope } from './database.ts';

/** Runs a statement on the tables of the sign-in library, which names their schema; gives its rows. */
export type SignInTables = <Row extends object = object>(
  statement: string,
  values: readonly unknown[],
) => Promise<Row[]>;

/**
 * In a transaction of the program's: what becomes of an account and what the audit says of it are committed together. Only while a
 * statement runs does the transaction act as the role that reaches these tables.
 */
export function tablesWithin(scope: Scope): SignInTables {
  const actAs = (role: string) =>
    scope.executeQuery(CompiledQuery.raw("select set_config('role', $1, true)", [role]));
  return async <Row extends object>(statement: string, values: readonly unknown[]) => {
    await actAs('marketsafe_auth');
    // A statement that fails undoes the transaction, and the role with it.
    const { rows } = await scope.executeQuery<Row>(CompiledQuery.raw(statement, [...values]));
    await actAs('marketsafe_app');
    return rows;
  };
}
