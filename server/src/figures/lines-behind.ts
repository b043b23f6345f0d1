import {
  type CountedLine,
  type CountedLines,
  type CountedQuery,
  type CountedThing,
  isProgramStaff,
  type MarketplaceId,
  type ReasonCode,
} from '@marketsafe/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { participants } from '../standing/read.ts';

/** Lines of one page. */
const PAGE = 100;

/** Who filed, and for whom; null for anybody. */
interface Whose {
  filers: readonly string[];
  holder: string | null;
}

/**
 * The lines behind one figure, each counted once, the latest first: what `readFigures` counts in groups is listed here one by one.
 * @throws HttpProblem `organisation-unknown`, also for a party whose claims are another organisation's
 */
export async function readLinesBehind(
  db: Database,
  caller: Caller,
  query: CountedQuery,
): Promise<CountedLines> {
  if (isProgramStaff(caller.roles)) {
    return db.asStaff(caller.userId, async (scope) => linesOf(scope, await whoseOf(scope, query), query));
  }
  const { organisation, party } = query;
  const isOwn = organisation === undefined || organisation === caller.organisationId;
  // What a representative filed for a holder is the representative's to list; the holder has its own list of that.
  if (!isOwn || (party !== undefined && caller.organisationKind !== 'representative')) {
    throw new HttpProblem('organisation-unknown');
  }
  return db.inOrganisation(caller, (scope) =>
    linesOf(scope, { filers: [caller.organisationId], holder: party ?? null }, query),
  );
}

async function whoseOf(scope: Scope, { organisation, party }: CountedQuery): Promise<Whose> {
  const all = await participants(scope);
  const of = all.find(({ organisationId }) => organisationId === organisation);
  if (organisation === undefined && party === undefined) {
    return { filers: all.map(({ organisationId }) => organisationId), holder: null };
  }
  if (!of) throw new HttpProblem('organisation-unknown');
  if (party === undefined) return { filers: [of.organisationId], holder: null };
  return of.isRepresentative
    ? { filers: [of.organisationId], holder: party }
    : { filers: [party], holder: of.organisationId };
}

type Happened = RawBuilder<unknown>;

/** Answers of the marketplace that moved a claim and were not taken back: as standing counts them. */
function answered(outcome: 'removed' | 'refused' | 'already-gone', filers: readonly string[]): Happened {
  return sql`select answer.organisation_id, answer.packet_id, answer.position, null::uuid as claim_id,
      (answer.at at time zone 'UTC')::date as day, answer.answer_id::text as id
    from app.marketplace_answers answer
    where answer.organisation_id = any(${[...filers]}::uuid[]) and answer.outcome = ${outcome} and answer.undone_at is null
      and json_array_length(answer.moved) > 0`;
}

/** Links whose claims stand so, on the day on which their packet was sent. */
function undecided(states: readonly string[], filers: readonly string[]): Happened {
  return sql`select distinct member.organisation_id, member.packet_id, member.position, null::uuid as claim_id,
      (packet.sent_at at time zone 'UTC')::date as day, member.packet_id || ' ' || member.position as id
    from app.claims claim
    join app.packet_claims member
      on member.organisation_id = claim.organisation_id and member.claim_id = claim.claim_id and member.left_at is null
    join app.packets packet on packet.organisation_id = member.organisation_id and packet.packet_id = member.packet_id
    where claim.organisation_id = any(${[...filers]}::uuid[]) and claim.state = any(${[...states]}::text[])`;
}

/** Removals that a counter-notice undid, each link on the first day of it, in the last packet that it was in. */
function undone(filers: readonly string[]): Happened {
  return sql`select event.organisation_id, member.packet_id, member.position, null::uuid as claim_id,
      (min(event.at) at time zone 'UTC')::date as day, member.packet_id || ' ' || member.position as id
    from app.claim_events event
    cross join lateral (
      select found.packet_id, found.position from app.packet_claims found
      where found.organisation_id = event.organisation_id and found.claim_id = event.claim_id
      order by found.left_at desc nulls first limit 1) member
    where event.organisation_id = any(${[...filers]}::uuid[]) and (event.to_state in ('conceded', 'overturned', 'reinstated')
      or (event.to_state = 'withdrawn' and event.from_state in ('countered', 'contested')))
    group by 1, 2, 3`;
}

/** Claims on the day on which they came; only those that stand so now, where a state is given. */
function received(state: 'duplicate' | 'declined' | 'withdrawn' | null, filers: readonly string[]): Happened {
  return sql`select claim.organisation_id, null::uuid as packet_id, null::int as position, claim.claim_id,
      (claim.received_at at time zone 'UTC')::date as day, claim.claim_id::text as id
    from app.claims claim
    where claim.organisation_id = any(${[...filers]}::uuid[]) and ${state === null ? sql`true` : sql`claim.state = ${state}`}`;
}

const HAPPENED: Record<CountedThing, (filers: readonly string[]) => Happened> = {
  received: (filers) => received(null, filers),
  duplicate: (filers) => received('duplicate', filers),
  declined: (filers) => received('declined', filers),
  withdrawn: (filers) => received('withdrawn', filers),
  removed: (filers) => answered('removed', filers),
  refused: (filers) => answered('refused', filers),
  gone: (filers) => answered('already-gone', filers),
  lost: undone,
  pending: (filers) => undecided(['sent', 'acknowledged'], filers),
  counters: (filers) => undecided(['countered', 'contested'], filers),
};

interface Row {
  key: string;
  total: string;
  day: string;
  packet_id: string | null;
  marketplace: MarketplaceId;
  reason: ReasonCode;
  brand: string;
  claims: CountedLine['claims'];
}

async function linesOf(
  scope: Scope,
  { filers, holder }: Whose,
  { from, to, what, marketplace, reason, brand, cursor }: CountedQuery,
): Promise<CountedLines> {
  const { rows } = await sql<Row>`
    with behind as (
      select happened.*, coalesce(packet.marketplace, claim.marketplace) as marketplace, coalesce(packet.reason, claim.reason) as reason,
        coalesce(owned.brand, '') as brand, (to_char(happened.day, 'YYYY-MM-DD') || ' ' || happened.id) collate "C" as key
      from (${HAPPENED[what](filers)}) happened
      left join app.packets packet on packet.organisation_id = happened.organisation_id and packet.packet_id = happened.packet_id
      left join app.claims claim on claim.organisation_id = happened.organisation_id and claim.claim_id = happened.claim_id
      left join app.rights owned on owned.organisation_id = coalesce(packet.holder_id, claim.holder_id)
        and owned.right_id = coalesce(packet.right_id, claim.right_id)
      where happened.day between ${from}::date and ${to}::date
        and ${holder === null ? sql`true` : sql`coalesce(packet.holder_id, claim.holder_id) = ${holder}::uuid`}
    ), fitting as (
      select * from behind
      where ${marketplace === undefined ? sql`true` : sql`marketplace = ${marketplace}`}
        and ${reason === undefined ? sql`true` : sql`reason = ${reason}`}
        and ${brand === undefined ? sql`true` : sql`brand = ${brand}`}
    )
    select fitting.key, (select count(*) from fitting) as total, to_char(fitting.day, 'YYYY-MM-DD') as day, fitting.packet_id,
      fitting.marketplace, fitting.reason, fitting.brand, coalesce((
        select json_agg(json_build_object('claimId', claim.claim_id, 'number', claim.number, 'state', claim.state,
          'itemId', claim.item_id, 'title', claim.target ->> 'title') order by claim.number)
        from app.claims claim
        where claim.organisation_id = fitting.organisation_id and claim.claim_id in (
          select fitting.claim_id where fitting.claim_id is not null
          union all
          select member.claim_id from app.packet_claims member
          where member.organisation_id = fitting.organisation_id and member.packet_id = fitting.packet_id
            and member.position = fitting.position)
      ), '[]') as claims
    from fitting
    where ${cursor === undefined ? sql`true` : sql`fitting.key < ${cursor} collate "C"`}
    order by fitting.key desc limit ${sql.lit(PAGE + 1)}`.execute(scope);
  const page = rows.slice(0, PAGE);
  return {
    total: Number(rows[0]?.total ?? 0),
    lines: page.map(({ key, day, packet_id, marketplace: place, reason: why, brand: of, claims }) => ({
      ...{ key, day, packetId: packet_id, marketplace: place, reason: why, brand: of, claims },
    })),
    next: rows.length > PAGE ? (page.at(-1)?.key ?? null) : null,
  };
}
