import type { MarketplaceSetting, Right, ServerChallenge } from '@marketsafe/contract';
import type { ProcedureBrief } from '@marketsafe/contract/procedures/brief';

/** Reference data from the server, readable while offline. */
export type ReferenceRow =
  | { key: 'rights'; rights: Right[]; fetchedAt: number }
  | { key: 'marketplaces'; settings: MarketplaceSetting[]; fetchedAt: number }
  /** What marketplaces ask for; `version` is the program's, empty of one that has none. */
  | { key: 'procedures'; version: string; briefs: ProcedureBrief[]; fetchedAt: number }
  /** Public keys of the programs that this device has been signed in to: what they signed has to be checkable for ever. */
  | { key: 'keys'; keys: { keyId: string; publicKey: string }[]; fetchedAt: number }
  /** How far what the organisation has on listings is known here, and to whom. */
  | { key: 'known'; organisationId: string; userId: string; cursor: number; fetchedAt: number }
  /** Of which drafts the organisations were told, by person. */
  | {
      key: 'told';
      lists: { organisationId: string; userId: string; draftIds: string[] }[];
      fetchedAt: number;
    }
  | { key: 'changes'; organisationId: string; cursor: number; fetchedAt: number }
  /** Largest request body, in bytes, that gets to each server, where somebody on the way refused larger ones. */
  | { key: 'pieces'; servers: { serverUrl: string; largest: number; learntAt: number }[]; fetchedAt: number }
  | {
      key: 'challenge';
      challenge: ServerChallenge;
      /** Device clock minus server clock, and the round trip, in milliseconds. */
      skew: { ms: number; roundTripMs: number };
      fetchedAt: number;
    };
