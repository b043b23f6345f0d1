import type {
  AddedFile,
  AddedFileType,
  AskCause,
  BlobType,
  ClaimDetail,
  ClaimEventReason,
  ClaimFilters,
  ClaimState,
  ClaimSubmission,
  DeclaredIn,
  EvidenceFile,
  Language,
  LanguageChoice,
  LinkKind,
  ListingFacts,
  MailNews,
  MandateTerms,
  MarketplaceId,
  MarkKind,
  MaskedCopy,
  Me,
  OrganisationKind,
  Power,
  RefusalCause,
  RegistrationState,
  ReviewSettings,
  Right,
  RightEventKind,
  RightFieldChange,
  RightFileKind,
  Role,
  RootCause,
  ThreadEntry,
  ThreadKind,
  TimeStampFailure,
  TranslationOrder,
  TroubleLevel,
  TroubleSettings,
  Wanted,
} from '@marketsafe/contract';
import type { Sourced } from '@marketsafe/contract/procedures';
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { FieldGroup } from '../claims/stored-fields.ts';
import type { PacketTables } from './packet-tables.ts';

/** Written as JSON text, read as the parsed value. */
type Json<Value extends object> = JSONColumnType<Value, string, never>;

type NullableJson<Value extends object> = JSONColumnType<Value | null, string | null, never>;
/** Written as JSON text of one string, read as that string: keeps what a `text` column refuses, such as U+0000. */
type JsonText = ColumnType<string, string, never>;

interface Organisations {
  organisation_id: string;
  name: string;
  /** Where the marketplace writes to; null while nobody said. */
  contact_email: ColumnType<string | null, undefined, string | null>;
  created_at: Date;
  kind: OrganisationKind;
  demo: ColumnType<boolean, boolean | undefined, never>;
}

interface Memberships {
  organisation_id: string;
  user_id: string;
  name: string;
  roles: Me['roles'];
  created_at: Date;
  ended_at: Date | null;
  /** The person's choice and its time; both null until there is one. */
  language: LanguageChoice | null;
  language_chosen_at: Date | null;
  /** News that the person does not want by mail. */
  mail_off: ColumnType<MailNews[], undefined, MailNews[]>;
}

interface Invitations {
  organisation_id: string;
  invitation_id: string;
  /** In small letters. */
  email: string;
  roles: Role[];
  language: Language;
  token_hash: Buffer;
  /** Both null where the program's operator invited. */
  invited_by: string | null;
  invited_by_name: string | null;
  created_at: Date;
  expires_at: Date;
  accepted_at: ColumnType<Date | null, undefined, Date>;
  accepted_by: ColumnType<string | null, undefined, string>;
  revoked_at: ColumnType<Date | null, undefined, Date>;
}

interface LedgerHeads {
  organisation_id: string;
  change_sequence: Generated<number>;
  audit_sequence: Generated<number>;
  audit_hash: Generated<Buffer>;
}

interface Audit {
  organisation_id: string;
  sequence: number;
  entry: Json<object>;
  /** Out of the entry. */
  entity: GeneratedAlways<string>;
  previous_hash: Buffer;
  hash: Buffer;
}

interface Changes {
  organisation_id: string;
  sequence: number;
  kind: 'claim' | 'right' | 'draft' | 'answer' | 'translation';
  entity_id: string;
  at: Date;
  detail: Json<object>;
}

interface Rights {
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

interface Mandates {
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
  proposed_at: Date;
  proposed_by: string | null;
  proposed_by_name: string;
  decided_at: Date | null;
  decided_by_name: string | null;
  refusal: string | null;
  revoked_at: Date | null;
  revoked_by_name: string | null;
  revocation: string | null;
}

interface RightFiles {
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

interface RightRegistrations {
  organisation_id: string;
  right_id: string;
  marketplace: MarketplaceId;
  state: RegistrationState;
  number: string | null;
  submitted_on: string;
  decided_on: string | null;
  cause: string | null;
}

interface RightEvents {
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
}

interface Blobs {
  organisation_id: string;
  sha256: string;
  bytes: number;
  type: BlobType;
  stored_by: string;
  stored_at: Date;
  /** What was found of its file when it was last looked at; null where that is as it was handed in. */
  damage: ColumnType<'missing' | 'damaged' | null, undefined, 'missing' | 'damaged' | null>;
  damaged_at: ColumnType<Date | null, undefined, Date | null>;
  /** When its file was last read whole; null where that was before this was noted. */
  checked_at: Date | null;
}

/** What people filled in: a column for each group of the contract's list of fields. */
type FieldColumns = { [Group in FieldGroup]: Json<ClaimDetail[Group]> };

interface Claims extends FieldColumns {
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

interface ClaimQuestions {
  organisation_id: string;
  claim_id: string;
  question_id: string;
  /** Number of the event by which it was asked. */
  sequence: number;
  asked_at: Date;
  asked_by: string;
  asked_by_name: string;
  cause: AskCause;
  wanted: Wanted[];
  text: string;
}

interface ClaimAnswers {
  organisation_id: string;
  claim_id: string;
  question_id: string;
  answered_at: Date;
  answered_by: string;
  answered_by_name: string;
  text: string;
  files: Json<AddedFile[]>;
  evidence: Json<Omit<ClaimDetail['evidence'][number], 'findings'>[]>;
  body: Buffer;
  body_sha256: string;
}

interface ClaimTraces {
  organisation_id: string;
  claim_id: string;
  kind: 'listing' | 'seller' | 'picture';
  value: string;
}

interface ClaimLinks {
  organisation_id: string;
  claim_id: string;
  earlier: string;
  kind: LinkKind;
  found_at: Date;
}

interface ReviewSettingsRows {
  sequence: GeneratedAlways<number>;
  settings: Json<ReviewSettings>;
  at: Date;
  set_by: string;
}

interface TroubleSettingsRows {
  sequence: GeneratedAlways<number>;
  settings: Json<TroubleSettings>;
  at: Date;
  set_by: string;
  set_by_name: string;
}

/** What staff changed of procedures. */
interface ProcedureChanges {
  sequence: GeneratedAlways<number>;
  scope: string;
  part: string;
  item: string;
  field: string;
  follows: number;
  leaf: NullableJson<Sourced<unknown>>;
  before: NullableJson<Sourced<unknown>>;
  released: NullableJson<Sourced<unknown>>;
  why: string;
  undoes: number | null;
  at: Date;
  changed_by: string;
  changed_by_name: string;
}

interface ClaimEvents {
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

interface ClaimEvidence {
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

interface SigningKeys {
  key_id: string;
  public_key: string;
  since: Date;
}

/** What of a root everybody may see; the heads under it are the owner's alone. */
interface AuditRoots {
  number: number;
  text: string;
  key_id: string;
  signature: string;
}

interface Devices {
  organisation_id: string;
  device_id: string;
  public_key: string;
  enrolled_by: string;
  enrolled_at: Date;
  statement: string;
  statement_key_id: string;
  statement_signature: string;
}

interface DeviceRevocations {
  organisation_id: string;
  device_id: string;
  revoked_by: string;
  revoked_at: Date;
}

interface Captures {
  organisation_id: string;
  capture_id: string;
  /** The claim that brought it first. */
  claim_id: string;
  manifest_sha256: string;
  device_id: string;
  sequence: number;
  previous_sha256: string | null;
  challenge: 'absent' | 'trusted' | 'untrusted';
  signature: string;
  received_at: Date;
  receipt: string;
  receipt_key_id: string;
  receipt_signature: string;
}

interface TimeStamps {
  organisation_id: string;
  capture_id: string;
  state: 'pending' | 'stamped';
  attempts: ColumnType<number, number | undefined, number>;
  tried_at: ColumnType<Date | null, Date | undefined, Date>;
  last_failures: ColumnType<TimeStampFailure[] | null, string | undefined, string | null>;
  token: ColumnType<Buffer | null, Buffer | undefined, Buffer>;
  chain: ColumnType<string | null, string | undefined, string>;
  stamped_at: ColumnType<Date | null, Date | undefined, Date>;
  authority: ColumnType<string | null, string | undefined, string>;
  authority_url: ColumnType<string | null, string | undefined, string>;
}

interface Idempotency {
  organisation_id: string;
  user_id: string;
  key: string;
  operation: string;
  body_sha256: string;
  status: number;
  response: Json<object>;
  created_at: Date;
}

interface ReadingSwitches {
  sequence: GeneratedAlways<number>;
  marketplace: MarketplaceId;
  /** Null together with the reason: on again. */
  up_to_version: number | null;
  reason: string | null;
  at: Date;
  switched_by: string;
}

interface DraftNotices {
  organisation_id: string;
  draft_id: string;
  user_id: string;
  marketplace: MarketplaceId;
  item_id: string;
  scope: string | null;
  begun_at: Date;
  ended_at: ColumnType<Date | null, undefined, Date>;
}

interface Threads {
  organisation_id: string;
  kind: ThreadKind;
  subject_id: string;
  level: TroubleLevel;
  opened_at: Date;
  last_at: Date;
  entries: number;
  due_at: Date | null;
  closed_at: Date | null;
  cause: RootCause | null;
}

interface ThreadEntries {
  organisation_id: string;
  kind: ThreadKind;
  subject_id: string;
  sequence: number;
  entry_id: string;
  entry: ThreadEntry['kind'];
  at: Date;
  author_id: string;
  author_name: string;
  author_role: Role;
  text: string;
  subject_state: string;
  level: TroubleLevel | null;
  cause: RootCause | null;
}

interface Translations {
  organisation_id: string;
  translation_id: string;
  asked_by: string;
  asked_at: Date;
  text: string;
  target: TranslationOrder['target'];
  machine_draft: string | null;
  result: ColumnType<string | null, undefined, string>;
  done_at: ColumnType<Date | null, undefined, Date>;
  done_by: ColumnType<string | null, undefined, string>;
}

interface SavedViews {
  organisation_id: string;
  view_id: string;
  user_id: string;
  name: string;
  filters: JSONColumnType<ClaimFilters, string, string>;
  created_at: Date;
  removed_at: ColumnType<Date | null, undefined, Date | null>;
}

interface Looks {
  organisation_id: string;
  user_id: string;
  looked_at: Date;
}

/** The tables that the program's role reaches, as `server/migrations` makes them. */
export interface Tables extends PacketTables {
  'app.organisations': Organisations;
  'app.memberships': Memberships;
  'app.invitations': Invitations;
  'app.ledger_heads': LedgerHeads;
  'app.audit': Audit;
  'app.changes': Changes;
  'app.rights': Rights;
  'app.mandates': Mandates;
  'app.right_files': RightFiles;
  'app.right_registrations': RightRegistrations;
  'app.right_events': RightEvents;
  'app.blobs': Blobs;
  'app.claims': Claims;
  'app.claim_events': ClaimEvents;
  'app.claim_evidence': ClaimEvidence;
  'app.idempotency': Idempotency;
  'app.draft_notices': DraftNotices;
  'app.devices': Devices;
  'app.device_revocations': DeviceRevocations;
  'app.captures': Captures;
  'app.time_stamps': TimeStamps;
  'app.claim_questions': ClaimQuestions;
  'app.claim_answers': ClaimAnswers;
  'app.claim_traces': ClaimTraces;
  'app.claim_links': ClaimLinks;
  'app.saved_views': SavedViews;
  'app.translations': Translations;
  'app.threads': Threads;
  'app.thread_entries': ThreadEntries;
  'app.looks': Looks;
  'program.reading_switches': ReadingSwitches;
  'program.review_settings': ReviewSettingsRows;
  'program.trouble_settings': TroubleSettingsRows;
  'program.procedure_changes': ProcedureChanges;
  'meta.signing_keys': SigningKeys;
  'meta.audit_roots': AuditRoots;
}
