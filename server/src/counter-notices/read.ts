import {
  type ClaimTarget,
  type CounterNotice,
  isParticipant,
  isProgramStaff,
  type MarketplaceId,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import { counterClockOf } from '../clocks/counter-clock.ts';
import type { Database, Identity, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';

/** Most counter-notices that are listed: those that wait come first. */
const MOST = 500;

function counters(scope: Scope) {
  return scope
    .selectFrom('app.counter_notices as counter')
    .innerJoin('app.claims as claim', (join) =>
      join
        .onRef('claim.organisation_id', '=', 'counter.organisation_id')
        .onRef('claim.claim_id', '=', 'counter.claim_id'),
    )
    .innerJoin('app.organisations as organisation', 'organisation.organisation_id', 'counter.organisation_id')
    .innerJoin('app.rights as right', (join) =>
      join
        .onRef('right.organisation_id', '=', 'claim.holder_id')
        .onRef('right.right_id', '=', 'claim.right_id'),
    )
    .selectAll('counter')
    .select(['claim.number', 'claim.marketplace', 'claim.item_id', 'claim.target', 'claim.holder_id'])
    .select(['organisation.name as organisation_name', 'right.mark']);
}

type Row = Awaited<ReturnType<ReturnType<typeof counters>['executeTakeFirstOrThrow']>>;

/** As whom a caller reads counter-notices: people of a participant in their own organisation, staff all. */
function reading<Result>(
  db: Database,
  caller: Caller,
  work: (scope: Scope) => Promise<Result>,
): Promise<Result> {
  return isProgramStaff(caller.roles) ? db.asStaff(caller.userId, work) : db.inOrganisation(caller, work);
}

/** Counter-notices that the caller may read: what waits first, the one that is due first at the top; then the newest. @param claimId only those to this claim */
export async function listCounters(db: Database, caller: Caller, claimId?: string): Promise<CounterNotice[]> {
  const rows = await reading(db, caller, (scope) =>
    counters(scope)
      .$if(claimId !== undefined, (query) => query.where('counter.claim_id', '=', claimId ?? ''))
      .orderBy(sql`counter.state = 'open'`, 'desc')
      .orderBy(sql`counter.state = 'contested'`, 'desc')
      .orderBy(sql`case when counter.state in ('open', 'contested') then counter.received_on end`)
      .orderBy('counter.received_on', 'desc')
      .orderBy('counter.counter_id')
      .limit(MOST)
      .execute(),
  );
  const found = rows.map((row) => counterOf(row, caller));
  const due = ({ clock }: CounterNotice) => clock?.due ?? '9999-12-31';
  return found.sort((one, other) => due(one).localeCompare(due(other)));
}

/** A counter-notice and as whom the caller may change it. */
export interface ReachedCounter {
  identity: Identity;
  counter: CounterNotice;
}

/** @throws HttpProblem `counter-unknown` */
export async function reachCounter(db: Database, caller: Caller, counterId: string): Promise<ReachedCounter> {
  const row = await reading(db, caller, (scope) =>
    counters(scope).where('counter.counter_id', '=', counterId).executeTakeFirst(),
  );
  if (!row) throw new HttpProblem('counter-unknown');
  const { userId } = caller;
  const identity: Identity = isProgramStaff(caller.roles)
    ? { organisationId: row.organisation_id, userId, as: 'staff' }
    : { organisationId: caller.organisationId, userId };
  return { identity, counter: counterOf(row, caller) };
}

/** One counter-notice as it stands in a transaction that holds the organisation's ledger. */
export async function counterIn(scope: Scope, caller: Caller, counterId: string): Promise<CounterNotice> {
  const row = await counters(scope).where('counter.counter_id', '=', counterId).executeTakeFirst();
  if (!row) throw new HttpProblem('counter-unknown');
  return counterOf(row, caller);
}

function counterOf(row: Row, caller: Caller): CounterNotice {
  const target: ClaimTarget = row.target;
  const { state } = row;
  const isStaff = isProgramStaff(caller.roles);
  const isOwn = isParticipant(caller.roles) && row.organisation_id === caller.organisationId;
  const said = row.reply;
  return {
    counterId: row.counter_id,
    claimId: row.claim_id,
    number: row.number,
    organisation: { organisationId: row.organisation_id, name: row.organisation_name },
    marketplace: row.marketplace as MarketplaceId,
    itemId: row.item_id,
    ...(target.title !== undefined && { title: target.title }),
    mark: row.mark,
    chance: row.chance,
    state,
    receivedOn: row.received_on,
    statement: row.statement,
    clock: counterClockOf({
      state,
      receivedOn: row.received_on,
      replyBy: row.reply_by,
      forwardedOn: row.forwarded_on,
      isProven: row.proof !== null,
    }),
    reply: said && {
      said,
      at: row.replied_at?.toISOString() ?? '',
      by: row.replied_by_name ?? '',
    },
    forwardedOn: row.forwarded_on,
    proof: row.proof,
    outcome:
      row.decided_at === null
        ? null
        : { text: row.outcome_text ?? '', at: row.decided_at.toISOString(), by: row.decided_by_name ?? '' },
    may: {
      reply: isOwn && state === 'open',
      prove: isOwn && state === 'contested' && row.forwarded_on !== null && row.proof === null,
      decide: isStaff && state === 'contested',
      forward: isStaff && state === 'contested' && row.forwarded_on === null,
    },
  };
}
