import type { Generated, GeneratedAlways } from 'kysely';
import type { Json } from './json.ts';

export interface LedgerHeads {
  organisation_id: string;
  change_sequence: Generated<number>;
  audit_sequence: Generated<number>;
  audit_hash: Generated<Buffer>;
}

export interface Audit {
  organisation_id: string;
  sequence: number;
  entry: Json<object>;
  /** Out of the entry. */
  entity: GeneratedAlways<string>;
  previous_hash: Buffer;
  hash: Buffer;
}

export interface Changes {
  organisation_id: string;
  sequence: number;
  kind: 'claim' | 'right' | 'draft' | 'answer' | 'translation' | 'deleted';
  entity_id: string;
  at: Date;
  detail: Json<object>;
}

/** What of a root everybody may see; the heads under it are the owner's alone. */
export interface AuditRoots {
  number: number;
  text: string;
  key_id: string;
  signature: string;
}

/** Tokens of time-stamp authorities over roots. */
export interface RootStamps {
  number: number;
  token: Buffer;
  chain: string;
  stamped_at: Date;
  authority: string;
}

export interface SigningKeys {
  key_id: string;
  public_key: string;
  since: Date;
}

export interface Idempotency {
  organisation_id: string;
  user_id: string;
  key: string;
  operation: string;
  body_sha256: string;
  status: number;
  response: Json<object>;
  created_at: Date;
}
