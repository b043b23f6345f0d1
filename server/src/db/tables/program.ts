import type { FactName, MarketplaceId, ReviewSettings, TroubleSettings } from '@marketsafe/contract';
import type { Sourced } from '@marketsafe/contract/procedures';
import type { GeneratedAlways } from 'kysely';
import type { Json, NullableJson } from './json.ts';

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

export interface TroubleSettingsRows {
  sequence: GeneratedAlways<number>;
  settings: Json<TroubleSettings>;
  at: Date;
  set_by: string;
  set_by_name: string;
}

/** What staff changed of procedures. */
export interface ProcedureChanges {
  sequence: GeneratedAlways<number>;
  scope: string;
  part: string;
  item: string;
  field: string;
  follows: number;
  leaf: NullableJson<Sourced<unknown>>;
  before: NullableJson<Sourced<unknown>>;
  released: NullableJson<Sourced<unknown>>;
  why: string;
  undoes: number | null;
  at: Date;
  changed_by: string;
  changed_by_name: string;
}

/** What the adapter of one version found on one day. */
export interface ReadingDays {
  day: string;
  marketplace: MarketplaceId;
  version: number;
  captures: number;
  found: Json<Partial<Record<FactName, number>>>;
  demo: boolean;
}

/** When captures were last counted. */
export interface ReadingCounts {
  single: boolean;
  counted_at: Date;
}
