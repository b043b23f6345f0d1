import type {
  DisclosedHead,
  DisclosedLink,
  ExpediteCause,
  MarketplaceId,
  PacketChannel,
  PacketState,
  ReasonCode,
} from '@marketsafe/contract';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

interface Packets {
  organisation_id: string;
  packet_id: string;
  number: string;
  holder_id: string;
  right_id: string;
  marketplace: MarketplaceId;
  target_kind: 'listing';
  reason: ReasonCode;
  state: PacketState;
  expedited: ExpediteCause | null;
  head: JSONColumnType<DisclosedHead, string, never>;
  built_at: Date;
  built_by: string;
  built_by_name: string;
  released_at: ColumnType<Date | null, undefined, Date>;
  released_by: ColumnType<string | null, undefined, string>;
  released_by_name: ColumnType<string | null, undefined, string>;
  content_sha256: ColumnType<string | null, undefined, string>;
  sent_at: ColumnType<Date | null, undefined, Date>;
  channel: ColumnType<PacketChannel | null, undefined, PacketChannel>;
  reference: Generated<string>;
}

interface PacketLinks {
  organisation_id: string;
  packet_id: string;
  position: number;
  item_id: string;
  content: JSONColumnType<DisclosedLink, string, never>;
}

interface PacketClaims {
  organisation_id: string;
  packet_id: string;
  claim_id: string;
  position: number;
  left_at: ColumnType<Date | null, undefined, Date>;
}

interface PacketEvents {
  organisation_id: string;
  packet_id: string;
  sequence: number;
  at: Date;
  by_user: string;
  by_name: string;
  to_state: PacketState;
  channel: PacketChannel | null;
  text: string;
}

interface Desks {
  organisation_id: string;
  marketplace: MarketplaceId;
}

/** What the marketplace gets: its people's role reads these and nothing else. */
interface DisclosedPackets {
  packet_id: string;
  number: string;
  marketplace: MarketplaceId;
  state: 'released' | 'sent' | 'acknowledged' | 'withdrawn';
  content: Buffer;
  content_sha256: string;
  links: number;
  sent_on: string;
}

interface DisclosedLinks {
  packet_id: string;
  position: number;
  claim: string;
  item_id: string;
  canonical_url: string;
}

interface DisclosedFiles {
  packet_id: string;
  name: string;
  sha256: string;
  bytes: ColumnType<number, number, never>;
  type: string;
}

interface DisclosedWithdrawnLinks {
  packet_id: string;
  position: number;
  withdrawn_on: string;
}

/** Packets as the program keeps them, and what of them is disclosed. */
export interface PacketTables {
  'app.packets': Packets;
  'app.packet_links': PacketLinks;
  'app.packet_claims': PacketClaims;
  'app.packet_events': PacketEvents;
  'app.desks': Desks;
  'disclosed.packets': DisclosedPackets;
  'disclosed.links': DisclosedLinks;
  'disclosed.files': DisclosedFiles;
  'disclosed.withdrawn_links': DisclosedWithdrawnLinks;
}
