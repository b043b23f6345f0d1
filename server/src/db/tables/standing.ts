import type { GraduationState, LeavingState, StandingSettings, StandingWarning } from '@marketsafe/contract';
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';

interface StandingSettingsRows {
  sequence: GeneratedAlways<number>;
  settings: JSONColumnType<StandingSettings, string, never>;
  at: Date;
  set_by: string;
  set_by_name: string;
}

interface Graduations {
  organisation_id: string;
  graduation_id: string;
  state: GraduationState;
  asked_as: 'participant' | 'staff';
  asked_at: Date;
  asked_by: string;
  asked_by_name: string;
  asked_text: string;
  seconded_at: Date | null;
  seconded_by: string | null;
  seconded_by_name: string | null;
  decided_at: ColumnType<Date | null, undefined, Date>;
  decided_by: ColumnType<string | null, undefined, string>;
  decided_by_name: ColumnType<string | null, undefined, string>;
  decided_text: Generated<string>;
  undone_at: ColumnType<Date | null, undefined, Date>;
  undone_by: ColumnType<string | null, undefined, string>;
  undone_by_name: ColumnType<string | null, undefined, string>;
  undone_text: Generated<string>;
}

interface LeavingExports {
  organisation_id: string;
  export_id: string;
  state: LeavingState;
  asked_at: Date;
  asked_by: string;
  asked_by_name: string;
  done: Generated<number>;
  claims: Generated<number>;
  left_out: Generated<number>;
  file_name: ColumnType<string | null, undefined, string>;
  bytes: ColumnType<string | null, undefined, number>;
  sha256: ColumnType<string | null, undefined, string>;
  done_at: ColumnType<Date | null, undefined, Date>;
}

interface StandingAlarms {
  organisation_id: string;
  /** A measure, overall or of a reason: `takedown`, `counters:design`. */
  subject: string;
  level: 'fine' | 'near' | 'missed';
  at: Date;
}

interface StandingWarnings extends Pick<StandingWarning, 'measure' | 'reason' | 'level' | 'distance'> {
  organisation_id: string;
  sequence: GeneratedAlways<number>;
  at: Date;
  part: number;
  out_of: number;
}

/** Thresholds, who leaves by them, and what they take along. */
export interface StandingTables {
  'program.standing_settings': StandingSettingsRows;
  'app.graduations': Graduations;
  'app.leaving_exports': LeavingExports;
  'app.standing_alarms': StandingAlarms;
  'app.standing_warnings': StandingWarnings;
}
