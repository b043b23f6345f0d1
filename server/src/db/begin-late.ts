import { type DatabaseConnection, PostgresDialect, type PostgresDialectConfig, PostgresDriver } from 'kysely';

/** Connections whose transaction was committed together with its last statements. */
const committed = new WeakSet<DatabaseConnection>();

/** Notes that a connection's transaction is committed already. */
export function noteCommitted(connection: DatabaseConnection): void {
  committed.add(connection);
}

class LateDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // The transaction's first statement begins it.
    committed.delete(connection);
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    if (!committed.delete(connection)) await super.commitTransaction(connection);
  }

  override async rollbackTransaction(
    connection: Parameters<PostgresDriver['rollbackTransaction']>[0],
  ): Promise<void> {
    if (!committed.delete(connection)) await super.rollbackTransaction(connection);
  }
}

/**
 * PostgreSQL whose transactions begin with their first statement, which has to say `begin`: one round trip in place of two for each
 * transaction of the server's.
 */
export class BeginLateDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PostgresDriver {
    return new LateDriver(this.#config);
  }
}
