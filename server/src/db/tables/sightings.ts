import type { Seen } from '@marketsafe/contract';

export interface Sightings {
  organisation_id: string;
  claim_id: string;
  seen_at: Date;
  user_id: string;
  seen: Seen;
}
