import type {
  ApplicantKind,
  ApplicationCause,
  ApplicationData,
  ApplicationDeclared,
  ApplicationFileKind,
  ApplicationMove,
  ApplicationState,
  Language,
  TWIN_KINDS,
} from '@marketsafe/contract';
import type { ColumnType, JSONColumnType } from 'kysely';

interface Applications {
  application_id: string;
  kind: ApplicantKind;
  language: Language;
  /** In small letters. */
  email: string;
  confirmed_at: Date | null;
  state: ApplicationState;
  state_since: Date;
  created_at: Date;
  changed_at: Date;
  handed_in_at: Date | null;
  revision: number;
  data: JSONColumnType<ApplicationData, string, string>;
  declared: JSONColumnType<ApplicationDeclared | null, string | null, string | null>;
  declined_by: string | null;
  organisation_id: string | null;
  delete_at: Date | null;
  demo: ColumnType<boolean, boolean | undefined, never>;
}

interface Links {
  token_hash: Buffer;
  application_id: string;
  kind: 'page' | 'mail';
  created_at: Date;
  expires_at: Date;
}

interface Files {
  application_id: string;
  file_id: string;
  kind: ApplicationFileKind;
  about: string | null;
  name: string;
  type: string;
  bytes: number;
  sha256: string;
  content: Buffer;
  added_at: Date;
}

interface Events {
  application_id: string;
  sequence: number;
  at: Date;
  move: ApplicationMove;
  actor_user_id: string | null;
  actor_name: string | null;
  cause: ApplicationCause | null;
  text: string | null;
  data: JSONColumnType<ApplicationData | null, string | null, never>;
}

interface Notes {
  application_id: string;
  note_id: string;
  at: Date;
  author_user_id: string;
  author_name: string;
  text: string;
}

interface Keys {
  application_id: string;
  kind: (typeof TWIN_KINDS)[number];
  key: string;
  value: string;
  holder: string | null;
}

/** Tables of schema `intake`, which hold what people hand in who are nobody in the program yet. */
export interface ApplicationTables {
  'intake.applications': Applications;
  'intake.links': Links;
  'intake.files': Files;
  'intake.events': Events;
  'intake.notes': Notes;
  'intake.keys': Keys;
}
