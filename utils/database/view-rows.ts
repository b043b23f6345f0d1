import type { MarketplaceId, ReasonCode } from '@marketsafe/contract';
import type { Stage } from './line-rows.ts';

export type SortKey = 'at' | 'title' | 'price' | 'seller' | 'marketplace' | 'state';
export type GroupKey = 'seller' | 'brand' | 'sweep' | 'marketplace';

/** What of all drafts and reports a table shows, and how. */
export interface TableView {
  /** What has to be somebody's, or where it stands; everything without. */
  stage: 'all' | 'urgent' | Stage;
  search: string;
  marketplace?: MarketplaceId;
  sweepId?: string;
  reason?: ReasonCode;
  sort: { by: SortKey; down: boolean };
  group?: GroupKey;
}

/** A view that a person has named to come back to it. */
export interface ViewRow {
  viewId: string;
  name: string;
  view: TableView;
  /** Unix milliseconds. */
  savedAt: number;
}
