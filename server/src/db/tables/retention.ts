import type { DeletionOutcome, DeletionState, RetentionSettings, RetentionState } from '@marketsafe/contract';
import type { ColumnType, GeneratedAlways, JSONColumnType } from 'kysely';

interface RetentionSettingsRows {
  sequence: GeneratedAlways<number>;
  settings: JSONColumnType<RetentionSettings, string, never>;
  at: Date;
  set_by: string;
  set_by_name: string;
}

interface LegalHolds {
  organisation_id: string;
  hold_id: string;
  /** Null for everything of the organisation. */
  claim_id: string | null;
  number: string | null;
  reason: string;
  placed_at: Date;
  placed_by: string;
  placed_by_name: string;
  released_at: ColumnType<Date | null, undefined, Date>;
  released_by: ColumnType<string | null, undefined, string>;
  released_by_name: ColumnType<string | null, undefined, string>;
}

interface DeletionProposals {
  organisation_id: string;
  proposal_id: string;
  state: DeletionState;
  claims: number;
  proposed_at: Date;
  proposed_by: string;
  proposed_by_name: string;
  decided_at: ColumnType<Date | null, undefined, Date>;
  decided_by: ColumnType<string | null, undefined, string>;
  decided_by_name: ColumnType<string | null, undefined, string>;
  done_at: ColumnType<Date | null, undefined, Date>;
}

interface DeletionClaims {
  organisation_id: string;
  proposal_id: string;
  claim_id: string;
  number: string;
  state: RetentionState;
  state_since: Date;
  body_sha256: string;
  outcome: ColumnType<DeletionOutcome | null, undefined, DeletionOutcome>;
  at: ColumnType<Date | null, undefined, Date>;
}

interface DeletionFiles {
  organisation_id: string;
  proposal_id: string;
  folder: string;
  sha256: string;
}

/** What is deleted, by whom, and what keeps it. */
export interface RetentionTables {
  'program.retention_settings': RetentionSettingsRows;
  'app.legal_holds': LegalHolds;
  'app.deletion_proposals': DeletionProposals;
  'app.deletion_claims': DeletionClaims;
  'app.deletion_files': DeletionFiles;
}
