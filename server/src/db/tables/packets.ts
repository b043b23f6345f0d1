import type {
  AddedFileType,
  AnswerCause,
  AnswerOutcome,
  AnswerReading,
  ClaimState,
  DisclosedHead,
  DisclosedLink,
  ExpediteCause,
  LineState,
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

interface DisclosedAnswers {
  answer_id: string;
  packet_id: string;
  position: number;
  written: Generated<number>;
  outcome: AnswerOutcome;
  cause: AnswerCause | null;
  words: string;
  by_user: string;
  by_name: string;
  on_day: string;
}

interface DisclosedAnswersUndone {
  answer_id: string;
  packet_id: string;
  by_user: string;
  by_name: string;
  on_day: string;
}

interface DisclosedCounterNotices {
  counter_id: string;
  packet_id: string;
  position: number;
  written: Generated<number>;
  received_on: string;
  reply_by: string | null;
  /** Written as JSON text of one string, read as that string. */
  statement: ColumnType<string, string, never>;
  by_user: string;
  by_name: string;
  on_day: string;
}

interface DisclosedCounterFiles {
  counter_id: string;
  position: number;
  packet_id: string;
  store_of: string;
  sha256: string;
  name: ColumnType<string, string, never>;
  type: AddedFileType;
  bytes: number;
}

interface AnswerImports {
  organisation_id: string;
  import_id: string;
  marketplace: MarketplaceId;
  name: string;
  content: Buffer;
  sha256: string;
  reading: JSONColumnType<AnswerReading, string, never>;
  lines: number;
  matched: number;
  state: 'applying' | 'applied' | 'undone';
  at: Date;
  by_user: string;
  by_name: string;
}

interface AnswerLines {
  organisation_id: string;
  import_id: string;
  line: number;
  cells: JSONColumnType<string[], string, never>;
  state: LineState;
  outcome: AnswerOutcome | null;
  cause: AnswerCause | null;
  words: string;
  claims: JSONColumnType<string[], string, never>;
  claim_state: ClaimState | null;
  of_organisation: string | null;
  packet_id: string | null;
  position: number | null;
}

/** A claim that an answer moved. */
export interface MovedByAnswer {
  claimId: string;
  from: ClaimState;
  /** Number of the event that did. */
  event: number;
}

interface MarketplaceAnswers {
  organisation_id: string;
  answer_id: string;
  packet_id: string;
  position: number;
  outcome: AnswerOutcome;
  cause: AnswerCause | null;
  words: string;
  through: 'desk' | 'import';
  import_id: string | null;
  line: number | null;
  by_user: string;
  at: Date;
  claims: JSONColumnType<string[], string, never>;
  moved: JSONColumnType<MovedByAnswer[], string, never>;
  undone_at: ColumnType<Date | null, undefined, Date>;
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
  'disclosed.answers': DisclosedAnswers;
  'disclosed.answers_undone': DisclosedAnswersUndone;
  'disclosed.counter_notices': DisclosedCounterNotices;
  'disclosed.counter_files': DisclosedCounterFiles;
  'app.answer_imports': AnswerImports;
  'app.answer_lines': AnswerLines;
  'app.marketplace_answers': MarketplaceAnswers;
}
