import {
  type ClaimState,
  type DisclosedLink,
  type DisclosedPacket,
  disclosedPacket,
  goingFiles,
  type PacketState,
  type PacketSummary,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';
import { packetDueAt } from './target.ts';

/** Position in the list, newest first, after which a page begins. */
export interface PacketPosition {
  builtAt: Date;
  packetId: string;
}

/** What is asked of packets. */
function packets(scope: Scope) {
  return scope
    .selectFrom('app.packets as packet')
    .innerJoin('app.organisations as organisation', 'organisation.organisation_id', 'packet.organisation_id')
    .innerJoin('app.organisations as holder', 'holder.organisation_id', 'packet.holder_id')
    .selectAll('packet')
    .select(['organisation.name as organisation_name', 'holder.name as holder_name'])
    .select(
      sql<{ links: number; claims: number; removed: number; refused: number; toWithdraw: number }>`(
        select json_build_object(
          'links', count(distinct member.position), 'claims', count(*),
          'removed', count(distinct member.position) filter (where claim.state = any(${[...AFTER_REMOVAL]}::text[])),
          'refused', count(distinct member.position) filter (where claim.state = 'platform_rejected'),
          'toWithdraw', count(distinct member.position) filter (where packet.state in ('sent', 'acknowledged') and member.left_at is null)
            - count(distinct member.position) filter (where packet.state in ('sent', 'acknowledged') and member.left_at is null
                and claim.state <> 'withdrawn'))
        from app.packet_claims member
        join app.claims claim on claim.organisation_id = member.organisation_id and claim.claim_id = member.claim_id
        where member.organisation_id = packet.organisation_id and member.packet_id = packet.packet_id
          -- What went out stays counted, whatever became of it.
          and (member.left_at is null or member.left_at > packet.released_at))`.as('counts'),
    );
}

/** States of a claim whose listing the marketplace has removed. */
const AFTER_REMOVAL: readonly ClaimState[] = [
  'removed',
  'countered',
  'conceded',
  'contested',
  'upheld',
  'overturned',
  'reinstated',
];

type Row = Awaited<ReturnType<ReturnType<typeof packets>['executeTakeFirstOrThrow']>>;

function summaryOf(row: Row): PacketSummary {
  const { mark, type, place, number } = row.head.right;
  const { links, claims, removed, refused, toWithdraw } = row.counts;
  const person = (userId: string | null, name: string | null) =>
    userId === null ? null : { userId, name: name ?? '' };
  return {
    packetId: row.packet_id,
    number: row.number,
    state: row.state,
    group: {
      organisationId: row.organisation_id,
      holderId: row.holder_id,
      rightId: row.right_id,
      marketplace: row.marketplace,
      targetKind: row.target_kind,
      reason: row.reason,
    },
    organisation: { organisationId: row.organisation_id, name: row.organisation_name },
    holder: { organisationId: row.holder_id, name: row.holder_name },
    right: { mark, type, place, number },
    links,
    claims,
    answered: { removed, refused },
    toWithdraw,
    expedited: row.expedited,
    builtAt: row.built_at.toISOString(),
    builtBy: { userId: row.built_by, name: row.built_by_name },
    releasedAt: row.released_at?.toISOString() ?? null,
    releasedBy: person(row.released_by, row.released_by_name),
    sentAt: row.sent_at?.toISOString() ?? null,
    channel: row.channel,
    reference: row.reference,
    dueAt:
      row.state === 'built' || row.state === 'released'
        ? packetDueAt(row.built_at, row.expedited).toISOString()
        : null,
  };
}

/** Packets by their ids, in this order. */
export async function summariesOf(scope: Scope, ids: readonly string[]): Promise<PacketSummary[]> {
  const rows = await packets(scope)
    .where(sql<boolean>`packet.packet_id = any(${[...ids]}::uuid[])`)
    .execute();
  const byId = new Map(rows.map((row) => [row.packet_id, summaryOf(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** A page of packets, the newest first. */
export async function listPackets(
  scope: Scope,
  state: PacketState | undefined,
  after: PacketPosition | null,
  limit: number,
): Promise<PacketSummary[]> {
  const rows = await packets(scope)
    .$if(state !== undefined, (query) => query.where('packet.state', '=', state ?? 'built'))
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(packet.built_at, packet.packet_id) < (${after?.builtAt ?? new Date()}, ${after?.packetId ?? ''}::uuid)`,
      ),
    )
    .orderBy('packet.built_at', 'desc')
    .orderBy('packet.packet_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(summaryOf);
}

/** A claim in a packet. */
export interface Member {
  claimId: string;
  number: string;
  state: ClaimState;
  position: number;
}

/** A packet with what goes of it as it stands now. */
export interface FoundPacket {
  summary: PacketSummary;
  disclosed: DisclosedPacket;
  /** Claims behind the links that go, by the link's place among them. */
  members: Member[];
  /** Claims that were in it and are not any more. */
  gone: string[];
}

/**
 * A packet and what goes of it: of one that was not released yet the links of which a claim still waits in it, so that what a participant
 * took back meanwhile does not go; of a released one what went.
 * @throws HttpProblem where there is none of this id
 */
export async function findPacket(scope: Scope, packetId: string): Promise<FoundPacket> {
  const row = await packets(scope).where('packet.packet_id', '=', packetId).executeTakeFirst();
  if (!row) throw new HttpProblem('packet-unknown');
  const links = await scope
    .selectFrom('app.packet_links')
    .select(['position', 'content'])
    .where('organisation_id', '=', row.organisation_id)
    .where('packet_id', '=', packetId)
    .orderBy('position')
    .execute();
  const claims = await scope
    .selectFrom('app.packet_claims as member')
    .innerJoin('app.claims as claim', (join) =>
      join
        .onRef('claim.organisation_id', '=', 'member.organisation_id')
        .onRef('claim.claim_id', '=', 'member.claim_id'),
    )
    .select(['member.claim_id', 'member.position', 'member.left_at', 'claim.number', 'claim.state'])
    .where('member.organisation_id', '=', row.organisation_id)
    .where('member.packet_id', '=', packetId)
    .orderBy('member.position')
    .orderBy('claim.received_at')
    .orderBy('member.claim_id')
    .execute();
  const released = row.released_at;
  const stays = (claim: (typeof claims)[number]) =>
    released === null
      ? claim.state === 'packeted' && claim.left_at === null
      : claim.left_at === null || claim.left_at > released;
  const going = new Map<number, DisclosedLink>();
  const members: Member[] = [];
  for (const { position, content } of links) {
    const behind = claims.filter((claim) => claim.position === position && stays(claim));
    // Another claim about the same listing speaks for the link where the first was taken back: what the first said goes with it.
    if (!behind.some(({ number }) => number === content.claim)) continue;
    for (const { claim_id, number, state } of behind) {
      members.push({ claimId: claim_id, number, state, position: going.size });
    }
    going.set(going.size, content);
  }
  const there = new Set(members.map(({ claimId }) => claimId));
  return {
    summary: summaryOf(row),
    disclosed: disclosedPacket.parse({ ...row.head, links: [...going.values()] }),
    members,
    gone: claims.flatMap(({ claim_id }) => (there.has(claim_id) ? [] : [claim_id])),
  };
}

/** A file of a packet that has not gone yet, by its name. */
export async function fileBefore(
  scope: Scope,
  packetId: string,
  name: string,
): Promise<{ sha256: string; bytes: number; type: string } | undefined> {
  const { disclosed } = await findPacket(scope, packetId);
  return goingFiles(disclosed).find((file) => file.name === name);
}
