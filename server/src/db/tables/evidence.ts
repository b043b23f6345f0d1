import type { BlobType, FactName, MarketplaceId, TimeStampFailure } from '@marketsafe/contract';
import type { ColumnType } from 'kysely';
import type { NullableJson } from './json.ts';

export interface Blobs {
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

export interface Devices {
  organisation_id: string;
  device_id: string;
  public_key: string;
  enrolled_by: string;
  enrolled_at: Date;
  statement: string;
  statement_key_id: string;
  statement_signature: string;
}

export interface DeviceRevocations {
  organisation_id: string;
  device_id: string;
  revoked_by: string;
  revoked_at: Date;
}

export interface Captures {
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
  /** Whose adapter read the page, in which version; null where nothing did, or where that was not kept yet. */
  reader: MarketplaceId | null;
  reader_version: number | null;
  /** The facts that it found. */
  facts_found: NullableJson<FactName[]>;
}

export interface TimeStamps {
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
