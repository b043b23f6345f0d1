import pg from 'pg';

/** PostgreSQL's own numbers of types whose default reading in JavaScript loses something. */
const INT8 = 20;
const DATE = 1082;

/**
 * A pool of connections to the program's database.
 * @param options `-c name=value` settings that every connection starts with
 * @param max most connections at once
 */
export function connect(url: string, options: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    options,
    max,
    connectionTimeoutMillis: 5_000,
    application_name: 'marketsafe',
    types: {
      getTypeParser(oid, format) {
        if (oid === INT8) return Number;
        // A calendar day is not a time: read as one, it moves with the time zone.
        if (oid === DATE) return (text: string) => text;
        return pg.types.getTypeParser(oid, format);
      },
    },
  });
  // A connection that breaks while idle (the database restarts) is replaced on next use; unheard, it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/** Connections of the sign-in library: a role that reaches the schema `auth` and nothing else. */
export function connectSignIn(url: string): pg.Pool {
  return connect(url, '-c role=marketsafe_auth -c search_path=auth -c statement_timeout=15s', 5);
}
