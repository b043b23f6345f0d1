import type {
  Language,
  ListedSeller,
  MarketplaceSetting,
  Right,
  Seen,
  ServerChallenge,
} from '@marketsafe/contract';
import type { ProcedureBrief } from '@marketsafe/contract/procedures/brief';

/** A text that a person asked for in another language, and what has come of it. */
export interface TranslationRequest {
  /** Also names the request at the program: the same once more is the same one. */
  translationId: string;
  /** Who asked, acting for whom: nothing of it goes to another organisation. */
  organisationId: string;
  userId: string;
  text: string;
  target: Language;
  /** Unix milliseconds. */
  askedAt: number;
  /** `waiting`: the program has not got it yet; `refused`: it would not take it. */
  state: 'waiting' | 'asked' | 'refused';
  /** Made by a machine, for reading only. */
  machineDraft: string | null;
  /** What a person made of it. */
  result: string | null;
}

/** What a person saw last where a removed listing had been. */
export interface SightingRow {
  /** See `listingKey` of the contract. */
  listingKey: string;
  seen: Seen;
  /** Unix milliseconds. */
  at: number;
  /** Who saw it, acting for whom. */
  organisationId: string;
  userId: string;
  /** The organisation knows. */
  isTold: boolean;
}

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
  /** Whom the organisation keeps on its lists of sellers; `version` is the program's, empty of one that has none. */
  | {
      key: 'sellers';
      organisationId: string;
      version: string;
      sellers: ListedSeller[];
      fetchedAt: number;
    }
  /** Of which drafts the organisations were told, by person. */
  | {
      key: 'told';
      lists: { organisationId: string; userId: string; draftIds: string[] }[];
      fetchedAt: number;
    }
  /** What was seen of removed listings on visits with this device, the newest last; one of each listing. */
  | { key: 'sightings'; rows: SightingRow[]; fetchedAt: number }
  /** Texts that were asked for in another language, the newest last. */
  | { key: 'translations'; requests: TranslationRequest[]; fetchedAt: number }
  /** The program said that the organisation has left. */
  | { key: 'left'; organisationId: string; fetchedAt: number }
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
