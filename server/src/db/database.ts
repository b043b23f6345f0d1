import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { connect, STATEMENT_PATIENCE } from './connect.ts';
import type { Tables } from './tables.ts';

/** A transaction in which one organisation's rows, and nobody else's, can be seen and written. */
export type Scope = Transaction<Tables>;

/** Whose rows a transaction may touch. */
export interface Identity {
  organisationId: string;
  userId: string | null;
}

/** The only way from the program to its tables. */
export interface Database {
  /** Runs work in one transaction that sees this organisation only; it is committed when the work returns, undone when it throws. */
  inOrganisation<Result>(identity: Identity, work: (scope: Scope) => Promise<Result>): Promise<Result>;
  /** Runs work in a transaction that sees nothing but the user's own memberships. */
  asUser<Result>(userId: string, work: (scope: Scope) => Promise<Result>): Promise<Result>;
  /** Runs work in a transaction that sees nobody's rows: for what is public. */
  asNobody<Result>(work: (scope: Scope) => Promise<Result>): Promise<Result>;
  /** @throws when the database does not answer */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Limits, so that one stuck statement cannot hold everybody: a statement, a wait for a lock, an idle transaction. */
const LIMITS =
  '-c statement_timeout=15s -c lock_timeout=8s -c idle_in_transaction_session_timeout=30s -c timezone=UTC';

/**
 * Opens the program's database. Every connection acts as the role `marketsafe_app`, which owns nothing and cannot pass
 * row-level security; it is set again for each transaction, for poolers that share connections.
 * @param onLost hears of each connection that broke
 */
export function openDatabase(url: string, onLost?: (error: Error) => void): Database {
  const pool = connect(url, `-c role=marketsafe_app ${LIMITS}`, 10, {
    patience: STATEMENT_PATIENCE,
    ...(onLost && { onLost }),
  });
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

  function transaction<Result>(
    organisationId: string,
    userId: string,
    work: (scope: Scope) => Promise<Result>,
  ): Promise<Result> {
    return kysely.transaction().execute(async (scope) => {
      await sql`select set_config('role', 'marketsafe_app', true),
        set_config('app.organisation_id', ${organisationId}, true),
        set_config('app.user_id', ${userId}, true)`.execute(scope);
      return work(scope);
    });
  }

  return {
    inOrganisation: ({ organisationId, userId }, work) => transaction(organisationId, userId ?? '', work),
    asUser: (userId, work) => transaction('', userId, work),
    asNobody: (work) => transaction('', '', work),
    async ping() {
      await sql`select 1`.execute(kysely);
    },
    close: () => kysely.destroy(),
  };
}
