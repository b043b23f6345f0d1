import type { GroupEntryKind } from '@marketsafe/contract';
import type { GeneratedAlways } from 'kysely';
import type { Json } from './json.ts';

/** What was written to the working group; `said` goes by the kind. */
interface GroupEntries {
  entry_id: string;
  topic_id: string;
  sequence: GeneratedAlways<number>;
  kind: GroupEntryKind;
  at: Date;
  organisation_id: string;
  organisation_name: string;
  author_id: string;
  author_name: string | null;
  said: Json<Record<string, unknown>>;
}

interface GroupVotes {
  topic_id: string;
  organisation_id: string;
  option: number;
  voted_by: string;
  at: Date;
}

/** The working group's tables. */
export interface GroupTables {
  'working_group.entries': GroupEntries;
  'working_group.votes': GroupVotes;
}
