import type { NewSellerEntry, SellerEntryKind, SellerList } from '@marketsafe/contract';
import type { Generated } from 'kysely';
import type { NullableJson } from './json.ts';

/** What an organisation keeps of sellers, append-only. */
interface SellerEntries {
  organisation_id: string;
  entry_id: string;
  sequence: Generated<number>;
  seller_id: string;
  kind: SellerEntryKind;
  /** Null where the row takes another back. */
  said: NullableJson<NewSellerEntry['said']>;
  undoes: string | null;
  list: SellerList | null;
  at: Date;
  by_user: string;
  by_name: string;
}

/** Sellers. */
export interface SellerTables {
  'app.seller_entries': SellerEntries;
}
