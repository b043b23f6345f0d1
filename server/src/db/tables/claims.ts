import type {
  ClaimDetail,
  ClaimEventReason,
  ClaimState,
  ClaimSubmission,
  DeclaredIn,
  EvidenceFile,
  ListingFacts,
  MarketplaceId,
  MaskedCopy,
} from '@marketsafe/contract';
import type { ColumnType } from 'kysely';
import type { FieldGroup } from '../../claims/stored-fields.ts';
import type { Json, JsonText } from './json.ts';

/** What people filled in: a column for each group of the contract's list of fields. */
type FieldColumns = { [Group in FieldGroup]: Json<ClaimDetail[Group]> };

export interface Claims extends FieldColumns {
  organisation_id: string;
  claim_id: string;
  number: string;
  state: ClaimState;
  received_at: Date;
  submitted_by: string;
  right_id: string;
  /** Whose right it is: the organisation itself, or whoever gave it the mandate. */
  holder_id: string;
  mandate_id: string | null;
  reason: ClaimSubmission['reason'];
  marketplace: ClaimSubmission['target']['marketplace'];
  item_id: string;
  target: Json<ClaimSubmission['target']>;
  tool_version: JsonText;
  declared_in: Json<DeclaredIn> | null;
  body: Buffer;
  body_sha256: string;
  /** Since when it is in its state. */
  state_since: ColumnType<Date, never, Date>;
  /** When something of its review changed last. */
  changed_at: ColumnType<Date, never, Date>;
  /** Place in the contract's list of priorities. */
  priority: ColumnType<number, never, number>;
  priority_reason: ColumnType<string, never, string>;
  assignee: ColumnType<string | null, never, string | null>;
  assignee_name: ColumnType<string | null, never, string | null>;
}

export interface ClaimEvents {
  organisation_id: string;
  claim_id: string;
  sequence: number;
  event_id: string;
  at: Date;
  actor_user_id: string | null;
  actor_role: string;
  from_state: ClaimState | null;
  to_state: ClaimState;
  /** Name of who acted, as it was then; null for the server and for events of before it was kept. */
  actor_name: string | null;
  reason_code: ClaimEventReason['code'] | null;
  reason_params: Json<ClaimEventReason['params']>;
}

export interface ClaimEvidence {
  organisation_id: string;
  claim_id: string;
  position: number;
  capture_id: string;
  manifest_sha256: string;
  captured_at: Date;
  files: Json<EvidenceFile[]>;
  facts: Json<ListingFacts>;
  source_url: JsonText;
  wall: ColumnType<string | null, string | null, never>;
  /** Null for what came before captures were signed. */
  signature: string | null;
  masked: Json<MaskedCopy[]>;
}

export interface DraftNotices {
  organisation_id: string;
  draft_id: string;
  user_id: string;
  marketplace: MarketplaceId;
  item_id: string;
  scope: string | null;
  begun_at: Date;
  ended_at: ColumnType<Date | null, undefined, Date>;
}
