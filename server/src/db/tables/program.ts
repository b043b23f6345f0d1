import type { MarketplaceId, ReviewSettings } from '@marketsafe/contract';
import type { GeneratedAlways } from 'kysely';
import type { Json } from './json.ts';

export interface ReviewSettingsRows {
  sequence: GeneratedAlways<number>;
  settings: Json<ReviewSettings>;
  at: Date;
  set_by: string;
}

export interface ReadingSwitches {
  sequence: GeneratedAlways<number>;
  marketplace: MarketplaceId;
  /** Null together with the reason: on again. */
  up_to_version: number | null;
  reason: string | null;
  at: Date;
  switched_by: string;
}
