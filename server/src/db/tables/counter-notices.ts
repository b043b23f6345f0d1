import type { AddedFileType, CounterProof, CounterReply, CounterState } from '@marketsafe/contract';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

interface CounterNotices {
  organisation_id: string;
  counter_id: string;
  claim_id: string;
  chance: number;
  state: Generated<CounterState>;
  /** Days in UTC, `YYYY-MM-DD`. */
  received_on: string;
  reply_by: string | null;
  /** Written as JSON text of one string, read as that string. */
  statement: ColumnType<string, string, never>;
  entered_at: Date;
  entered_by: string;
  entered_by_name: string;
  entered_through: Generated<'staff' | 'desk'>;
  reply: JSONColumnType<CounterReply, undefined, string> | null;
  replied_at: ColumnType<Date | null, undefined, Date>;
  replied_by: ColumnType<string | null, undefined, string>;
  replied_by_name: ColumnType<string | null, undefined, string>;
  forwarded_on: ColumnType<string | null, undefined, string>;
  proof: JSONColumnType<CounterProof, undefined, string> | null;
  proven_at: ColumnType<Date | null, undefined, Date>;
  outcome_text: ColumnType<string | null, undefined, string>;
  decided_at: ColumnType<Date | null, undefined, Date>;
  decided_by_name: ColumnType<string | null, undefined, string>;
}

interface CounterFiles {
  organisation_id: string;
  counter_id: string;
  position: number;
  /** Whose people handed it in: it lies in their organisation's store. */
  store_of: string;
  sha256: string;
  /** Written as JSON text of one string, read as that string. */
  name: ColumnType<string, string, never>;
  type: AddedFileType;
  bytes: number;
}

/** What sellers say against removals. */
export interface CounterTables {
  'app.counter_notices': CounterNotices;
  'app.counter_files': CounterFiles;
}
