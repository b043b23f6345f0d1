import {
  type CandidateClaims,
  claimSubmission,
  type PacketCandidates,
  type PacketCounts,
  type PacketGroup,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { linksTaken } from './procedure.ts';

/** Most groups that are listed at once: more than anybody works off in a day. */
const MOST_GROUPS = 500;

/** Approved claims that are in no packet, as groups that can go together: what is urgent first, then what has waited longest. */
export async function listCandidates(scope: Scope, userId: string): Promise<PacketCandidates> {
  const rows = await scope
    .selectFrom('app.claims as claim')
    .innerJoin('app.organisations as organisation', 'organisation.organisation_id', 'claim.organisation_id')
    .innerJoin('app.organisations as holder', 'holder.organisation_id', 'claim.holder_id')
    .innerJoin('app.rights as right', (join) =>
      join
        .onRef('right.organisation_id', '=', 'claim.holder_id')
        .onRef('right.right_id', '=', 'claim.right_id'),
    )
    .select([
      'claim.organisation_id',
      'claim.holder_id',
      'claim.right_id',
      'claim.marketplace',
      'claim.reason',
    ])
    .select(['organisation.name as organisation_name', 'holder.name as holder_name'])
    .select(['right.mark', 'right.type', 'right.place', 'right.number', 'right.status', 'right.expires_on'])
    .select((of) => [
      of.fn.countAll<number>().as('claims'),
      sql<number>`count(distinct claim.item_id)`.as('links'),
      sql<number>`count(*) filter (where claim.priority = 2)`.as('urgent'),
      of.fn.min('claim.state_since').as('since'),
      sql<boolean>`bool_or(${belongs(userId)})`.as('belongs'),
    ])
    .where('claim.state', '=', 'approved')
    .groupBy([
      'claim.organisation_id',
      'claim.holder_id',
      'claim.right_id',
      'claim.marketplace',
      'claim.reason',
    ])
    .groupBy(['organisation.name', 'holder.name'])
    .groupBy(['right.mark', 'right.type', 'right.place', 'right.number', 'right.status', 'right.expires_on'])
    .orderBy(sql`count(*) filter (where claim.priority = 2) > 0`, 'desc')
    .orderBy('since')
    .limit(MOST_GROUPS)
    .execute();
  return {
    groups: rows.map((row) => ({
      group: {
        organisationId: row.organisation_id,
        holderId: row.holder_id,
        rightId: row.right_id,
        marketplace: row.marketplace as PacketGroup['marketplace'],
        targetKind: 'listing' as const,
        reason: row.reason,
      },
      organisation: { organisationId: row.organisation_id, name: row.organisation_name },
      holder: { organisationId: row.holder_id, name: row.holder_name },
      right: {
        ...{ mark: row.mark, type: row.type, place: row.place, number: row.number, status: row.status },
        expiresOn: row.expires_on,
      },
      claims: row.claims,
      links: row.links,
      urgent: row.urgent,
      since: row.since.toISOString(),
      belongs: row.belongs,
    })),
  };
}

/** Whether a person belongs to who filed `claim` or to whose right it rests on. */
function belongs(userId: string) {
  return sql<boolean>`exists (select from app.memberships member where member.user_id = ${userId}::uuid
    and member.ended_at is null and member.organisation_id in (claim.organisation_id, claim.holder_id))`;
}

/** A claim as it is put into a packet. */
export interface CandidateClaim {
  claimId: string;
  itemId: string;
}

/** Approved claims of a group. */
function approvedOf(scope: Scope, { organisationId, holderId, rightId, marketplace, reason }: PacketGroup) {
  return scope
    .selectFrom('app.claims')
    .where('state', '=', 'approved')
    .where('organisation_id', '=', organisationId)
    .where('holder_id', '=', holderId)
    .where('right_id', '=', rightId)
    .where('marketplace', '=', marketplace)
    .where('reason', '=', reason);
}

/** A group's claims in the order in which they go: urgent ones first, then those that have waited longest. */
export async function candidatesOf(
  scope: Scope,
  group: PacketGroup,
  claimIds: readonly string[] | undefined,
  limit: number,
): Promise<CandidateClaim[]> {
  const rows = await approvedOf(scope, group)
    .select(['claim_id', 'item_id'])
    .$if(claimIds !== undefined, (query) =>
      query.where(sql<boolean>`claim_id = any(${[...(claimIds ?? [])]}::uuid[])`),
    )
    .orderBy('priority', 'desc')
    .orderBy('state_since')
    .orderBy('claim_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ claimId: row.claim_id, itemId: row.item_id }));
}

/** How many claims of a group are in no packet. */
export async function countWaiting(scope: Scope, group: PacketGroup): Promise<number> {
  const { count } = await approvedOf(scope, group)
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Claims of a group, to choose some of them: as many as a packet for its marketplace takes. */
export async function candidateClaimsOf(scope: Scope, group: PacketGroup): Promise<CandidateClaims> {
  const rows = await approvedOf(scope, group)
    .select(['claim_id', 'number', 'item_id', 'priority', 'state_since', 'body'])
    .orderBy('priority', 'desc')
    .orderBy('state_since')
    .orderBy('claim_id')
    .limit(await linksTaken(scope, group.marketplace))
    .execute();
  return {
    claims: rows.map(({ claim_id, number, item_id, priority, state_since, body }) => {
      const { title, seller, price } = claimSubmission.parse(JSON.parse(body.toString('utf8'))).target;
      return {
        claimId: claim_id,
        number,
        target: {
          itemId: item_id,
          ...(title !== undefined && { title }),
          ...(seller && { seller }),
          ...(price && { price }),
        },
        urgent: priority === URGENT,
        since: state_since.toISOString(),
      };
    }),
  };
}

/** How much waits at which step. */
export async function packetCountsOf(scope: Scope): Promise<PacketCounts> {
  const groups = await scope
    .selectFrom('app.claims')
    .select((of) => [of.fn.max('priority').as('priority')])
    .where('state', '=', 'approved')
    .groupBy(['organisation_id', 'holder_id', 'right_id', 'marketplace', 'reason'])
    .execute();
  const packets = await scope
    .selectFrom('app.packets')
    .select((of) => [
      of.fn.countAll<number>().filterWhere('state', '=', 'built').as('built'),
      of.fn.countAll<number>().filterWhere('state', '=', 'released').as('released'),
    ])
    .where('state', 'in', ['built', 'released'])
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from app.packet_claims member
      join app.packets packet on packet.organisation_id = member.organisation_id and packet.packet_id = member.packet_id
      join app.claims claim on claim.organisation_id = member.organisation_id and claim.claim_id = member.claim_id
      where packet.state in ('sent', 'acknowledged') and member.left_at is null
      group by member.organisation_id, member.packet_id, member.position
      having bool_and(claim.state = 'withdrawn')) as link`.execute(scope);
  return {
    groups: groups.length,
    urgent: groups.filter(({ priority }) => priority === URGENT).length,
    built: packets.built,
    released: packets.released,
    toWithdraw: rows[0]?.count ?? 0,
  };
}

/** Priority of an urgent claim, as the database keeps it. */
const URGENT = 2;
