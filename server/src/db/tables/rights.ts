import type {
  AddedFileType,
  Check,
  Family,
  MandateTerms,
  MarketplaceId,
  MarkKind,
  Power,
  RefusalCause,
  RegistrationState,
  Right,
  RightEventKind,
  RightFieldChange,
  RightFileKind,
} from '@marketsafe/contract';
import type { ColumnType, GeneratedAlways } from 'kysely';
import type { Json } from './json.ts';

export interface Rights {
  organisation_id: string;
  right_id: string;
  type: Right['type'];
  brand: string;
  mark: string;
  place: string;
  number: string;
  owner: string;
  nice_classes: number[];
  status: Right['status'];
  expires_on: string | null;
  created_at: Date;
  mark_kind: ColumnType<MarkKind, MarkKind | undefined, MarkKind>;
  filed_on: string | null;
  registered_on: string | null;
  renewed_on: string | null;
  note: ColumnType<string, string | undefined, string>;
  revision: ColumnType<number, number | undefined, number>;
  changed_at: ColumnType<Date, Date | undefined, Date>;
  retired_at: Date | null;
  retired_reason: string | null;
  decided_at: Date | null;
  decided_by: string | null;
  decided_by_name: string | null;
  refusal_cause: RefusalCause | null;
  refusal_text: string | null;
  /** Out of place and number: what tells the same registration however it is written. */
  number_normal: GeneratedAlways<string>;
}

export interface RightFiles {
  organisation_id: string;
  right_id: string;
  sha256: string;
  kind: RightFileKind;
  name: string;
  nice_class: number | null;
  added_at: Date;
  added_by: string | null;
  removed_at: Date | null;
}

export interface RightRegistrations {
  organisation_id: string;
  right_id: string;
  marketplace: MarketplaceId;
  state: RegistrationState;
  number: string | null;
  submitted_on: string;
  decided_on: string | null;
  cause: string | null;
}

export interface RightEvents {
  organisation_id: string;
  right_id: string;
  sequence: number;
  at: Date;
  actor_user_id: string | null;
  actor_name: string | null;
  actor_role: string;
  kind: RightEventKind;
  changes: Json<RightFieldChange[]>;
  text: string | null;
  status: Right['status'];
  /** The representative that did it in the holder's name, and by which mandate. */
  actor_organisation: ColumnType<string | null, string | null | undefined, never>;
  mandate_id: ColumnType<string | null, string | null | undefined, never>;
  /** What a verifier ticked, and families of marketplaces that the right was not looked at for. */
  checked: ColumnType<Check[], string[] | undefined, never>;
  set_aside: ColumnType<Family[], string[] | undefined, never>;
}

export interface MandatePapers {
  /** The holder. */
  organisation_id: string;
  mandate_id: string;
  position: number;
  store_of: string;
  sha256: string;
  type: AddedFileType;
  bytes: number;
}

export interface Mandates {
  /** The holder. */
  organisation_id: string;
  mandate_id: string;
  representative_id: string;
  holder_name: string;
  representative_name: string;
  right_ids: string[] | null;
  marketplaces: MarketplaceId[] | null;
  powers: Power[];
  valid_from: string;
  valid_to: string;
  document_of: string;
  document_sha256: string;
  document_type: AddedFileType;
  document_bytes: number;
  authority: MandateTerms['authority'];
  signed_name: string;
  signed_title: string;
  status: 'proposed' | 'in_force' | 'refused';
  /** It came on paper, and the program's staff entered it. */
  entered_by_program: ColumnType<boolean, boolean | undefined, never>;
  proposed_at: Date;
  proposed_by: string | null;
  proposed_by_name: string;
  decided_at: Date | null;
  decided_by: ColumnType<string | null, string | null | undefined, string | null>;
  decided_by_name: string | null;
  refusal: string | null;
  revoked_at: Date | null;
  revoked_by_name: string | null;
  revocation: string | null;
}
