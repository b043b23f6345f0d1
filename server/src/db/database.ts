import { CompiledQuery, Kysely, type Selectable, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { createBatches } from '../batches.ts';
import { BeginLateDialect } from './begin-late.ts';
import { type Connections, connect, connectionsOf, STATEMENT_PATIENCE } from './connect.ts';
import { prepared } from './prepared.ts';
import type { Tables } from './tables.ts';

/** A transaction in which one organisation's rows, and nobody else's, can be seen and written. */
export type Scope = Transaction<Tables>;

/** Whose rows a transaction may touch. */
export interface Identity {
  organisationId: string;
  userId: string | null;
}

/** A user's part in the organisation they act for. */
type Membership = Pick<
  Selectable<Tables['app.memberships']>,
  'organisation_id' | 'name' | 'roles' | 'language' | 'language_chosen_at'
> & { organisation_name: string };

/** The only way from the program to its tables. */
export interface Database {
  /** Runs work in one transaction that sees this organisation only; it is committed when the work returns, undone when it throws. */
  inOrganisation<Result>(identity: Identity, work: (scope: Scope) => Promise<Result>): Promise<Result>;
  /** Runs work in a transaction that sees nobody's rows: for what is public. */
  asNobody<Result>(work: (scope: Scope) => Promise<Result>): Promise<Result>;
  /** The organisation that a user acts for now; those who ask at the same time are answered in one round trip. */
  findMembership(userId: string): Promise<Membership | undefined>;
  /** @throws when the database does not answer */
  ping(): Promise<void>;
  /** Its connections: how many there are, how many of them are idle, and how much work waits for one. */
  connections(): Connections;
  close(): Promise<void>;
}

/**
 * Limits, so that one stuck statement cannot hold everybody: a statement, a wait for a lock, an idle transaction. And prepared statements are
 * planned each time: a plan that is kept was made while a table was small, when every index looks alike, and reads all of it later.
 */
const LIMITS =
  '-c plan_cache_mode=force_custom_plan -c statement_timeout=15s -c lock_timeout=8s -c idle_in_transaction_session_timeout=30s -c timezone=UTC';

const MEMBERSHIPS = `select wanted.user_id, found.* from unnest($1::uuid[]) as wanted (user_id)
  cross join lateral app.membership_of(wanted.user_id) as found`;

/** Most memberships that are looked for at once. */
const MOST_MEMBERSHIPS = 100;

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
  const kysely = new Kysely<Tables>({ dialect: new BeginLateDialect({ pool }) });

  function transaction<Result>(
    organisationId: string,
    userId: string,
    work: (scope: Scope) => Promise<Result>,
  ): Promise<Result> {
    return kysely.transaction().execute(async (scope) => {
      // Begins the transaction, too: several statements in one round trip take no parameters.
      const settings = [
        ['role', 'marketsafe_app'],
        ['app.organisation_id', organisationId],
        ['app.user_id', userId],
      ].map(([name = '', value = '']) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`);
      await scope.executeQuery(CompiledQuery.raw(`begin; select ${settings.join(', ')}`));
      return work(scope);
    });
  }

  // Many requests arrive at the same time: each user's rows are looked for under that user's own settings, one after another.
  const memberships = createBatches<string, Membership | undefined>(
    async (_, userIds) => {
      const { rows } = await kysely.executeQuery<Membership & { user_id: string }>(
        CompiledQuery.raw(prepared(MEMBERSHIPS), [[...new Set(userIds)]]),
      );
      const byUser = new Map(rows.map((row) => [row.user_id, row]));
      return userIds.map((userId) => ({ status: 'fulfilled', value: byUser.get(userId) }));
    },
    { most: MOST_MEMBERSHIPS },
  );

  return {
    inOrganisation: ({ organisationId, userId }, work) => transaction(organisationId, userId ?? '', work),
    asNobody: (work) => transaction('', '', work),
    findMembership: (userId) => memberships.add('', userId),
    async ping() {
      await sql`select 1`.execute(kysely);
    },
    connections: () => connectionsOf(pool),
    close: () => kysely.destroy(),
  };
}
