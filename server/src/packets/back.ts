import type { PacketSummary, PacketWithdrawal } from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit } from '../audit/service.ts';
import { moveClaims } from '../claims/transitions.ts';
import type { Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { type ChangeTools, changePacket } from './change.ts';
import { withdrawnLinks } from './desk.ts';
import { addEvent } from './events.ts';
import { staffActor } from './policy.ts';
import type { Member } from './read.ts';

/** Claims leave a packet: those that are named, or all. */
export async function leave(
  scope: Scope,
  packetId: string,
  claimIds: readonly string[] | null,
  at: Date,
): Promise<void> {
  await scope
    .updateTable('app.packet_claims')
    .set({ left_at: at })
    .where('packet_id', '=', packetId)
    .where('left_at', 'is', null)
    .$if(claimIds !== null, (query) =>
      query.where(sql<boolean>`claim_id = any(${[...(claimIds ?? [])]}::uuid[])`),
    )
    .execute();
}

/** Takes a packet back that has not gone: its claims are approved again and wait for another. */
export async function cancelPacket(
  tools: ChangeTools,
  caller: Caller,
  packetId: string,
  text: string,
): Promise<PacketSummary> {
  return changePacket(tools, caller, packetId, async (scope, ledger, found, at) => {
    const { state, number, group } = found.summary;
    if (state !== 'built' && state !== 'released') {
      throw new HttpProblem('packet-elsewhere', { params: { number, state } });
    }
    const reason = { code: 'unpacketed' as const, params: { packet: number } };
    const ids = found.members.map(({ claimId }) => claimId);
    await moveClaims(
      scope,
      ledger,
      staffActor(caller),
      ids.map((claimId) => ({ claimId, to: 'approved' as const, reason })),
      at,
    );
    await leave(scope, packetId, null, at);
    await scope
      .updateTable('app.packets')
      .set({ state: 'cancelled' })
      .where('packet_id', '=', packetId)
      .execute();
    await addEvent(scope, caller, {
      organisationId: group.organisationId,
      packetId,
      at,
      to: 'cancelled',
      text,
    });
    await appendAudit(scope, ledger, {
      action: 'packet.cancelled',
      at,
      actorUserId: caller.userId,
      entity: packetId,
      detail: { number, claims: ids.length, staff: caller.userName },
    });
  });
}

/** States of a claim that waits for the marketplace's answer, and of one that its participant took back meanwhile. */
const WAITING: ReadonlySet<string> = new Set(['sent', 'acknowledged']);
const TAKEN_BACK = 'withdrawn';

/**
 * Takes links of a packet back from the marketplace, or all that it has not answered yet. Claims that waited for its answer are approved again;
 * those that their participants took back stay so. The marketplace's people see it at once; by another channel a person tells them.
 * @throws HttpProblem where the packet is not with the marketplace, or a named link was answered or taken back already
 */
export async function withdrawLinks(
  tools: ChangeTools,
  caller: Caller,
  packetId: string,
  { positions, text }: PacketWithdrawal,
): Promise<PacketSummary> {
  return changePacket(tools, caller, packetId, async (scope, ledger, found, at) => {
    const { state, number, group } = found.summary;
    if (state !== 'sent' && state !== 'acknowledged') {
      throw new HttpProblem('packet-elsewhere', { params: { number, state } });
    }
    const before = new Set(await withdrawnLinks(scope, packetId));
    const behind = Map.groupBy(found.members, ({ position }) => position);
    const open = [...behind].flatMap(([position, members]) =>
      !before.has(position) && members.every(isOpen) ? [position] : [],
    );
    const wanted = positions === undefined ? open : [...new Set(positions)];
    if (wanted.length === 0 || !wanted.every((position) => open.includes(position))) {
      throw new HttpProblem('packet-links', { params: { number } });
    }
    const taken = wanted.flatMap((position) => behind.get(position) ?? []);
    const reason = { code: 'taken-back' as const, params: { packet: number, text } };
    await moveClaims(
      scope,
      ledger,
      staffActor(caller),
      taken.flatMap(({ claimId, state: now }) =>
        WAITING.has(now) ? [{ claimId, to: 'approved' as const, reason }] : [],
      ),
      at,
    );
    await leave(
      scope,
      packetId,
      taken.map(({ claimId }) => claimId),
      at,
    );
    const day = at.toISOString().slice(0, 10);
    await scope
      .insertInto('disclosed.withdrawn_links')
      .values(wanted.map((position) => ({ packet_id: packetId, position, withdrawn_on: day })))
      .execute();
    const whole = before.size + wanted.length === found.disclosed.links.length;
    if (whole) await setWithdrawn(scope, packetId);
    await addEvent(scope, caller, {
      organisationId: group.organisationId,
      packetId,
      at,
      to: whole ? 'withdrawn' : state,
      text,
    });
    await appendAudit(scope, ledger, {
      action: 'packet.withdrawn',
      at,
      actorUserId: caller.userId,
      entity: packetId,
      detail: { number, links: wanted.length, whole: whole ? 'yes' : 'no', staff: caller.userName },
    });
  });
}

const isOpen = ({ state }: Member) => WAITING.has(state) || state === TAKEN_BACK;

async function setWithdrawn(scope: Scope, packetId: string): Promise<void> {
  for (const table of ['app.packets', 'disclosed.packets'] as const) {
    await scope.updateTable(table).set({ state: 'withdrawn' }).where('packet_id', '=', packetId).execute();
  }
}

/**
 * Puts claims that the marketplace refused back among those that wait for a packet: of the links that are named, or all of the packet. The packet
 * that they go into then names nothing of this one.
 * @throws HttpProblem where a named link was not refused, or none was
 */
export async function sendAgain(
  tools: ChangeTools,
  caller: Caller,
  packetId: string,
  { positions, text }: PacketWithdrawal,
): Promise<PacketSummary> {
  return changePacket(tools, caller, packetId, async (scope, ledger, found, at) => {
    const { number, group, state } = found.summary;
    const refused = found.members.filter((member) => member.state === 'platform_rejected');
    const there = new Set(refused.map(({ position }) => position));
    const wanted = new Set(positions ?? there);
    if (wanted.size === 0 || ![...wanted].every((position) => there.has(position))) {
      throw new HttpProblem('packet-links', { params: { number } });
    }
    const ids = refused.flatMap(({ claimId, position }) => (wanted.has(position) ? [claimId] : []));
    const reason = { code: 'sent-again' as const, params: { text } };
    await moveClaims(
      scope,
      ledger,
      staffActor(caller),
      ids.map((claimId) => ({ claimId, to: 'approved' as const, reason })),
      at,
    );
    await leave(scope, packetId, ids, at);
    await addEvent(scope, caller, { organisationId: group.organisationId, packetId, at, to: state, text });
    await appendAudit(scope, ledger, {
      action: 'packet.sent-again',
      at,
      actorUserId: caller.userId,
      entity: packetId,
      detail: { number, claims: ids.length, staff: caller.userName },
    });
  });
}
