import { createHash } from 'node:crypto';
import pg from 'pg';
import { followed } from './statements.ts';

/** Most statements that are prepared: each connection keeps all of them. */
const MOST = 64;

/** Names of the statements by their texts. */
const names = new Map<string, string>();

/**
 * Has PostgreSQL parse a statement and put row-level security into it once on each connection, and not every time: for what every request
 * does, that is most of the work. Its text has to be the same whatever it is about; only parameters may differ. Poolers between server and database must know
 * prepared statements.
 * @returns the text
 */
export function prepared(text: string): string {
  if (!names.has(text) && names.size < MOST) {
    names.set(text, `p${createHash('sha256').update(text).digest('hex').slice(0, 32)}`);
  }
  return text;
}

type Query = (...args: unknown[]) => unknown;

/**
 * A connection that sends statements of `prepared` under their names, and those of a pipeline that are asked for in one turn of the event loop
 * in one piece: each that goes by itself wakes the database.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const single = this.query.bind(this) as Query;
    const plain: Query = this.pipeline ? (...args) => this.#gathered(() => single(...args)) : single;
    const named: Query = (text, ...rest) => {
      const name = typeof text === 'string' ? names.get(text) : undefined;
      if (name === undefined) return plain(text, ...rest);
      const [values, ...others] = rest;
      return plain({ name, text, values }, ...others);
    };
    this.query = ((text: unknown, ...rest: unknown[]) => followed(named, text, rest)) as typeof this.query;
  }

  #gathered(send: () => unknown): unknown {
    const { stream } = this.connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
    return send();
  }
}
