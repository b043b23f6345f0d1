import type { MarketplaceSetting, Right, ServerChallenge } from '@marketsafe/contract';

/** Reference data from the server, readable while offline. */
export type ReferenceRow =
  | { key: 'rights'; rights: Right[]; fetchedAt: number }
  | { key: 'marketplaces'; settings: MarketplaceSetting[]; fetchedAt: number }
  /** Public keys of the programs that this device has been signed in to: what they signed has to be checkable for ever. */
  | { key: 'keys'; keys: { keyId: string; publicKey: string }[]; fetchedAt: number }
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
