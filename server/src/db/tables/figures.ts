import type {
  PenaltyRequest,
  PenaltyWanted,
  PublicationKind,
  PublicationState,
  PublicReport,
  ResearchCheck,
} from '@marketsafe/contract';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

interface Publications {
  publication_id: string;
  kind: PublicationKind;
  from_day: string;
  to_day: string;
  state: PublicationState;
  content: JSONColumnType<PublicReport | ResearchCheck, string, never>;
  file: Buffer | null;
  file_sha256: string | null;
  prepared_at: Date;
  prepared_by: string;
  prepared_by_name: string;
  decided_at: ColumnType<Date | null, undefined, Date>;
  decided_by: ColumnType<string | null, undefined, string>;
  decided_by_name: ColumnType<string | null, undefined, string>;
  withdrawn_at: ColumnType<Date | null, undefined, Date>;
  withdrawn_by: ColumnType<string | null, undefined, string>;
  withdrawn_by_name: ColumnType<string | null, undefined, string>;
}

interface PenaltyRequests {
  organisation_id: string;
  request_id: string;
  seller_id: string;
  wanted: PenaltyWanted;
  raid_id: string | null;
  claims: string[] | null;
  content: JSONColumnType<PenaltyRequest['basis'], string, never>;
  asked_on: string;
  look_on: string;
  at: Date;
  by_user: string;
  by_name: string;
}

interface PenaltyEvents {
  organisation_id: string;
  event_id: string;
  sequence: Generated<number>;
  request_id: string;
  kind: 'granted' | 'refused' | 'none' | 'look';
  on_day: string;
  said: JSONColumnType<{ text: string }, string, never>;
  entry_id: string | null;
  at: Date;
  by_user: string;
  by_name: string;
}

/** What the program publishes, and requests for penalties. */
export interface FigureTables {
  'program.publications': Publications;
  'app.penalty_requests': PenaltyRequests;
  'app.penalty_events': PenaltyEvents;
}
