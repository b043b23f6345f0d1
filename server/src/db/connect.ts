import pg from 'pg';
import { PreparingClient } from './prepared.ts';

/** PostgreSQL's own numbers of types whose default reading in JavaScript loses something. */
const INT8 = 20;
const DATE = 1082;

/** Longest wait for a connection, in milliseconds. */
const CONNECT_PATIENCE = 5_000;
/** Longest wait for an answer in milliseconds, where the database itself ends a statement after 15 s: it, or the way to it, is gone. */
export const STATEMENT_PATIENCE = 17_000;

/** What a pool may be told besides its address. */
interface PoolSettings {
  /** Longest wait for an answer to one statement, in milliseconds; for ever when left out. */
  patience?: number;
  /** Hears of each connection that broke. */
  onLost?: (error: Error) => void;
  /** Statements are sent without waiting for the answers to those before them. */
  pipeline?: boolean;
}

/**
 * A pool of connections to the program's database. One that breaks, at work or idle, is replaced on next use.
 * @param options `-c name=value` settings that every connection starts with
 * @param max most connections at once
 */
export function connect(
  url: string,
  options: string,
  max: number,
  { patience, onLost = () => undefined, pipeline = false }: PoolSettings = {},
): pg.Pool {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    options,
    max,
    pipeline,
    connectionTimeoutMillis: CONNECT_PATIENCE,
    // A machine that is gone sends no word of it.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(patience === undefined ? {} : { query_timeout: patience }),
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
  // The pool hears the errors of idle connections only. Those of one at work go to its statement, too, and unheard they would end
  // the process: so each is listened to for as long as it lives.
  pool.on('connect', (client) => client.on('error', onLost));
  pool.on('error', () => undefined);
  return pool;
}

/** How busy a pool is. */
export interface Connections {
  total: number;
  idle: number;
  waiting: number;
}

/** How busy a pool is now. */
export function connectionsOf(pool: pg.Pool): Connections {
  return { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
}

/** Connections of the sign-in library: a role that reaches the schema `auth` and nothing else. */
export function connectSignIn(url: string, onLost?: (error: Error) => void): pg.Pool {
  return connect(url, '-c role=marketsafe_auth -c search_path=auth -c statement_timeout=15s', 5, {
    patience: STATEMENT_PATIENCE,
    ...(onLost && { onLost }),
  });
}
