import type {
  Role,
  RootCause,
  ThreadEntry,
  ThreadKind,
  TranslationOrder,
  TroubleLevel,
} from '@marketsafe/contract';
import type { ColumnType } from 'kysely';

export interface Threads {
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

export interface ThreadEntries {
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

export interface Translations {
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
