import { availableParallelism } from 'node:os';
import {
  type Compilable,
  CompiledQuery,
  Kysely,
  type QueryResult,
  type Selectable,
  sql,
  type Transaction,
} from 'kysely';
import pg from 'pg';
import { createBatches } from '../batches.ts';
import { BeginLateDialect } from './begin-late.ts';
import { type Connections, connect, connectionsOf, STATEMENT_PATIENCE } from './connect.ts';
import { sendTogether } from './pipeline.ts';
import { prepared } from './prepared.ts';
import type { Tables } from './tables.ts';

/** A transaction in which one organisation's rows, and nobody else's, can be seen and written. */
export type Scope = Transaction<Tables>;

/** Whose rows a transaction may touch. */
export interface Identity {
  organisationId: string;
  userId: string | null;
  /** As the program's staff: every organisation's rows can be read, and this one's written. The user must be staff. */
  as?: 'staff' | 'visitor' | 'agent' | undefined;
  /** What a visitor visits: what was filed for this holder, to whom the user must belong; one claim of it, or the list of them. */
  visit?: Visit | undefined;
  /** By whose mandate an agent keeps the rights of this organisation; the user must answer for that representative. */
  agency?: Agency | undefined;
}

/** A representative that keeps rights of a holder. */
export interface Agency {
  representativeId: string;
  /** The right that is kept; null for rights to come. */
  rightId: string | null;
}

/** A holder's look at what a representative filed for it. */
export interface Visit {
  holderId: string;
  claimId: string | null;
}

/** A user's part in the organisation they act for. */
type Membership = Pick<
  Selectable<Tables['app.memberships']>,
  'organisation_id' | 'name' | 'roles' | 'language' | 'language_chosen_at'
> & { organisation_name: string; has_left: boolean } & Pick<Selectable<Tables['app.organisations']>, 'kind'>;

/** The only way from the program to its tables. */
export interface Database {
  /** Runs work in one transaction that sees this organisation only; it is committed when the work returns, undone when it throws. */
  inOrganisation<Result>(identity: Identity, work: (scope: Scope) => Promise<Result>): Promise<Result>;
  /**
   * Like `inOrganisation`, for work that is done many times a second and begins by reading: its transaction begins in the round trip of what
   * is read first. It has a few connections of its own, on which statements can go out together (`pipeline.ts`) and plans are kept for
   * seconds: each statement's plan must be one that is right for any size of its tables.
   * @param work what is done with what was read
   */
  inPipeline<Found, Result>(
    organisationId: string,
    ask: (scope: Scope) => Compilable<Found>,
    work: (scope: Scope, found: QueryResult<Found>) => Promise<Result>,
  ): Promise<Result>;
  /**
   * Runs work in a transaction of the program's staff that reads every organisation's rows and writes none.
   * @throws when the user is not staff (any more)
   */
  asStaff<Result>(userId: string, work: (scope: Scope) => Promise<Result>): Promise<Result>;
  /**
   * Runs work in a transaction of a marketplace's own people, which reads what was disclosed to their marketplaces and can read nothing else.
   * @throws when the user is no liaison of this organisation (any more)
   */
  asLiaison<Result>(
    identity: { organisationId: string; userId: string },
    work: (scope: Scope) => Promise<Result>,
  ): Promise<Result>;
  /**
   * Runs work in a transaction that brings to the claims what the marketplace's people wrote about one packet, and can do nothing else.
   * @throws when no answer of theirs waits by this packet
   */
  asDesk<Result>(packetId: string, work: (scope: Scope) => Promise<Result>): Promise<Result>;
  /**
   * Runs work in a transaction that notes at its raid what the marketplace's people wrote about one package, and can do nothing else.
   * @throws when no answer of theirs waits by this package
   */
  asRaidDesk<Result>(packageId: string, work: (scope: Scope) => Promise<Result>): Promise<Result>;
  /**
   * Runs work in a transaction that deletes what a proposal names that two people approved, and the files that nothing names any more.
   * @throws when nothing of the proposal is to be deleted
   */
  asDeletion<Result>(proposalId: string, work: (scope: Scope) => Promise<Result>): Promise<Result>;
  /**
   * Runs work in a transaction of an applicant, which sees one application and nothing of any organisation: the one whose link was shown, by
   * the link's SHA-256 in hexadecimal, one that begins now, or whatever was kept long enough and is to be deleted.
   */
  asApplicant<Result>(
    entry: { link: string } | { begins: string } | 'cleaning',
    work: (scope: Scope) => Promise<Result>,
  ): Promise<Result>;
  /** Runs work in a transaction that sees nobody's rows: for what is public. */
  asNobody<Result>(work: (scope: Scope) => Promise<Result>): Promise<Result>;
  /**
   * The user's part in the organisation that they act for; those who ask at the same time are answered in one round trip.
   * @param actingFor the organisation that their session names; null for the one they have belonged to longest
   */
  findMembership(userId: string, actingFor: string | null): Promise<Membership | undefined>;
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
const PLANNED_EACH_TIME = '-c plan_cache_mode=force_custom_plan';
const PLANNED_FOR_A_WHILE = '-c plan_cache_mode=force_generic_plan';
const LIMITS =
  '-c role=marketsafe_app -c statement_timeout=15s -c lock_timeout=8s -c idle_in_transaction_session_timeout=30s -c timezone=UTC';

/** Connections for each kind of work. */
const MOST_CONNECTIONS = 10;
const MOST_PIPELINES = Math.max(4, availableParallelism() + 1);

const MEMBERSHIPS = `select wanted.number, found.* from unnest($1::uuid[], $2::uuid[]) with ordinality as wanted (user_id, acting_for, number)
  cross join lateral app.membership_of(wanted.user_id, wanted.acting_for) as found`;

/** Most memberships that are looked for at once. */
const MOST_MEMBERSHIPS = 100;

/**
 * Opens the program's database. Every connection acts as the role `marketsafe_app`, which owns nothing and cannot pass
 * row-level security; it is set again for each transaction, for poolers that share connections.
 * @param onLost hears of each connection that broke
 */
export function openDatabase(url: string, onLost?: (error: Error) => void): Database {
  const settings = { patience: STATEMENT_PATIENCE, ...(onLost && { onLost }) };
  const pool = connect(url, `${PLANNED_EACH_TIME} ${LIMITS}`, MOST_CONNECTIONS, settings);
  const kysely = new Kysely<Tables>({ dialect: new BeginLateDialect({ pool }) });
  const pipes = connect(url, `${PLANNED_FOR_A_WHILE} ${LIMITS}`, MOST_PIPELINES, {
    ...settings,
    pipeline: true,
  });
  const pipelines = new Kysely<Tables>({ dialect: new BeginLateDialect({ pool: pipes }) });

  /** Work in a transaction that begins by what `enter` selects. */
  function transaction<Result>(enter: string, work: (scope: Scope) => Promise<Result>): Promise<Result> {
    return kysely.transaction().execute(async (scope) => {
      // Begins the transaction, too: several statements in one round trip take no parameters.
      await scope.executeQuery(CompiledQuery.raw(`begin; select ${enter}`));
      return work(scope);
    });
  }

  // Many requests arrive at the same time: each user's rows are looked for under that user's own settings, one after another.
  const memberships = createBatches<Acting, Membership | undefined>(
    async (_, wanted) => {
      const { rows } = await kysely.executeQuery<Membership & { number: number }>(
        CompiledQuery.raw(prepared(MEMBERSHIPS), [
          wanted.map(({ userId }) => userId),
          wanted.map(({ actingFor }) => actingFor),
        ]),
      );
      const byNumber = new Map(rows.map((row) => [Number(row.number), row]));
      return wanted.map((_one, index) => ({ status: 'fulfilled', value: byNumber.get(index + 1) }));
    },
    { most: MOST_MEMBERSHIPS },
  );

  return {
    inOrganisation: (identity, work) => transaction(enterOrganisation(identity), work),
    inPipeline: (organisationId, ask, work) =>
      pipelines.transaction().execute(async (scope) => {
        const enter = enterOrganisation({ organisationId, userId: null });
        const [found] = await sendTogether(scope, [ask(scope)], `begin; select ${enter}`);
        return work(scope, found);
      }),
    asStaff: (userId, work) => transaction(enterAsStaff(userId, null), work),
    asLiaison: ({ organisationId, userId }, work) =>
      transaction(
        `app.enter_as_liaison(${pg.escapeLiteral(userId)}, ${pg.escapeLiteral(organisationId)})`,
        work,
      ),
    asDesk: (packetId, work) => transaction(`app.enter_as_desk(${pg.escapeLiteral(packetId)})`, work),
    asRaidDesk: (packageId, work) =>
      transaction(`app.enter_as_raid_desk(${pg.escapeLiteral(packageId)})`, work),
    asDeletion: (proposalId, work) =>
      transaction(`app.enter_deletion(${pg.escapeLiteral(proposalId)})`, work),
    asApplicant: (entry, work) => transaction(enterAsApplicant(entry), work),
    asNobody: (work) => transaction(enterOrganisation({ organisationId: '', userId: '' }), work),
    findMembership: (userId, actingFor) => memberships.add('', { userId, actingFor }),
    async ping() {
      await sql`select 1`.execute(kysely);
    },
    connections() {
      const [plain, piped] = [connectionsOf(pool), connectionsOf(pipes)];
      return {
        total: plain.total + piped.total,
        idle: plain.idle + piped.idle,
        waiting: plain.waiting + piped.waiting,
      };
    },
    async close() {
      await Promise.all([kysely.destroy(), pipelines.destroy()]);
    },
  };
}

/** A user, and the organisation that their session names. */
interface Acting {
  userId: string;
  actingFor: string | null;
}

/** What makes a transaction one of this identity's. */
function enterOrganisation({ organisationId, userId, as, visit, agency }: Identity): string {
  if (as === 'visitor') return enterVisit(userId ?? '', visit);
  if (as === 'agent') return enterAgency(userId ?? '', organisationId, agency);
  if (as === 'staff') return enterAsStaff(userId ?? '', organisationId);
  return [
    ['role', 'marketsafe_app'],
    ['app.organisation_id', organisationId],
    ['app.user_id', userId ?? ''],
  ]
    .map(([name = '', value = '']) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`)
    .join(', ');
}

/** The organisation whose claim it is, the database finds by itself. */
function enterVisit(userId: string, visit: Visit | undefined): string {
  if (!visit) throw new Error('a visitor visits nothing');
  const claim = visit.claimId === null ? 'null' : pg.escapeLiteral(visit.claimId);
  return `app.enter_visit(${pg.escapeLiteral(userId)}, ${pg.escapeLiteral(visit.holderId)}, ${claim})`;
}

function enterAgency(userId: string, holderId: string, agency: Agency | undefined): string {
  if (!agency) throw new Error('an agent acts for nobody');
  const right = agency.rightId === null ? 'null' : pg.escapeLiteral(agency.rightId);
  const [person, representative, holder] = [userId, agency.representativeId, holderId].map((id) =>
    pg.escapeLiteral(id),
  );
  return `app.enter_agency(${person}, ${representative}, ${holder}, ${right})`;
}

function enterAsStaff(userId: string, organisationId: string | null): string {
  const organisation = organisationId === null ? 'null' : pg.escapeLiteral(organisationId);
  return `app.enter_as_staff(${pg.escapeLiteral(userId)}, ${organisation})`;
}

function enterAsApplicant(entry: { link: string } | { begins: string } | 'cleaning'): string {
  if (entry === 'cleaning') return 'intake.enter_cleaning()';
  if ('link' in entry) return `intake.enter_by_link(${pg.escapeLiteral(entry.link)})`;
  return `intake.enter_new(${pg.escapeLiteral(entry.begins)})`;
}
