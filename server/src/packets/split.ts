import { randomUUID } from 'node:crypto';
import { type DisclosedHead, goingFiles, type PacketSplit, type PacketSummary } from '@marketsafe/contract';
import { dayOf } from '@marketsafe/evidence';
import { appendAudit } from '../audit/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import { moveClaims } from '../claims/transitions.ts';
import { randomPacketNumber } from '../numbers.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { leave } from './back.ts';
import { type ChangeTools, changePacket } from './change.ts';
import { addEvent } from './events.ts';
import { contentOf } from './firewall.ts';
import { packetFolder } from './folder.ts';
import { staffActor } from './policy.ts';
import { type FoundPacket, summariesOf } from './read.ts';
import { insertPacket } from './write.ts';

/** What a split works with. */
export interface SplitTools extends ChangeTools {
  store: BlobStore;
}

/**
 * Puts links of a packet that was not released yet into one of their own, built by whoever splits: somebody else releases it.
 * @returns the new one
 * @throws HttpProblem where the packet is another than what was seen, was released, has no such links, or would be left empty
 */
export async function splitPacket(
  tools: SplitTools,
  caller: Caller,
  packetId: string,
  { seen, positions }: PacketSplit,
): Promise<PacketSummary> {
  const newPacketId = randomUUID();
  let made: PacketSummary | undefined;
  await changePacket(tools, caller, packetId, async (scope, ledger, found, at) => {
    const { state, number, group, expedited } = found.summary;
    const { organisationId } = group;
    if (state !== 'built') throw new HttpProblem('packet-elsewhere', { params: { number, state } });
    if (contentOf(found.disclosed).sha256 !== seen)
      throw new HttpProblem('packet-changed', { params: { number } });
    const wanted = chosen(found, positions);
    const links = wanted.flatMap((position) => found.disclosed.links[position] ?? []);
    for (const file of goingFiles({ links })) {
      // Its bytes are the same; the other packet's folder has them, too.
      const condition = await tools.store.share(packetFolder(packetId), packetFolder(newPacketId), file);
      if (condition !== 'whole') throw new HttpProblem('packet-not-ready', { params: { number } });
    }
    const claims = found.members.flatMap(({ claimId, position }) => {
      const place = wanted.indexOf(position);
      return place < 0 ? [] : [{ claimId, position: place }];
    });
    const { links: _, ...before } = found.disclosed;
    const head: DisclosedHead = {
      ...before,
      number: randomPacketNumber(),
      builtOn: dayOf(at.toISOString()),
    };
    const reason = { code: 'packeted' as const, params: { packet: head.number } };
    await leave(
      scope,
      packetId,
      claims.map(({ claimId }) => claimId),
      at,
    );
    await moveClaims(
      scope,
      ledger,
      staffActor(caller),
      claims.map(({ claimId }) => ({ claimId, to: 'packeted' as const, reason })),
      at,
    );
    await insertPacket(scope, caller, {
      ...{ group, packetId: newPacketId, head, expedited, builtAt: at },
      ...{ links, claims },
    });
    await addEvent(scope, caller, { organisationId, packetId, at, to: 'built' });
    for (const entity of [packetId, newPacketId]) {
      await appendAudit(scope, ledger, {
        action: 'packet.split',
        at,
        actorUserId: caller.userId,
        entity,
        detail: { from: number, to: head.number, links: links.length, staff: caller.userName },
      });
    }
    [made] = await summariesOf(scope, [newPacketId]);
  });
  if (!made) throw new Error('a packet is gone');
  return made;
}

/** The links that are to go into another packet, in the order in which they stand. */
function chosen({ disclosed, summary: { number } }: FoundPacket, positions: readonly number[]): number[] {
  const wanted = [...new Set(positions)].sort((one, other) => one - other);
  if (!wanted.every((position) => position < disclosed.links.length)) {
    throw new HttpProblem('packet-links', { params: { number } });
  }
  if (wanted.length === disclosed.links.length) {
    throw new HttpProblem('packet-split-all', { params: { number } });
  }
  return wanted;
}
