import type { PacketChannel, PacketState } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/** Adds an entry to a packet's history. */
export async function addEvent(
  scope: Scope,
  { userId, userName }: Pick<Caller, 'userId' | 'userName'>,
  event: {
    organisationId: string;
    packetId: string;
    at: Date;
    to: PacketState;
    channel?: PacketChannel | undefined;
    text?: string | undefined;
  },
): Promise<void> {
  const { organisationId, packetId, at, to, channel = null, text = '' } = event;
  await scope
    .insertInto('app.packet_events')
    .values({
      organisation_id: organisationId,
      packet_id: packetId,
      sequence: sql<number>`(select coalesce(max(sequence), 0) + 1 from app.packet_events
        where organisation_id = ${organisationId} and packet_id = ${packetId})`,
      at,
      by_user: userId,
      by_name: userName,
      to_state: to,
      channel,
      text,
    })
    .execute();
}
