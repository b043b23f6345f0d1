import type { DisclosedHead, DisclosedLink, PacketOrder } from '@marketsafe/contract';
import type { Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { addEvent } from './events.ts';

/** A packet as it is written down when it is built. */
interface NewPacket {
  group: PacketOrder['group'];
  packetId: string;
  head: DisclosedHead;
  expedited: PacketOrder['expedited'];
  builtAt: Date;
  links: readonly DisclosedLink[];
  /** Claims behind the links, by the link's place. */
  claims: readonly { claimId: string; position: number }[];
}

/** Writes a packet down with its links, its claims and the first entry of its history. Of its organisation's ledger nothing is written. */
export async function insertPacket(scope: Scope, caller: Caller, packet: NewPacket): Promise<void> {
  const { group, packetId, head, expedited, builtAt, links, claims } = packet;
  const { organisationId } = group;
  await scope
    .insertInto('app.packets')
    .values({
      organisation_id: organisationId,
      packet_id: packetId,
      number: head.number,
      holder_id: group.holderId,
      right_id: group.rightId,
      marketplace: group.marketplace,
      target_kind: group.targetKind,
      reason: group.reason,
      state: 'built',
      expedited,
      head: JSON.stringify(head),
      built_at: builtAt,
      built_by: caller.userId,
      built_by_name: caller.userName,
    })
    .execute();
  await scope
    .insertInto('app.packet_links')
    .values(
      links.map((content, position) => ({
        organisation_id: organisationId,
        packet_id: packetId,
        position,
        item_id: content.itemId,
        content: JSON.stringify(content),
      })),
    )
    .execute();
  await scope
    .insertInto('app.packet_claims')
    .values(
      claims.map(({ claimId, position }) => ({
        organisation_id: organisationId,
        packet_id: packetId,
        claim_id: claimId,
        position,
      })),
    )
    .execute();
  await addEvent(scope, caller, { organisationId, packetId, at: builtAt, to: 'built' });
}
