import { PostgresDialect, type PostgresDialectConfig, PostgresDriver } from 'kysely';

class LateDriver extends PostgresDriver {
  override async beginTransaction(): Promise<void> {
    // The transaction's first statement begins it.
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
