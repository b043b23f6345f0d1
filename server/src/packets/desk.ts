import {
  type DeskPacket,
  type DeskPacketDetail,
  disclosedPacket,
  type PacketDetail,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';

/** Position in the list, newest first, after which a page begins. */
export interface DeskPosition {
  sentOn: string;
  packetId: string;
}

/** What was sent to the marketplaces of the transaction, which is one of the marketplace's own people: it reads nothing else. */
function rows(scope: Scope) {
  return scope
    .selectFrom('disclosed.packets')
    .select(['packet_id', 'number', 'marketplace', 'state', 'content', 'links', 'sent_on'])
    .select(
      sql<number>`(select count(distinct answer.position) from disclosed.answers answer
        where answer.packet_id = packets.packet_id and answer.outcome <> 'acknowledged')`.as('answered'),
    )
    .where('state', '<>', 'released');
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

function packetOf(row: Row): { packet: DeskPacket; disclosed: DeskPacketDetail['disclosed'] } {
  const disclosed = disclosedPacket.parse(JSON.parse(row.content.toString('utf8')));
  const { reason, right, complainant, expedited } = disclosed;
  return {
    disclosed,
    packet: {
      packetId: row.packet_id,
      number: row.number,
      marketplace: row.marketplace,
      reason,
      mark: right.mark,
      complainant: complainant.name,
      links: row.links,
      answered: row.answered,
      expedited,
      sentOn: row.sent_on,
      state: row.state as DeskPacket['state'],
    },
  };
}

/** A page of packets: the newest day first. */
export async function deskList(
  scope: Scope,
  after: DeskPosition | null,
  limit: number,
): Promise<DeskPacket[]> {
  const found = await rows(scope)
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(sent_on, packet_id) < (${after?.sentOn ?? ''}::date, ${after?.packetId ?? ''}::uuid)`,
      ),
    )
    .orderBy('sent_on', 'desc')
    .orderBy('packet_id', 'desc')
    .limit(limit)
    .execute();
  return found.map((row) => packetOf(row).packet);
}

/** One packet as it was disclosed. @throws HttpProblem where nothing of this id was */
export async function deskDetail(scope: Scope, packetId: string): Promise<DeskPacketDetail> {
  const row = await rows(scope).where('packet_id', '=', packetId).executeTakeFirst();
  if (!row) throw new HttpProblem('packet-unknown');
  const files = await scope
    .selectFrom('disclosed.files')
    .select(['name', 'sha256', 'bytes', 'type'])
    .where('packet_id', '=', packetId)
    .orderBy('name')
    .execute();
  return { ...packetOf(row), withdrawn: await withdrawnLinks(scope, packetId), files: ownFiles(files) };
}

/** Links of a packet that were taken back, in their order. */
export async function withdrawnLinks(scope: Scope, packetId: string): Promise<number[]> {
  const rows = await scope
    .selectFrom('disclosed.withdrawn_links')
    .select('position')
    .where('packet_id', '=', packetId)
    .orderBy('position')
    .execute();
  return rows.map(({ position }) => position);
}

/** Of all files of a packet, those that it goes out as; the others stand in its links. */
export function ownFiles(files: readonly { name: string; sha256: string; bytes: number; type: string }[]) {
  return files.filter(({ name }) => !name.includes('/')) as PacketDetail['files'];
}

/** A file of a packet by its name. */
export async function disclosedFile(
  scope: Scope,
  packetId: string,
  name: string,
): Promise<{ sha256: string; bytes: number; type: string } | undefined> {
  return scope
    .selectFrom('disclosed.files')
    .select(['sha256', 'bytes', 'type'])
    .where('packet_id', '=', packetId)
    .where('name', '=', name)
    .executeTakeFirst();
}
