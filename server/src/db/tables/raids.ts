import type {
  DisclosedRaid,
  NewHandover,
  RaidContent,
  RaidFile,
  RaidOutcomeKind,
  ShownSide,
} from '@marketsafe/contract';
import type { ColumnType, Generated } from 'kysely';
import type { Json, JsonText } from './json.ts';

interface Raids {
  organisation_id: string;
  raid_id: string;
  number: string;
  opened_at: Date;
  opened_by: string;
}

interface RaidVersions {
  organisation_id: string;
  raid_id: string;
  version: number;
  content: Json<RaidContent>;
  saved_at: Date;
  saved_by: string;
  saved_by_name: string;
  restored: number | null;
}

/** A raid's sealed annex: how the examiner knows, and its files with their places among all files. */
export interface SealedAnnex {
  method: string;
  files: { at: number; file: RaidFile }[];
}

interface RaidAnnexes {
  organisation_id: string;
  raid_id: string;
  version: number;
  content: Json<SealedAnnex>;
}

/** Sides as they were noted; who has an account is named as they were called then. */
interface SaidHandover extends Pick<NewHandover, 'bags'> {
  from: SaidSide;
  to: SaidSide;
}
export type SaidSide =
  | { kind: 'person'; userId: string; name: string }
  | Extract<ShownSide, { kind: 'outside' }>;

interface RaidHandovers {
  organisation_id: string;
  raid_id: string;
  handover_id: string;
  at: Date;
  said: Json<SaidHandover>;
  paper: string | null;
  noted_at: Date;
  noted_by: string;
  noted_by_name: string;
}

interface RaidHandoverEvents {
  organisation_id: string;
  handover_id: string;
  event: 'confirmed' | 'withdrawn';
  by_user: string;
  by_name: string;
  at: Date;
  /** Written as JSON text. */
  reason: ColumnType<string | null, string | null, never>;
}

interface RaidPackages {
  organisation_id: string;
  package_id: string;
  sequence: Generated<number>;
  raid_id: string;
  version: number;
  state: 'prepared' | 'released' | 'declined';
  content: Json<DisclosedRaid>;
  content_sha256: string;
  index_sha256: string;
  index_bytes: number;
  prepared_at: Date;
  prepared_by: string;
  prepared_by_name: string;
  decided_at: Date | null;
  decided_by: string | null;
  decided_by_name: string | null;
  /** Written as JSON text. */
  reason: ColumnType<string | null, string | null, string | null>;
  archive_name: string | null;
  archive_sha256: string | null;
  archive_bytes: number | null;
}

interface RaidOutcomes {
  organisation_id: string;
  outcome_id: string;
  raid_id: string;
  kind: RaidOutcomeKind;
  told_on: ColumnType<string, string, never>;
  said: Json<{ toldBy: string; text: string }>;
  noted_at: Date;
  noted_by: string;
  noted_by_name: string;
  through: Generated<'person' | 'desk'>;
}

interface DisclosedRaids {
  package_id: string;
  number: string;
  marketplaces: string[];
  content: Buffer;
  content_sha256: string;
  index_sha256: string;
  index_bytes: number;
  archive_name: string;
  archive_sha256: string;
  archive_bytes: number;
  sent_on: ColumnType<string, string, never>;
}

interface DisclosedRaidAnswers {
  answer_id: string;
  package_id: string;
  written: Generated<number>;
  kind: RaidOutcomeKind;
  words: JsonText;
  by_user: string;
  by_name: string;
  on_day: ColumnType<string, string, never>;
}

/** Civil raids, and what of them was disclosed. */
export interface RaidTables {
  'app.raids': Raids;
  'app.raid_versions': RaidVersions;
  'app.raid_annexes': RaidAnnexes;
  'app.raid_handovers': RaidHandovers;
  'app.raid_handover_events': RaidHandoverEvents;
  'app.raid_packages': RaidPackages;
  'app.raid_outcomes': RaidOutcomes;
  'disclosed.raids': DisclosedRaids;
  'disclosed.raid_answers': DisclosedRaidAnswers;
}
